"""What is printed for a return: its labels, what came beside them, its papers."""

from rma.models import Case, Document, Message
from rma.queries import boxes
from rma.rules import numbers
from shipping.models import LabelDocument, LabelPurchase
from shipping.words import DocumentKind, PurchaseState

# What a phone shows as it is: a code of another kind is opened as a file.
PICTURE = "image/png"


def label_of(case: Case, code: str = "") -> LabelPurchase | None:
    """Return the label of a box that comes to us, once it is there; or the newest."""
    mine = {row.pk: row for row in boxes.of_case(case)}
    bought = LabelPurchase.objects.filter(
        parcel__in=mine, state=PurchaseState.PURCHASED
    ).exclude(label_file="")
    if code:
        bought = bought.filter(parcel__code=numbers.parse(code))
    return bought.order_by("-id").first()


def beside_labels(
    case: Case, kind: DocumentKind, code: str = ""
) -> list[LabelDocument]:
    """Return papers that came with the labels of a return's boxes, or of one."""
    mine = [row.pk for row in boxes.of_case(case)]
    found = LabelDocument.objects.filter(
        kind=kind,
        purchase__parcel__in=mine,
        purchase__state=PurchaseState.PURCHASED,
    ).select_related("purchase__parcel")
    if code:
        found = found.filter(purchase__parcel__code=numbers.parse(code))
    return list(found.order_by("id"))


def codes_in(letter: Message) -> list[LabelDocument]:
    """Return the codes that a letter's HTML shows as pictures."""
    shown = [each["code"] for each in letter.attachments if "code" in each]
    papers = LabelDocument.objects.filter(pk__in=shown, media_type=PICTURE)
    return list(papers.order_by("id"))


def paper_of(case: Case, kind: str, paper: str, box: str = "") -> Document | None:
    """
    Return the newest document of a kind, on the paper asked for where there is.

    Of those that each box has, the one of the box asked for.
    """
    papers = Document.objects.filter(case=case, kind=kind).order_by("id")
    if box:
        papers = papers.filter(box=numbers.parse(box) or box)
    by_paper = {document.paper: document for document in papers}
    return by_paper.get(paper) or next(iter(by_paper.values()), None)
