"""What each document says, read back from the paper or its HTML."""

import re
from dataclasses import replace
from datetime import date

import pytest

from rma.documents import (
    agreement,
    claim_packet,
    drawings,
    parcel_label,
    render,
    report,
    slip,
    steps,
)
from rma.documents.agreement import Security, summary_lines
from rma.documents.sheets import Paper
from rma.rules.money import Money
from tests.rma.documents.reading import alternatives, sizes_mm, words
from tests.rma.documents.samples import (
    AGREEMENT,
    CLAIM,
    LABEL,
    REPORT,
    SLIP,
    TERMS,
    WORDS,
)


class TestSlip:
    @pytest.mark.parametrize(
        "said",
        [
            f"You told us: “{WORDS}”",
            "SN-2291-88A",
            "Tuesday 9 December 2025",
            "Back up your data, then erase it",
            "15 Dec 2025",
            "The most this can cost you is 35.00 EUR, if we find no fault.",
            "Ana Silva · +34 911 23 45 67",
            "Cut here and put this strip in the box, beside the unit",
            "22 November 2025, 14:05 (Madrid time)",
            "Page 1 of 1",
        ],
    )
    def test_says_what_the_person_packing_needs(self, printed, said):
        assert said in words(printed(slip))

    def test_says_that_nothing_is_to_pay_where_nothing_is(self):
        html = slip.sheet(replace(SLIP, worst_case="", costs=())).html
        assert "There is nothing to pay." in html

    def test_has_no_empty_headings(self):
        bare = replace(SLIP, plan=(), send_by=None, send_to=())
        html = slip.sheet(bare).html
        assert "What happens next" not in html
        assert "Send it by" not in html
        assert "None" not in html

    def test_draws_each_of_its_steps_with_words_for_who_cannot_see_them(self, printed):
        pdf = printed(slip)
        titles = re.findall(r"<title>([^<]+)</title><path fill", slip.sheet(SLIP).html)
        assert len([each for each in titles if "QR" not in each]) == len(SLIP.steps)
        assert alternatives(pdf) >= {each for each in titles if "QR" not in each}

    @pytest.mark.parametrize(("paper", "rows"), [(Paper.A4, 7), (Paper.LETTER, 5)])
    def test_of_two_units_and_a_long_plan_stays_on_one_page(self, paper, rows):
        frame = replace(SLIP.frame, paper=paper)
        full = replace(SLIP, frame=frame, plan=(SLIP.plan * 4)[:rows])
        assert len(sizes_mm(render.pdf(slip.sheet(full)))) == 1


class TestPackingSteps:
    @pytest.mark.parametrize("holds_data", [True, False])
    @pytest.mark.parametrize("lithium", ["none", "alone", "contained", "packed_with"])
    @pytest.mark.parametrize(
        "hand_over", ["label", "counter_code", "pickup", "own_carrier"]
    )
    def test_are_at_most_six_and_name_the_last_day(
        self, holds_data, lithium, hand_over
    ):
        made = steps.packing_steps(
            holds_data=holds_data,
            lithium=lithium,
            hand_over=hand_over,
            send_by=date(2025, 12, 9),
        )
        assert 3 <= len(made) <= 6
        assert made[-1].picture == "hand_over"
        assert sum("9 December 2025" in step.detail for step in made) == 1

    def test_ask_for_nothing_the_unit_does_not_need(self):
        made = " ".join(step.title for step in steps.packing_steps())
        assert "data" not in made
        assert "battery" not in made

    @pytest.mark.parametrize("lithium", ["alone", "contained", "packed_with"])
    def test_draw_data_and_each_kind_of_battery_unlike_any_other(self, lithium):
        made = steps.packing_steps(holds_data=True, lithium=lithium)
        drawn = [drawings.drawing(step.picture) for step in made]
        assert len(set(drawn)) == len(made) == 6

    def test_use_the_new_units_box_for_an_advance_replacement(self):
        (first, *_rest) = steps.packing_steps(advance=True)
        assert "box the new unit came in" in first.title


