"""A normal inspection: eight taps on a telephone, or none with the printed commands."""

import pytest
from django.urls import reverse
from PIL import Image

from rma.actions import receiving
from rma.models import CaseLine, Disposition, Inspection, Resolution, Upload
from rma.rules import commands
from rma.rules.commands import Command
from rma.steps.counting import Arrival
from tests.journeys.station.scanner import pull
from tests.rma import builders

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EIGHT = 8


@pytest.fixture
def sheet(station, live_server):
    """Return the work sheet of a camera that was taken in."""
    case = builders.a_case()
    receiving.receive_units(
        case=case.ref,
        arrivals=(Arrival(serial="SN-1"),),
        by=builders.CLERK,
        at=builders.NOON,
    )
    station.goto(f"{live_server.url}{reverse('station:sheet', args=[case.number])}")
    station.locator("#sheet").wait_for(state="attached")
    return station


def kept(page):
    page.get_by_text("The finding is kept.").wait_for()
    look = Inspection.objects.get()
    return look.outcome, look.grade, {each["answer"] for each in look.checks}


class TestANormalInspection:
    def test_takes_eight_taps(self, sheet):
        taps = 0
        yes = sheet.locator("input[type=radio][value=yes]")
        for place in range(yes.count()):
            yes.nth(place).check()
            taps += 1
        for value in ("fault_confirmed", "B"):
            sheet.locator(f"input[type=radio][value={value}]").check()
            taps += 1
        sheet.get_by_role("button", name="Keep the finding").click()
        taps += 1
        assert kept(sheet) == ("fault_confirmed", "B", {"yes"})
        assert taps <= EIGHT

    def test_takes_none_with_the_command_sheet(self, sheet):
        said = (Command.ALL_YES, Command.FAULT, Command.GRADE_B, Command.ACCEPT)
        for command in said:
            pull(sheet, commands.code_of(command))
            sheet.wait_for_timeout(350)
        assert kept(sheet) == ("fault_confirmed", "B", {"yes"})

    def test_its_proposed_place_is_accepted_by_the_next_scan(self, sheet):
        said = (Command.ALL_YES, Command.FAULT, Command.GRADE_B, Command.ACCEPT)
        for command in said:
            pull(sheet, commands.code_of(command))
            sheet.wait_for_timeout(350)
        kept(sheet)
        pull(sheet, commands.code_of(Command.ACCEPT))
        sheet.get_by_text("Its place is decided.").wait_for()
        assert Disposition.objects.get().reason
        assert not Resolution.objects.exists(), "no scan tells the customer anything"

    def test_the_finding_is_taken_back_by_one_scan_on_the_sheet(self, sheet):
        said = (Command.ALL_YES, Command.FAULT, Command.GRADE_B, Command.ACCEPT)
        for command in said:
            pull(sheet, commands.code_of(command))
            sheet.wait_for_timeout(350)
        kept(sheet)
        pull(sheet, commands.code_of(Command.UNDO))
        sheet.get_by_text("The last finding counts no more").wait_for()
        assert CaseLine.objects.get().inspected == 0

    def test_another_finding_is_one_scan_and_a_photo_takes_its_place(
        self, sheet, tmp_path
    ):
        shot = tmp_path / "label.png"
        Image.new("RGB", (40, 40), "navy").save(shot)
        for command in (Command.FAULT, Command.OTHER, Command.GRADE_D):
            pull(sheet, commands.code_of(command))
            sheet.wait_for_timeout(350)
        with sheet.expect_file_chooser() as opened:
            pull(sheet, commands.code_of(Command.PHOTO))
        opened.value.set_files(shot)
        sheet.locator(".slot[data-taken]").wait_for()
        assert Upload.objects.get().slot == "The whole unit from the front"
        # It went out by itself: what was chosen above it still stands, and is sent.
        pull(sheet, commands.code_of(Command.ACCEPT))
        assert kept(sheet)[:2] == ("no_fault_found", "D")
