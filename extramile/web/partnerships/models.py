"""A partnership, its organisations, its people and their roles.

An organisation may serve several partnerships (an integrated care board often does) and keeps its own name in each. A role is
granted to a person in one partnership, for an organisation, and may end on a day. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from extramile.web.partnerships.permissions import Role


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    COUNCIL = "council", "Council"
    ICB = "icb", "Integrated care board"
    NHS_PROVIDER = "nhs", "NHS provider"
    SETTING = "setting", "School or setting"
    FORUM = "forum", "Parent carer forum"
    SENDIASS = "sendiass", "Advice and support service (SENDIASS)"
    INSPECTORATE = "inspectorate", "Inspectorate or peer team"
    BOARD = "board", "Board that oversees a plan"
    OTHER = "other", "Other organisation"


NO_PARTNERS = (OrganisationKind.INSPECTORATE, OrganisationKind.BOARD)
"""Those who look at what the others do: nothing is theirs to do or to sign."""


class Organisation(models.Model):
    """An organisation under its own name."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OrganisationKind)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), "kind", name="one_organisation_per_name_and_kind")]

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """The organisations of one local area that are inspected together."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    # The 3-digit code of its local area; empty for a fictional one.
    area_code = models.CharField(max_length=3, blank=True)
    is_fictional = models.BooleanField(default=False)
    organisations = models.ManyToManyField(Organisation, through="Partner", related_name="partnerships")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_fictional=True, area_code="") | Q(is_fictional=False) & ~Q(area_code=""),
                name="real_partnership_has_an_area",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    """An organisation in a partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partners")

    class Meta:
        constraints = [
            models.UniqueConstraint("partnership", "organisation", name="an_organisation_once_per_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.partnership}"


class Member(models.Model):
    """A person in a partnership, for one of its organisations."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    # What they are there, in their own words: "Designated clinical officer".
    post = models.CharField(max_length=120, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint("partnership", "person", name="a_person_once_per_partnership")]

    def __str__(self) -> str:
        return f"{self.person} in {self.partnership}"


class Grant(models.Model):
    """A role that a member holds, until it is taken back or a day comes."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    begins = models.DateField()
    # The last day; empty for as long as nobody takes it back. Inspectors and reviewers always have one.
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint("member", "role", name="a_role_once_per_member"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(role="inspector") | Q(ends__isnull=False), name="inspectors_access_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.role}"


class Invitation(models.Model):
    """An invitation by mail. Its link is made from `nonce` and the installation's secret key, and kept nowhere."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120, blank=True)
    roles = models.JSONField()
    role_ends = models.DateField(null=True)
    nonce = models.CharField(max_length=32)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.partnership}"
