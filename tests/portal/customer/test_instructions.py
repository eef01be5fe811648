"""How to send a return: the page, the letter and the slip say the very same."""

import html
import re

import pytest
from django.urls import reverse

from rma.actions import declaring
from rma.documents import instructions, slip
from rma.jobs import fill_papers
from rma.messages import compose, links
from rma.messages.letters import Owed
from rma.models import Preparation, Product
from rma.queries import letter_facts
from rma.rules.erasure import Erasure
from rma.rules.words import HandOver, Wish
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON

pytestmark = pytest.mark.django_db

_ON_PAPER = re.compile(
    r"<li>.*?<strong>(.*?)</strong>(?:\s*<br>(.*?))?\s*</li>", re.DOTALL
)
_ON_PAGE = re.compile(r'<p class="what">(.*?)</p>\s*(?:<p[^>]*>(.*?)</p>)?', re.DOTALL)


def pairs(pattern, text):
    found = (match.groups(default="") for match in pattern.finditer(text))
    return [tuple(plain(each) for each in two) for two in found]


def plain(text):
    return html.unescape(" ".join(text.split()))


def on_page(client, case):
    client.get(f"/t/{links.tracking_token(case)}")
    body = client.get(reverse("customer:case", args=[case.number])).text
    (steps,) = re.findall(r'<ol class="steps.*?</ol>', body, re.DOTALL)
    return pairs(_ON_PAGE, steps)


def in_letter(case, name):
    facts = letter_facts.facts_of(case.events.latest("id").pk)
    (letter,) = compose.compose(Owed(name), facts)
    (block,) = (block for block in letter.blocks if block.is_numbered)
    return [tuple(line.split(". ", 1)) for line in block.lines]


def on_slip(case):
    content = fill_papers.slips(case, NOON)[0][1]
    body = slip.sheet(content).html
    steps = body[body.index('<div class="steps">') : body.index("What happens next")]
    return pairs(_ON_PAPER, re.sub(r"<svg.*?</svg>", "", steps, flags=re.DOTALL))


class TestTheSteps:
    @pytest.mark.parametrize(
        ("letter", "more"),
        [
            ("approved", {}),
            ("approved_own_carrier", {"hand_over": HandOver.OWN_CARRIER}),
            ("advance_delivered", {"wish": Wish.ADVANCE_REPLACEMENT}),
        ],
    )
    def test_are_one_text_on_page_letter_and_paper(self, client, letter, more):
        unit = world.camera()
        Product.objects.update(lithium="contained")
        unit.product.refresh_from_db()
        case = world.open_return(unit=unit, **more)
        world.drain(NOON)
        case.refresh_from_db()

        said = [on_page(client, case), in_letter(case, letter), on_slip(case)]
        assert len(said[0]) >= 4
        assert said[0] == said[1] == said[2]
        assert len({instructions.fingerprint(each) for each in said}) == 1

    def test_begin_with_what_is_done_to_this_family_and_article(self, client):
        unit = world.camera()
        Product.objects.update(holds_data=True)
        other = Product.objects.get(pk=unit.product_id)
        other.pk, other.sku, other.category = None, "REC-1", "recorder"
        other.save()
        told = {
            "Release it from your recorder": {"category": "camera", "position": 2},
            "Save its settings": {"category": "camera", "position": 1},
            "Turn the ring to P": {"product_id": unit.product_id, "position": 3},
            "Give its licences back": {"category": "recorder"},
            "Sing to it": {"category": "camera", "is_active": False},
        }
        for title, values in told.items():
            Preparation.objects.create(title=title, detail="In its menu.", **values)
        unit.product.refresh_from_db()
        case = world.open_return(unit=unit)
        declaring.declare_erasure(
            case=case.ref, answers={1: Erasure.ERASED}, by=world.CUSTOMER, at=NOON
        )
        world.drain(NOON)
        case.refresh_from_db()

        said = [on_page(client, case), in_letter(case, "approved"), on_slip(case)]
        assert said[0] == said[1] == said[2]
        assert len({instructions.fingerprint(each) for each in said}) == 1
        titles = [title for title, _detail in said[0]]
        assert titles[:3] == [
            "Save its settings",
            "Release it from your recorder",
            "Turn the ring to P",
        ]
        # They stand in place of the sentence for whatever holds data.
        assert "Back up your data, then erase it" not in titles
        assert "Sing to it" not in titles
        assert "Give its licences back" not in titles

    def test_say_what_stays_and_what_was_declared(self):
        assert "manuals" in instructions.kept([""])
        assert "the disk or card, as you declared" in instructions.kept(["kept_disk"])
        assert "the disk or card, as you declared" not in instructions.kept(["erased"])
        (said,) = instructions.declared(["", "unable"])
        assert "could not be erased" in said


class TestASwapsSlip:
    def test_tells_when_the_new_unit_arrives_before_the_old_one_leaves(self):
        case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
        world.drain(NOON)
        case.refresh_from_db()
        content = fill_papers.slips(case, NOON)[0][1]
        said = [each.what for each in content.plan]
        assert said.index("Your replacement arrives") < said.index(
            "You hand the parcel to the carrier"
        )
