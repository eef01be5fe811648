"""Signing in: allauth's rules with our own way of sending its letters."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import access, frame
from portal.context import page_frame
from rma.actions import belonging, conversing
from rma.models import User


class TwoSteps(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Ask for a second step in our words, under the name of the company."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the number, or it has changed meanwhile."),
    }

    def get_totp_issuer(self) -> str:
        """Return what the authenticator app calls us."""
        return page_frame(current.request)["frame"].company


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Let known people in; nobody opens an account for themselves."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code of the letter, or it is too old."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not the password you have now."),
        "duplicate_email": _("You have this address already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that accounts are made by staff, never at the door."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """
        Return where somebody begins: staff at the desk, customers at the start.

        Who belongs to several accounts says first which one they act for.
        """
        if access.may(request.user, "read"):
            return reverse("desk:home")
        is_several = len(access.memberships(request.user)) > 1
        return reverse("customer:account_choose" if is_several else "customer:start")

    def post_login(
        self,
        request: HttpRequest,
        user: User,
        **more: Any,  # noqa: ANN401 - allauth's own values, handed on
    ) -> HttpResponse:
        """Let the browser speak the language this person chose once."""
        response: HttpResponse = super().post_login(request, user, **more)
        if user.language in dict(settings.LANGUAGES):
            frame.remember_language(response, user.language)
        return response

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Let our letters go where somebody signs in from now on."""
        is_new: bool = super().confirm_email(request, email_address)
        if is_new:
            email, user_id = email_address.email, email_address.user_id
            belonging.move_mailbox(user_id=user_id, email=email, at=timezone.now())
        return is_new

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write one of allauth's letters in our words and hand it over."""
        words = {
            "request": self.request,
            "email": email,
            "frame": page_frame(self.request)["frame"],
        }
        self.hand_over(self.render_mail(template_prefix, email, words | context))

    def hand_over(self, letter: EmailMessage) -> None:
        """Keep the letter and promise its delivery: no visitor waits for the mail."""
        conversing.write_alone(
            to=letter.to[0],
            subject=str(letter.subject),
            text=str(letter.body),
            is_secret=True,
            at=timezone.now(),
        )
