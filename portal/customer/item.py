"""What happened: own words first, then the reason, for each unit of a return."""

from dataclasses import dataclass, field
from datetime import datetime

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from portal import access, files
from portal.customer import drafts, windows, words
from portal.customer.drafts import DraftLine, DraftReturn
from portal.customer.telling import After, ItemForm
from portal.limits import is_too_often
from rma.actions import drafting, uploading
from rma.models import Contact, Draft, Product, Unit
from rma.queries import draft_page
from rma.queries.draft_page import FoundUnit, Terms
from rma.queries.files import FileView, files_of_draft
from rma.queries.helps import helps_for
from rma.rules.actors import Actor, ActorKind
from rma.rules.entitlement import Coverage
from rma.rules.serials import key_of
from rma.rules.uploads import UploadKind
from rma.steps.handing_in import TooManyFiles

# What each field of files shows.
_SENT_AS = {"plate": UploadKind.NAMEPLATE, "shown": UploadKind.PHOTO}
_TOO_OFTEN = _("That was a lot at once. Wait a minute, then send the rest.")


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one unit on the page: what it is, its cover, its questions."""

    line: DraftLine
    title: str
    serial: str
    coverage: Coverage
    verdict: str
    word: str
    known_by: tuple[BoundField, ...]
    same: BoundField | None
    told: tuple[BoundField, ...]
    after: list[After]
    battery: BoundField | None
    impact: BoundField | None
    is_folded: bool
    number: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold a draft with what is known of its units and of who fills it in."""

    draft: DraftReturn
    row: Draft
    known: dict[str, FoundUnit]
    contact: Contact | None
    files: tuple[FileView, ...]
    products: dict[str, Product] = field(default_factory=dict)

    def unit(self, line: DraftLine) -> Unit | None:
        """Return the unit of a line, where we know it."""
        found = self.known.get(key_of(line.serial))
        return found.unit if found else None

    def product(self, line: DraftLine) -> Product | None:
        """Return the article of a line, by its unit or by what was known of it."""
        unit = self.unit(line)
        return unit.product if unit else self.products.get(line.sku)

    def terms(self, at: datetime) -> Terms:
        """Return the policy that counts for this draft."""
        account = self.contact.account if self.contact else None
        return draft_page.terms_for(self.known.values(), account, at)


def desk_of(request: HttpRequest) -> Desk | None:
    """Return the draft under way with its units, or None where there is none."""
    row = drafts.row_of(request)
    if row is None:
        return None
    draft = DraftReturn.from_data(request.COOKIES[drafts.COOKIE], row.data)
    if draft.done or not draft.lines:
        return None
    contact = access.visitor(request)
    known = draft_page.units_with(
        (line.serial for line in draft.lines),
        account_id=contact.account_id if contact else None,
    )
    products = draft_page.products_with(line.sku for line in draft.lines)
    return Desk(draft, row, known, contact, files_of_draft(row), products)


def desk_with(
    draft: DraftReturn,
    row: Draft | None,
    known: dict[str, FoundUnit],
    contact: Contact | None,
) -> Desk:
    """Return a draft that may not be kept yet, with its units."""
    if row is None:
        return Desk(draft, Draft(), known, contact, ())
    return Desk(draft, row, known, contact, files_of_draft(row))


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest) -> HttpResponse:
    """Ask what happened to each unit, and keep every answer."""
    desk = desk_of(request)
    if desk is None:
        return redirect("customer:start")
    if request.method != "POST":
        return show(request, desk)
    other = windows.shown_instead(request, desk.draft, "customer:item")
    return other or answer(request, desk)


def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the questions about the units of a draft."""
    return _page(request, desk, _form(desk))


def answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep what was answered, and go on where it is all there."""
    form = _form(desk, request)
    if "keep" in request.POST and desk.row.pk:
        form.keep_in(desk.draft)
        return drafts.keep_unsent(desk.draft, desk.row, timezone.now())
    return _answered(request, desk, form)


def _form(desk: Desk, sent: HttpRequest | None = None) -> ItemForm:
    products = {line.key: desk.product(line) for line in desk.draft.lines}
    helps = helps_for(products.values())
    return ItemForm(
        desk.draft,
        {key: helps[each.pk if each else None] for key, each in products.items()},
        {key: each for key, each in products.items() if each},
        sent.POST.dict() if sent else None,
        sent.FILES if sent else None,
        named=frozenset(line.key for line in desk.draft.lines if desk.unit(line)),
    )


