"""What is measured without a web server: imports, outbox, paper, label, scan."""

import csv
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from outbox import handlers, words, work
from outbox.post import Posting, post_many
from portal.api.asking import ReturnIn
from portal.api.caller import Caller
from rma.actions import intake
from rma.documents import keep, parcel_label, render, slip
from rma.models import Account, Case
from rma.queries import documents, scan_look
from shipping.carriers.sandbox import label as sandbox_label
from shipping.words import Address
from tests.benchmarks import bare, world
from tests.benchmarks.measuring import Finding, Sample, compare, rate, timed
from tests.rma.documents import samples

ROWS = 4_000
JOBS = 150
HERE = Address("Ada Byron", "Kai 1", "Hamburg", "20095", "DE")
DOCK = Address("Returns desk", "1 Example Street", "Berlin", "10115", "DE")
INTO = (
    "insert into bare_unit (serial, sku, account_number, order_reference, shipped_on,"
    " paid_price) values (%s, %s, %s, %s, %s, %s)"
)
TAKE = "update bare_task set state = %s where id = %s and state = %s"


def imports(folder: Path, rounds: int) -> Finding:
    """Import units by the command; the floor is one executemany of the same rows."""

    def ours(number: int) -> Sample:
        rows = world.units((number + 1) * ROWS, ROWS)
        path = world.write_units(folder / f"units-{number}.csv", rows)
        with Path(os.devnull).open("w") as nowhere:
            say = {"stdout": nowhere, "stderr": nowhere}
            return rate(lambda: call_command("import_units", str(path), **say), ROWS)

    def floor(number: int) -> Sample:
        with (folder / f"units-{number}.csv").open(encoding="utf-8") as file:
            next(csv.reader(file))
            rows = [(*row[:5], row[8]) for row in csv.reader(file)]

        def insert() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(INTO, rows)

        return rate(insert, ROWS)

    return compare(
        "import of units, by the command", "rows/s", ours, floor,
        rounds=rounds, budget=0.5, is_rate=True,
    )  # fmt: skip


def outbox_jobs(rounds: int) -> Finding:
    """Drain jobs that do nothing; the floor is two updates and commits for each."""

    @handlers.handler("bench.nothing")
    def nothing(*, lease: words.Lease, at: object) -> words.Outcome:
        return words.DONE

    is_postgres = connection.vendor == "postgresql"

    # Only these jobs are due: nothing was opened yet.
    def ours(number: int) -> Sample:
        with transaction.atomic():
            post_many(
                Posting("bench.nothing", f"bench:{uuid.uuid4()}") for _ in range(JOBS)
            )
        return rate(work.drain, JOBS)

    def floor(number: int) -> Sample:
        tasks = bare.Task.objects.bulk_create(
            bare.Task(state="ready") for _ in range(JOBS)
        )

        def take_and_end() -> None:
            with connection.cursor() as cursor:
                for task in tasks:
                    for was, to in (("ready", "leased"), ("leased", "done")):
                        with transaction.atomic():
                            cursor.execute(TAKE, [to, task.pk, was])

        return rate(take_and_end, JOBS)

    return compare(
        "outbox, one worker, empty jobs", "jobs/s", ours, floor,
        rounds=rounds, is_rate=True, limit=300 if is_postgres else None,
    )  # fmt: skip


def paper(rounds: int) -> list[Finding]:
    """Print our papers; the floor is WeasyPrint alone with the same finished page."""
    fonts = FontConfiguration()
    style = CSS(string=keep.source_of("print.css"), font_config=fonts)
    found = []
    for name, kind in (
        ("packing slip, A4", slip),
        ("parcel label, 4 × 6", parcel_label),
    ):
        content = samples.SLIP if kind is slip else samples.LABEL
        sheet = kind.sheet(content)
        width, height = render.SIZES[sheet.paper]
        size = CSS(string=f"@page {{ size: {width}mm {height}mm }}", font_config=fonts)

        def ours(_: int, kind=kind, content=content) -> Sample:
            return timed(lambda: render.pdf(kind.sheet(content)))

        def floor(_: int, html=sheet.html, styles=(style, size)) -> Sample:
            page = HTML(string=html)
            return timed(
                lambda: page.write_pdf(stylesheets=list(styles), font_config=fonts)
            )

        ours(0), floor(0)
        found.append(
            compare(f"{name}, PDF", "ms", ours, floor, rounds=rounds, budget=1.3)
        )
    return found


def label(serials: Iterator[str], rounds: int) -> Finding:
    """From the button to the label's bytes; the floor is reportlab drawing it."""
    account = Account.objects.get(number=world.ACCOUNT)
    text = sandbox_label.LabelText(
        "SBX0000000000001", "ground", HERE, DOCK, "RMA-BCDF-GHJK-NPRST", "Camera", 900
    )

    def ours(_: int) -> Sample:
        serial = next(serials)
        taken = timed(lambda: _open_until_labelled(serial, account.pk))
        # The letters and papers that follow are not waited for.
        work.drain()
        return taken

    ours(0)
    return compare(
        "label, button to bytes, in process", "ms",
        ours, lambda _: timed(lambda: sandbox_label.draw(text), 3),
        rounds=rounds, limit=300,
    )  # fmt: skip


def _open_until_labelled(serial: str, account_id: int) -> bytes:
    asked = ReturnIn.model_validate(world.asked(serial))
    caller = Caller(0, "Benchmark", None, None, is_staff=True)
    case = intake.open_return(
        request=asked.asked_by(caller, account_id, None),
        by=caller.actor,
        at=timezone.now(),
    )
    while True:
        work.drain(limit=1)
        paper = documents.label_of(case)
        if paper and paper.is_ready:
            return paper.read()


def scan(number: str, rounds: int) -> Finding:
    """Look a code up; the floor is one row found by its index."""
    code = Case.objects.get(code=number.removeprefix("RMA-").replace("-", "")).code
    with connection.execute_wrapper(count := _Count()):
        scan_look.look_up(number)
    return compare(
        "scan, the look-up alone", "ms",
        lambda _: timed(lambda: scan_look.look_up(number), 50),
        lambda _: timed(lambda: Case.objects.get(code=code), 50),
        rounds=rounds, statements=count.statements,
    )  # fmt: skip


class _Count:
    """Counts statements."""

    statements = 0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)
