"""The forms of signing in, with the house's words beside their fields."""

from typing import Any

from allauth.account import forms as ours
from allauth.mfa.base import forms as steps
from allauth.mfa.totp import forms as apps
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

_ADDRESS = _("E-mail")
_NUMBER = _("Number from the app")


class _Worded(BaseForm):
    """Say what stands beside each field; a hint in the field says it a second time."""

    words: dict[str, Any] = {}

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - handed on
        """Put our words in the place of the library's."""
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            field.label = self.words.get(name, field.label)
            # The rules of a password stand in the lead of its page, once.
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class Login(_Worded, ours.LoginForm):  # type: ignore[misc]  # allauth is untyped
    """Sign in with a password."""

    words = {
        "login": _ADDRESS,
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
    }


class AskForCode(_Worded, ours.RequestLoginCodeForm):  # type: ignore[misc]
    """Ask for a code by mail."""

    words = {"email": _ADDRESS}


class ResetPassword(_Worded, ours.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link that lets somebody set a password."""

    words = {"email": _ADDRESS}


class ChangePassword(_Worded, ours.ChangePasswordForm):  # type: ignore[misc]
    """Set a new password, knowing the old one."""

    words = {
        "oldpassword": _("Password you have now"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }


class PasswordOnceMore(_Worded, ours.ReauthenticateForm):  # type: ignore[misc]
    """Type the password once more before signing in is changed."""

    words = {"password": _("Password")}


class SetPassword(_Worded, ours.SetPasswordForm):  # type: ignore[misc]
    """Set a first password."""

    words = {"password1": _("Password"), "password2": _("Password once more")}


class NewPassword(_Worded, ours.ResetPasswordKeyForm):  # type: ignore[misc]
    """Set a password by the link of a letter."""

    words = {"password1": _("New password"), "password2": _("New password once more")}


class NewAddress(_Worded, ours.AddEmailForm):  # type: ignore[misc]
    """Name the address to sign in with from now on."""

    words = {"email": _("New address")}

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - handed on
        """
        Count the address they sign in with as theirs: staff wrote to it before.

        The library takes an address nobody confirmed for one that was never theirs,
        and drops it while the new one still waits: nobody could sign in any more.
        """
        super().__init__(*args, **more)
        is_theirs = {"verified": True, "primary": True}
        self.user.emailaddress_set.update_or_create(
            email=self.user.email, defaults=is_theirs
        )


class SecondStep(_Worded, apps.ActivateTOTPForm):  # type: ignore[misc]
    """Show that the app has the key, by a number of it."""

    words = {"code": _NUMBER}


class NumberFromApp(_Worded, steps.AuthenticateForm):  # type: ignore[misc]
    """Type the number, or a recovery code, to get in."""

    words = {"code": _NUMBER}


class NumberOnceMore(_Worded, steps.ReauthenticateForm):  # type: ignore[misc]
    """Type the number once more before signing in is changed."""

    words = {"code": _NUMBER}
