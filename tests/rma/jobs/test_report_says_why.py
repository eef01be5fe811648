"""The report says why it failed and what to do so that it does not happen again."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from rma.actions import inspecting
from rma.documents import render, report
from rma.jobs import fill_reports
from rma.models import Case, Resolution, Upload
from rma.rules.clues import Clue
from rma.rules.uploads import UploadKind
from rma.rules.words import Finding, ResolutionKind
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


def report_after(**found):
    case = world.open_return()
    world.receive(case, later(days=1))
    inspecting.inspect_units(
        case=case.ref, line_id=case.lines.get().pk, by=STAFF, at=later(days=1), **found
    )
    ((_title, content),) = fill_reports.reports(_whole(case), NOON)
    return content


def _whole(case):
    rows = Case.objects.select_related("account", "contact", "site", "policy")
    return rows.get(pk=case.pk)


def test_in_the_words_of_the_bench():
    content = report_after(
        outcome=Finding.FAULT_CONFIRMED,
        cause="A surge burnt the power stage.",
        advice="Put a surge protector in front.",
        advice_expect="It ends there.",
        advice_otherwise="It comes again.",
    )
    assert content.cause == "A surge burnt the power stage."
    (advice,) = content.advice
    assert advice.step == "Put a surge protector in front."
    assert (advice.expect, advice.otherwise) == ("It ends there.", "It comes again.")
    assert report.sheet(content).html.count("<td>It ends there.</td>") == 1


def test_in_the_usual_words_where_the_bench_wrote_none():
    (advice,) = report_after(outcome=Finding.NO_FAULT_FOUND).advice
    assert "another cable" in advice.step
    assert advice.expect
    assert advice.otherwise


def test_with_a_tip_for_each_trace_that_was_seen():
    content = report_after(
        outcome=Finding.FAULT_CONFIRMED,
        advice="Earth the mount.",
        clues=(Clue.SURGE, Clue.DUST),
    )
    assert [each.step.split(".")[0] for each in content.advice] == [
        "Earth the mount",
        "A surge came in by its cables",
        "We found dust inside",
    ]
    tips = content.advice[1:]
    assert all(each.expect and each.otherwise for each in tips)


def test_what_was_tested_and_how_it_went_without_the_keys_of_a_form():
    content = report_after(
        outcome=Finding.FAULT_CONFIRMED,
        checks=(
            {"check": "power", "question": "It switches on", "answer": "no"},
            {
                "check": "w4",
                "question": "Voltage at its power supply?",
                "answer": "9.8 V",
                "value": "9.8",
                "unit": "V",
                "fits": "no",
            },
        ),
    )

    assert content.tests == (
        "It switches on: no",
        "Voltage at its power supply: 9.8 V, outside its limits",
    )
    shown = report.sheet(content).html
    assert "What we tested: It switches on: no;" in shown
    assert "passed" not in shown


def test_names_no_way_to_say_that_it_failed_again_where_nothing_went_back():
    case = world.open_return()
    world.receive(case, later(days=1))
    line = case.lines.get()
    Resolution.objects.create(
        line=line, kind=ResolutionKind.REFUND, state="done", at=NOON, done_at=NOON
    )
    ((_title, content),) = fill_reports.reports(_whole(case), NOON)

    assert "If it fails again" not in report.sheet(content).html


def test_with_the_photos_of_the_bench_and_light_enough_for_a_letter(settings, tmp_path):
    case = world.open_return()
    world.receive(case, later(days=1))
    for place in range(6):
        photographed(case.lines.get(), f"photo-{place}", UploadKind.INSPECTION)
    photographed(case.lines.get(), "receipt", UploadKind.PROOF_OF_PURCHASE)
    ((_title, content),) = fill_reports.reports(_whole(case), NOON)

    assert content.photos
    assert {each.caption for each in content.photos} <= {f"photo-{n}" for n in range(6)}
    sheet = report.sheet(content)
    assert sheet.html.count("<figure>") == len(sheet.pictures) == len(content.photos)
    assert len(render.pdf(sheet)) < 300_000


def photographed(line, slot, kind):
    """Keep a photo of a phone: large, and full of detail that does not compress."""
    noise = Image.effect_noise((1600, 1200), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG")
    name = default_storage.save(f"{slot}.jpg", ContentFile(out.getvalue()))
    Upload.objects.create(
        case=line.case,
        line=line,
        kind=kind.value,
        name=f"{slot}.jpg",
        slot=slot,
        by="Tom",
        from_staff=True,
        sent_at=NOON,
        sent_hash=slot.ljust(64, "0"),
        sent_size=1,
        state="ready",
        file=name,
        media_type="image/jpeg",
        size=len(out.getvalue()),
        checked_at=NOON,
    )
