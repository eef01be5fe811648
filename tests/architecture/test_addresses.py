"""No file knows on which machine it was written or where packages come from."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT, files

# Put together here, so that this file passes its own test.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
]
# Where this copy happens to lie, and where the person who works on it is at home.
FOLDERS = sorted({f"{ROOT}/", f"{ROOT.parent}/shared/", f"{Path.home()}/"})
LOCKS = ("requirements.txt", "requirements-dev.txt", "package-lock.json")
PICTURES = {".png", ".jpg", ".ico", ".pdf", ".woff2", ".wasm", ".webp", ".gif"}


def told(text: str) -> list[str]:
    """Return the hosts and folders that a text gives away."""
    return [word for word in (*HOSTS, *FOLDERS) if word in text]


class TestAddresses:
    def test_no_file_names_a_package_host_or_a_folder_of_one_machine(self):
        readable = [path for path in files() if path.suffix not in PICTURES]
        texts = ((p, (ROOT / p).read_text(errors="replace")) for p in readable)
        assert {str(path): told(text) for path, text in texts if told(text)} == {}

    @pytest.mark.parametrize("name", [n for n in LOCKS if (ROOT / n).exists()])
    def test_locks_hold_versions_and_hashes_and_no_address(self, name):
        text = (ROOT / name).read_text()
        assert re.findall(r"https?://\S+|--(?:extra-)?index-url.*", text) == []

    @pytest.mark.parametrize("name", LOCKS[:2])
    def test_every_requirement_has_a_hash(self, name):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []

    def test_the_development_set_holds_the_runtime_set(self):
        runtime, dev = (set(_pins(name)) for name in LOCKS[:2])
        assert runtime - dev == set()

    @pytest.mark.parametrize("name", LOCKS[:2])
    def test_what_is_asked_for_with_an_extra_is_pinned_with_it(self, name):
        # Older pips look for the newest release otherwise, and then find no hash.
        pinned = {}
        for pin in map(Requirement, _pins(name)):
            pinned[canonicalize_name(pin.name)] = pin.extras
        loose = [
            f"{asking} asks for {asked}"
            for asking, extras in pinned.items()
            for asked in _asked_by(asking, extras)
            if not asked.extras <= pinned[canonicalize_name(asked.name)]
        ]
        assert loose == []


def _pins(name: str) -> list[str]:
    return re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)


def _asked_by(name: str, extras: set[str]) -> list[Requirement]:
    """Return what an installed package needs on this machine, with these extras."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    asked = map(Requirement, lines)
    return [
        each
        for each in asked
        if not each.marker
        or any(each.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


class TestTheRule:
    @pytest.mark.parametrize("word", [*HOSTS, *FOLDERS])
    def test_catches_a_breach(self, word):
        assert told(f"see {word}x")
