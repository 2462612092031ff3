import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import extramile.web.audit.operations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('inspections', '0002_letters_and_circle'),
        ('partnerships', '0002_alter_grant_role'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, max_length=80)),
                ('headline', models.CharField(max_length=140)),
                ('standfirst', models.CharField(blank=True, max_length=400)),
                ('meaning', models.TextField(blank=True)),
                ('strengths', models.TextField(blank=True)),
                ('to_improve', models.TextField(blank=True)),
                ('next_steps', models.TextField(blank=True)),
                ('contact', models.TextField(blank=True)),
                ('comparison', models.CharField(blank=True, max_length=80)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default='writing', max_length=10)),
                ('facts', models.JSONField(null=True)),
                ('publish_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('withdrawn_note', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='inspections.inspection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='partnerships.partnership')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='plans.plan')),
                ('scheduled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-published_at', '-made_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('headline', ''), _negated=True), name='an_announcement_has_a_headline'), models.UniqueConstraint(models.F('partnership'), models.F('slug'), condition=models.Q(('slug', ''), _negated=True), name='a_slug_once_per_partnership'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'withdrawn']), _negated=True), models.Q(('changed_at__isnull', False), ('facts__isnull', False), ('published_at__isnull', False), models.Q(('slug', ''), _negated=True)), _connector='OR'), name='what_is_published_has_its_facts_and_address'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['checked', 'scheduled']), _negated=True), ('facts__isnull', False), _connector='OR'), name='what_is_checked_has_its_facts'), models.CheckConstraint(condition=models.Q(models.Q(('publish_at__isnull', False), ('scheduled_by__isnull', False), ('state', 'scheduled')), models.Q(models.Q(('state', 'scheduled'), _negated=True), ('publish_at', None)), _connector='OR'), name='what_waits_for_its_time_has_one'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_note', ''), _negated=True), _connector='OR'), name='a_withdrawal_has_its_note')],
            },
        ),
        migrations.CreateModel(
            name='AnnouncementStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('reached', models.CharField(max_length=10)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='announcements.announcement')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AnnouncementText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('texts', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='announcements.announcement')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['revision'],
                'constraints': [models.UniqueConstraint(models.F('announcement'), models.F('revision'), name='an_announcement_text_once_per_revision')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=12)),
                ('was', models.TextField()),
                ('now', models.TextField(blank=True)),
                ('why', models.CharField(max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='announcements.announcement')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='a_correction_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('media_type', models.CharField(max_length=20)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alternative', models.CharField(blank=True, max_length=250)),
                ('decorative', models.BooleanField(default=False)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='announcements.announcement')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=120)),
                ('name', models.CharField(max_length=120)),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('email', models.EmailField(max_length=254)),
                ('words', models.TextField()),
                ('position', models.PositiveSmallIntegerField()),
                ('state', models.CharField(default='drafted', max_length=10)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('nonce', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField(null=True)),
                ('until', models.DateField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('receipt', models.CharField(blank=True, max_length=12)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='announcements.announcement')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.member')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('role', ''), _negated=True)), name='a_quotation_has_words_and_a_role'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('answered_at__isnull', False), models.Q(('receipt', ''), _negated=True)), _connector='OR'), name='approved_words_have_their_receipt'), models.CheckConstraint(condition=models.Q(('state', 'drafted'), models.Q(('asked_at__isnull', False), ('until__isnull', False)), ('state', 'taken-out'), _connector='OR'), name='who_was_asked_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken-out'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='taken_out_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='QuotationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=12)),
                ('words', models.TextField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='announcements.quotation')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        extramile.web.audit.operations.AppendOnly(
            table='announcements_announcementtext',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='announcements_announcementstep',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='announcements_quotationtext',
        ),
        extramile.web.audit.operations.AppendOnly(
            table='announcements_correction',
        ),
    ]