class TestParcelLabel:
    @pytest.mark.parametrize(
        "said",
        [
            "RETURN – NORTHGATE MADRID",
            "Lithium battery inside",
            "Calle de Alcalá 501",
            "VXTS-RPNK-JHGFS",
            "RMA-BCDF-GHJK-NPRSF",
            "Parcel 1 of 2",
            "Advance",
            "Dome camera 4 MP",
            "Stick flat, not over an edge.",
        ],
    )
    def test_says_what_the_dock_needs(self, printed, said):
        assert said in words(printed(parcel_label))

    def test_names_no_person(self):
        assert LABEL.frame.contact.name not in parcel_label.sheet(LABEL).html

    def test_sets_a_long_address_smaller(self):
        long = replace(LABEL, ship_to=("A street name of more than thirty signs",))
        assert 'class="address long"' in parcel_label.sheet(long).html
        assert 'class="address"' in parcel_label.sheet(LABEL).html


class TestAgreement:
    def test_prints_the_five_lines_that_the_page_shows(self, printed):
        lines = summary_lines(TERMS)
        assert len(lines) == 5
        for line in lines:
            assert line in words(printed(agreement))

    def test_names_every_value_of_the_terms(self):
        assert summary_lines(TERMS) == (
            "We ship a new Dome camera 4 MP by Monday 24 November 2025.",
            "You send back Dome camera 4 MP, serial number SN-2291-88A, within 14 "
            "working days of receiving the new one.",
            "You pay nothing now, and nothing is held.",
            "If it does not come back: 214.00 EUR, after reminders 7, 3 and 1 "
            "working days before the last day and 5 working days of grace.",
            "The days stop counting when the carrier has scanned your parcel.",
        )

    def test_names_dates_once_they_are_known_and_what_is_held(self):
        known = replace(
            TERMS,
            return_by=date(2025, 12, 10),
            charged_on=date(2025, 12, 20),
            security=Security.HOLD,
            held=Money(21400, "EUR"),
            card_ending="4242",
        )
        lines = summary_lines(known)
        assert lines[1].endswith("by Wednesday 10 December 2025.")
        assert "214.00 EUR is held on your card •••• 4242" in lines[2]
        assert "214.00 EUR on Saturday 20 December 2025" in lines[3]
        assert lines[4].startswith("The hold is released when the carrier has scanned")

    def test_says_who_accepted_and_when(self, printed):
        said = words(printed(agreement))
        assert "By Marta Ruiz on 22 November 2025, 14:01 (Madrid time)" in said
        assert "from 203.0.113.7." in said

    def test_says_that_nobody_accepted_yet(self):
        html = agreement.sheet(replace(AGREEMENT, acceptance=None)).html
        assert "Not yet accepted." in html


class TestClaimPacket:
    @pytest.mark.parametrize(
        "said",
        [
            "Warranty claim to Hikari Optics",
            "CLM-0042",
            "9 December 2025",
            "Starts Thursday 18 April 2024 (shipped to the customer)",
            "Runs 24 months",
            "151 days before the end: inside the warranty",
            f"“{WORDS}”",
            "The fault was reproduced.",
            "1.1 W",
            "In all 214.00 EUR",
        ],
    )
    def test_shows_the_maker_what_a_yes_needs(self, printed, said):
        assert said in words(printed(claim_packet))

    def test_leaves_out_facts_without_a_value(self):
        assert "Lot" not in claim_packet.sheet(CLAIM).html.replace("Same lot", "")

    def test_says_plainly_when_the_warranty_was_over(self):
        late = replace(CLAIM.cover, failed_on=date(2026, 4, 19))
        said = claim_packet.calculation(late)[-1].value
        assert said == "1 day after the end: we ask for goodwill"

    def test_says_that_nobody_inspected_yet(self):
        html = claim_packet.sheet(replace(CLAIM, inspected_by="", costs=())).html
        assert "has not been inspected yet" in html
        assert "In all" not in html


class TestReport:
    @pytest.mark.parametrize(
        "said",
        [
            "Your recorder works again",
            "A capacitor had aged early.",
            "Promised for",
            "12 December 2025",
            "Repair 0.00 EUR",
            "We write to you on Friday 9 January 2026",
            "Order Step What should come of it If you don't Where",
            "1 Set the clock Backup at two It runs at noon returns.example.com",
            "If it fails again, scan the code at the top",
        ],
    )
    def test_says_what_was_found_done_and_promised(self, printed, said):
        assert said in words(printed(report))

    def test_says_honestly_that_the_cause_is_unknown(self):
        html = report.sheet(replace(REPORT, cause="")).html
        assert "We could not find out why it happened." in html
