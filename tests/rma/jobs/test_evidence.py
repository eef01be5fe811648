"""The evidence of a claim: photos in the packet, and all of it in one ZIP."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from outbox.models import Job
from rma.actions import claiming, inspecting, uploading
from rma.jobs import fill_claims
from rma.models import VendorClaim
from rma.rules.uploads import Sent, UploadKind
from rma.rules.words import Finding
from tests.rma.jobs import world
from tests.rma.jobs.world import CUSTOMER, STAFF, later

pytestmark = pytest.mark.django_db

HOSTILE = '../../etc/passwd\x00\u202e"><img src=x>.exe'


def photo(colour, size=(1200, 900)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def hand_in(case, colour, kind=UploadKind.PHOTO, name=HOSTILE):
    sent = (Sent(name, photo(colour)),)
    uploading.add_to_case(
        case=case.ref, files=sent, kind=kind, by=CUSTOMER, at=later(days=1)
    )


def inspect(case, at, **more):
    inspecting.inspect_units(
        case=case.ref,
        line_id=case.lines.get().pk,
        outcome=Finding.FAULT_CONFIRMED,
        by=STAFF,
        at=at,
        **more,
    )


def draw(case, at):
    """Let everything that was asked for be done, and only the packet be drawn."""
    world.drain(at)
    wanted = Job.objects.filter(kind="draw", state="waiting")
    wanted.exclude(ids__kind="claim_packet").delete()
    world.drain(at, draws=True)
    return case.documents.filter(kind="claim_evidence").order_by("id").last()


def members(archive):
    with zipfile.ZipFile(io.BytesIO(archive.read())) as opened:
        assert opened.testzip() is None
        return {
            entry.filename.split("/", 1)[1]: opened.read(entry)
            for entry in opened.infolist()
        }


@pytest.fixture
def claimed():
    """A return with hostile file names, whose unit was inspected."""
    case = world.open_return()
    hand_in(case, "teal")
    hand_in(case, "navy", UploadKind.PROOF_OF_PURCHASE)
    world.receive(case, later(days=1))
    inspect(case, later(days=1), notes="No light.\x1b[2J\u202e\nReset did not help.")
    return case


def packet_of(case):
    return fill_claims.packets(world.again(case), later(days=1))[0][1]


class TestTheZip:
    def test_holds_all_under_our_own_names_and_hostile_words_are_harmless(
        self, claimed
    ):
        archive = draw(claimed, later(days=2))
        assert (archive.media_type, archive.paper) == ("application/zip", "")
        number = VendorClaim.objects.get().number
        assert archive.title == f"Evidence for {number}"
        held = members(archive)
        assert set(held) == {
            "inspection.txt",
            "claim-packet.pdf",
            "photos/01-photo.jpg",
            "SHA256SUMS",
        }
        record = held["inspection.txt"].decode()
        assert "Notes: No light.[2J\nReset did not help.\n" in record
        assert "by Jo Berg" in record
        assert "passwd" not in record
        for line in held.pop("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(held.pop(name)).hexdigest() == digest
        assert held == {}

    def test_is_the_same_bytes_when_nothing_changed(self, claimed):
        first = draw(claimed, later(days=2))
        default_storage.delete(first.file)
        ids = {"case_id": claimed.pk, "kind": "claim_packet"}
        Job.objects.create(kind="draw", key="draw:once-more", ids=ids)
        again = draw(claimed, later(days=5))
        assert (again.pk, again.file) == (first.pk, first.file)
        assert "claim-packet.pdf" in members(again)

    def test_is_made_anew_after_a_photo_and_after_another_look(self, claimed):
        first = draw(claimed, later(days=2))
        claim = VendorClaim.objects.get()
        claiming.submit_claim(claim_id=claim.pk, by=STAFF, at=later(days=2))
        hand_in(claimed, "olive", UploadKind.NAMEPLATE)
        second = draw(claimed, later(days=3))
        assert second.pk > first.pk
        assert "photos/02-nameplate.jpg" in members(second)

        inspect(claimed, later(days=4), notes="It burns.")
        record = members(draw(claimed, later(days=4)))["inspection.txt"].decode()
        assert "It burns." in record

    def test_says_which_file_is_gone(self, claimed):
        world.drain(later(days=1))
        default_storage.delete(claimed.uploads.get(kind="photo").file)
        held = members(draw(claimed, later(days=2)))
        assert "photos/01-photo.jpg" not in held
        assert "its file is gone from our store" in held["inspection.txt"].decode()


class TestThePacket:
    def test_is_bounded_in_what_it_shows(self, claimed, monkeypatch):
        hand_in(claimed, "red")
        world.drain(later(days=1))
        monkeypatch.setattr("rma.documents.smaller.MOST_PHOTOS", 1)
        shown = [bool(photo.picture) for photo in packet_of(claimed).photos]
        assert shown == [True, False]
        monkeypatch.setattr("rma.documents.smaller.MOST_BYTES", 10)
        assert not any(photo.picture for photo in packet_of(claimed).photos)

    def test_shows_photos_small_and_names_one_that_is_broken_or_gone(self, claimed):
        world.drain(later(days=1))
        (shown,) = packet_of(claimed).photos
        assert shown.caption.startswith("Photo, ")
        with Image.open(io.BytesIO(shown.picture)) as small:
            assert max(small.size) == 900
        upload = claimed.uploads.get(kind="photo")
        with default_storage.open(upload.file, "wb") as file:
            file.write(b"\xff\xd8\xff broken")
        (broken,) = packet_of(claimed).photos
        assert (bool(broken.sha256), broken.picture) == (True, b"")
        default_storage.delete(upload.file)
        (gone,) = packet_of(claimed).photos
        assert (gone.sha256, gone.picture) == ("", b"")
