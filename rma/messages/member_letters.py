"""Letters to the people of a customer: asked to join, and that their access ended."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rma.messages import words
from rma.messages.compose import Block
from rma.messages.link_letter import LinkLetter
from rma.models import Account, Invitation


def invitation(row: Invitation, secret: str) -> LinkLetter:
    """Return the letter that asks somebody to join their company's account."""
    language = row.language or settings.LANGUAGE_CODE
    with translation.override(language):
        until = date_format(localtime(row.expires_at), "l j F Y, H:i")
        named = {
            "company": words.quote(row.account.name),
            "by": words.quote(row.invited_by),
            "until": until,
        }
        return LinkLetter(
            name="invitation",
            to_name=words.quote(row.name),
            subject=_("Join %(company)s at our returns pages") % named,
            blocks=(
                Block(
                    (
                        _("%(by)s asks you to join %(company)s.") % named,
                        _("You can then follow the returns of your company."),
                    )
                ),
                Block((_("The link works once, until %(until)s.") % named,)),
            ),
            action=_("Look at the invitation"),
            url=f"{settings.RETURNWELL_URL}/i/{secret}",
            because=_("You get this letter because somebody invited this address."),
            language=language,
        )


def access_ended(account: Account, *, name: str, language: str) -> LinkLetter:
    """Return the letter that tells somebody their access has ended."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        company = words.quote(account.name)
        return LinkLetter(
            name="access_ended",
            to_name=words.quote(name),
            subject=_("Your access to %(company)s has ended") % {"company": company},
            blocks=(
                Block(
                    (
                        _("You can no longer see the returns of %(company)s.")
                        % {"company": company},
                        _("Links we sent you about them no longer work."),
                    )
                ),
                Block((_("Was that a mistake? Ask an owner of the account."),)),
            ),
            action=_("Start a return of your own"),
            url=settings.RETURNWELL_URL,
            because=_("You get this letter because you were a member until now."),
            language=language,
            is_secret=False,
        )


def closing_asked(account: Account, *, by: str, why: str) -> LinkLetter:
    """Return the letter that tells our people an account is to be closed."""
    named = {"account": f"{account.number} {words.quote(account.name)}"}
    told = [_("%(account)s is to be closed, its owner asks.") % named]
    told += [_("Why: %(why)s") % {"why": words.quote(why)}] if why else []
    return LinkLetter(
        name="closing_asked",
        to_name="",
        subject=_("%(account)s asks to be closed") % named,
        blocks=(
            Block(tuple(told)),
            Block((_("Bring its returns to their end, then let its people go."),)),
        ),
        action=_("Open the customer"),
        url=f"{settings.RETURNWELL_URL}/desk/customers/{account.pk}",
        because=_("You get this letter because you look after customers."),
        language=settings.LANGUAGE_CODE,
        is_secret=False,
    )
