"""A person who signs in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.actors import Actor, ActorKind
from rma.rules.words import Role


class Users(BaseUserManager["User"]):
    """Make users; sign-in is by e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, **values: object
    ) -> "User":
        """Make a user; without a password they sign in by a mailed code."""
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **values: object
    ) -> "User":
        """Make an administrator who may also open Django's own admin."""
        rights = {"role": Role.ADMIN.value, "is_superuser": True}
        return self.create_user(email, password, **(values | rights))


class User(AbstractBaseUser, PermissionsMixin):
    """Sign in by e-mail; a role makes somebody a member of staff."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(
        _("role"),
        max_length=12,
        blank=True,
        choices=[(role.value, role.value) for role in Role],
    )
    # Empty: whatever the browser asks for, and English in letters.
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Keep one sign-in a mail address, whatever its case."""

        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    @override
    def __str__(self) -> str:
        """Return how the person is called."""
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether this is one of our own people."""
        return bool(self.role)

    @property
    def actor(self) -> Actor:
        """Return the name that stands beside what this person does."""
        kind = ActorKind.STAFF if self.is_staff else ActorKind.CUSTOMER
        return Actor(kind, str(self), self.pk)

    def get_full_name(self) -> str:
        """Return the name, as Django's own pages ask for it."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name, as Django's own pages ask for it."""
        return str(self)
