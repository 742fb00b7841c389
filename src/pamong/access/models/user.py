"""An account. It knows no agency and no boss; `people` ties it to an employee."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pamong.ledger.models import Recorded


class UserManager(BaseUserManager["User"]):
    """Makes accounts; never with a default password."""

    def create_user(self, sign_in_name: str, *, name: str, email: str = "") -> "User":
        """An account whose password stays unusable until its owner sets one."""
        user = self.model(sign_in_name=sign_in_name.lower(), name=name, email=email.lower())
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """By the name one signs in with: a NIP, or what an administrator chose."""
        return self.get(sign_in_name=username)


class User(AbstractBaseUser, Recorded):
    """Someone who may sign in, by NIP (digits alone) or by e-mail."""

    sign_in_name = models.CharField(_("NIP atau nama masuk"), max_length=64, unique=True)
    name = models.CharField(_("Nama"), max_length=200)
    email = models.EmailField(_("Alamat surel"), blank=True)
    language = models.CharField(max_length=5, blank=True)
    has_slash = models.BooleanField(default=True)  # whether "/" leads to the search
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    # For whom the account acts on the day of its last scope, by the rater's key: the ledger names both.
    stands_for: Mapping[int, str] = MappingProxyType({})

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="access_user_email_once"
            ),
            models.CheckConstraint(
                condition=Q(sign_in_name=Lower("sign_in_name")),
                name="access_user_sign_in_name_is_lower",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the count as well as to the password: raising it ends them all."""
        seal = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("access.session", seal, secret=secret, algorithm="sha256").hexdigest()