def _answered(request: HttpRequest, desk: Desk, form: ItemForm) -> HttpResponse:
    draft, pressed = desk.draft, request.POST
    is_valid = form.is_valid()
    form.keep_in(draft)
    _let_serials_say(desk)
    if pressed.get("remove"):
        draft.lines = [line for line in draft.lines if line.key != pressed["remove"]]
    drafts.keep(draft, timezone.now())
    is_taken = _take_files(request, desk, form)
    if "solved" in pressed:
        return _solved(request, desk, pressed["solved"])
    if pressed.get("drop", "").isdigit():
        uploading.take_from_draft(draft_id=desk.row.pk, upload_id=int(pressed["drop"]))
        return redirect(f"{reverse('customer:item')}#shown")
    if "later" in pressed:
        return redirect("customer:later")
    if "add" in pressed:
        return redirect(f"{reverse('customer:start')}?add=1")
    if pressed.get("remove"):
        return redirect("customer:item" if draft.lines else "customer:start")
    if not is_valid or not is_taken:
        return _page(request, desk, form, status=422)
    is_back = pressed.get("then") == "check" and draft.is_chosen
    return redirect("customer:check" if is_back else "customer:remedy")


def _let_serials_say(desk: Desk) -> None:
    """Leave it to a serial typed by now which article it is, where we know it."""
    lines = [line for line in desk.draft.lines if line.sku and line.serial]
    account_id = desk.contact.account_id if desk.contact else None
    serials = [line.serial for line in lines]
    known = draft_page.units_with(serials, account_id=account_id)
    for line in lines:
        if key_of(line.serial) in known:
            line.sku = line.about = ""


def _take_files(request: HttpRequest, desk: Desk, form: ItemForm) -> bool:
    """Keep the photos and papers sent along; return whether all were taken."""
    are_taken = [_take(request, desk, form, *each) for each in _SENT_AS.items()]
    return all(are_taken)


def _take(
    request: HttpRequest, desk: Desk, form: ItemForm, name: str, kind: UploadKind
) -> bool:
    good, wrong = form.cleaned_data.get(name) or ((), [])
    if good and is_too_often(request, "files", most=30):
        form.add_error(name, _TOO_OFTEN)
        return False
    for sentence in wrong:
        form.add_error(name, sentence)
    if not good:
        return not wrong
    told = desk.draft.contact.get("name") or (desk.contact.name if desk.contact else "")
    try:
        uploading.add_to_draft(
            draft_id=desk.row.pk,
            files=good,
            kind=kind,
            by=Actor(ActorKind.CUSTOMER, told),
            at=timezone.now(),
        )
    except TooManyFiles as refusal:
        form.add_error(name, files.too_many(refusal.most))
    return not form.errors.get(name)


def _solved(request: HttpRequest, desk: Desk, pressed: str) -> HttpResponse:
    """Take a unit off that works again, and say so; pressed twice, it counts once."""
    key, _colon, fix = pressed.partition(":")
    if not fix.isdecimal() or len(fix) > 9:
        return redirect("customer:item")
    left = drafting.take_as_solved(
        secret_hash=drafts.hash_of(desk.draft.secret),
        key=key,
        fix_id=int(fix),
        at=timezone.now(),
    )
    if left is None:
        return redirect("customer:item")
    page = {"rest": len(left.data["lines"])}
    return render(request, "customer/solved.html", page)


def _page(
    request: HttpRequest, desk: Desk, form: ItemForm, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    terms = desk.terms(at)
    then = request.POST.get("then") or request.GET.get("then")
    kept = files_of_draft(desk.row) if request.method == "POST" else desk.files
    page = {
        "form": form,
        "sections": [
            _section(line, form, number, _first_look(desk.unit(line), terms, at))
            for number, line in enumerate(desk.draft.lines, start=1)
        ],
        "left_out": desk.draft.left_out,
        "files": kept,
        "is_kept": desk.row.pk is not None,
        "then": "check" if then == "check" else "",
    }
    return render(request, "customer/item.html", page, status=status)


def _first_look(
    unit: Unit | None, terms: Terms, at: datetime
) -> tuple[Unit | None, Coverage]:
    """Return a unit with what we owe for it as long as no reason is told."""
    return unit, draft_page.judge(unit, terms, reason=None, at=at).coverage


def _section(
    line: DraftLine, form: ItemForm, number: int, look: tuple[Unit | None, Coverage]
) -> Section:
    unit, coverage = look

    def asked(*names: str) -> tuple[BoundField, ...]:
        keys = [f"{line.key}-{name}" for name in names]
        return tuple(form[key] for key in keys if key in form.fields)

    told, same = asked("words", "reason"), asked("same")
    return Section(
        line=line,
        title=words.unit_title(unit, line.about, number),
        serial=unit.serial if unit else line.serial,
        coverage=coverage,
        verdict=words.verdict(coverage),
        word=str(words.VERDICTS[coverage.verdict]),
        known_by=asked("about", "serial"),
        same=same[0] if same else None,
        told=told,
        after=form.after(line),
        battery=next(iter(asked("battery")), None),
        impact=next(iter(asked("impact")), None),
        is_folded=bool(same and line.is_same),
        number=number,
    )
