"""People with an account."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an e-mail address is the same in any case."""

    def create_user(
        self, email: str, name: str, password: str | None = None, *, is_editor: bool = False, about: str = ""
    ) -> "Person":
        """Make an account. Without a password nobody can sign in to it yet."""
        person = self.model(
            email=self.normalize_email(email).strip(), name=name.strip(), is_editor=is_editor, about=about
        )
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by e-mail address, in any case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """One person with one e-mail address."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    is_editor = models.BooleanField("editor of the library", default=False)
    is_active = models.BooleanField(default=True)
    # For the invented people of a demonstration: who they are, in a sentence. Empty for everybody else.
    about = models.CharField(max_length=200, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name
