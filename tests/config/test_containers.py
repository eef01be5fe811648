"""The container files name only what there is: paths, commands, settings, ports."""

import importlib
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

from portal.management.commands import run

ROOT: Path = settings.ROOT
# Named by the image itself, only read by the demo or a test, or told to the engine.
NOT_PASSED = {"RETURNWELL_DATA", "DEMO", "DEBUG", "OUTBOX_FAULT"}
ASKED_OF_THE_ENGINE = {"PORT", "RETURNWELL_HOST", "POSTGRES_PASSWORD"}
OURS_ALONE = {"--host", "--port", "--workers", "--working-dir"}


def steps():
    """Return the Dockerfile's instructions, each as its word and the rest."""
    text = (ROOT / "Dockerfile").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in whole.splitlines() if line.strip()]


def told(word):
    return [rest for found, rest in steps() if found == word]


def command_of(text):
    return json.loads(text[text.index("[") :])


def options(command):
    """Return the options of a command with their values."""
    found, name = {}, ""
    for part in command:
        if part.startswith("--"):
            name = part
            found[name] = ""
        elif name:
            found[name] = part
            name = ""
    return found


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


@pytest.fixture(scope="module")
def ours(services):
    return {name: each for name, each in services.items() if "build" in each}


class TestTheImage:
    def test_copies_what_is_here_and_not_left_out(self):
        ignored = set((ROOT / ".dockerignore").read_text().split())
        for rest in told("COPY"):
            if rest.startswith("--from"):
                continue
            *sources, _target = rest.split()
            assert all((ROOT / each).exists() for each in sources)
            assert not ignored & set(sources)

    def test_has_the_reader_of_codes_where_the_station_looks_for_it(self):
        bootstrap = (ROOT / ".ci/bootstrap").read_text()
        (folder,) = re.findall(r"to=(portal/static/\S+)", bootstrap)
        wanted = dict(re.findall(r'cp (node_modules/\S+) "\$to/(\S+)"', bootstrap))
        copies = [rest.split()[1:] for rest in told("COPY") if "--from" in rest]
        assert len(wanted) == 2
        assert {
            source.removeprefix("/camera/"): target for source, target in copies
        } == {source: f"{folder}/{name}" for source, name in wanted.items()}

    def test_installs_the_libraries_that_a_machine_without_containers_gets(self):
        bootstrap = (ROOT / ".ci/bootstrap").read_text()
        lists = re.findall(r'missing="\$missing ((?:lib|fonts)[^"]+)"', bootstrap)
        wanted = {name for each in lists for name in each.split()}
        (apt,) = [rest for rest in told("RUN") if "apt-get" in rest]
        assert wanted
        assert wanted <= set(apt.split())

    def test_compiles_every_package_and_calls_only_our_commands(self):
        (made,) = [rest for rest in told("RUN") if "manage.py" in rest]
        words = shlex.split(made)
        assert words[words.index("manage.py") + 1] in get_commands()
        packages = words[words.index("-q") + 1 :]
        assert {each.parent.name for each in ROOT.glob("*/__init__.py")} - {
            "tests"
        } == set(packages)

    def test_keeps_its_data_in_the_volume_and_runs_as_nobody_special(self):
        assert told("VOLUME") == ["/data"]
        assert "RETURNWELL_DATA=/data" in told("ENV")[0].split()
        assert told("USER") == ["returnwell"]
        (made,) = [rest for rest in told("RUN") if "useradd" in rest]
        assert "chown returnwell /data" in made

    def test_has_a_python_that_is_new_enough(self):
        wanted = re.search(
            r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text()
        )
        found = re.fullmatch(r"python:3\.(\d+)-slim-\w+", told("FROM")[-1])
        assert int(found[1]) >= int(wanted[1])

    def test_serves_as_our_own_start_does(self):
        command = command_of(told("CMD")[0])
        assert command[:2] == ["granian", "config.wsgi:application"]
        assert importlib.import_module("config.wsgi").application
        theirs, mine = options(command), options(run.web_command())
        assert set(mine) - set(theirs) == {"--working-dir"}
        for name in set(theirs) - OURS_ALONE:
            assert theirs[name] == mine[name], name

    def test_is_asked_for_its_health_at_the_port_it_listens_on(self):
        port = options(command_of(told("CMD")[0]))["--port"]
        code = command_of(told("HEALTHCHECK")[0])[2]
        compile(code, "health", "exec")
        assert told("EXPOSE") == [port]
        assert f"'127.0.0.1', {port}" in code
        (path,) = re.findall(r"'GET', '([^']+)'", code)
        assert resolve(path).url_name == "healthz"


class TestTheComposition:
    def test_calls_commands_that_there_are(self, ours):
        scripts = [
            " ".join(each["command"]) for each in ours.values() if "command" in each
        ]
        called = re.findall(r"manage\.py (\w+)", " ".join(scripts))
        assert {"migrate", "createcachetable"} <= set(called) <= set(get_commands())

    def test_works_where_the_bell_is_heard(self, ours):
        program, *arguments = ours["worker"]["command"]
        assert (program, arguments[:3]) == ("celery", ["-A", "config", "worker"])
        assert importlib.import_module("config.celery").app.main == "returnwell"
        assert ours["worker"]["environment"]["BROKER_URL"].startswith("redis://redis:")

    def test_passes_every_setting_on_and_no_other(self, ours):
        operations = (ROOT / "docs/operations.md").read_text()
        known = set(re.findall(r"^### ([A-Z_]+)$", operations, re.MULTILINE))
        for each in ours.values():
            passed = set(each["environment"])
            assert known - passed == NOT_PASSED | {"PORT", "RETURNWELL_HOST"}
            assert passed <= known

    def test_asks_for_nothing_that_no_page_explains(self, ours):
        text = (ROOT / "compose.yaml").read_text()
        asked = set(re.findall(r"\$\{([A-Z_]+)", text))
        operations = (ROOT / "docs/operations.md").read_text()
        assert {name for name in asked if name not in operations} == set()
        passed = set(ours["web"]["environment"])
        assert asked - passed == ASKED_OF_THE_ENGINE

    def test_opens_the_port_of_the_image_and_keeps_its_volume(self, ours):
        (port,) = ours["web"]["ports"]
        assert port.rsplit(":", 1)[1] == told("EXPOSE")[0]
        assert "${PORT:-8000}" in port
        assert all(each["volumes"] == ["data:/data"] for each in ours.values())

    def test_waits_only_for_services_it_has(self, services):
        for each in services.values():
            for name, how in each.get("depends_on", {}).items():
                is_asked = how["condition"] == "service_healthy"
                assert not is_asked or "healthcheck" in services[name]
        address = services["web"]["environment"]["DATABASE_URL"]
        kept = services["postgres"]["environment"]
        assert f"@postgres:5432/{kept['POSTGRES_DB']}" in address
        assert f"//{kept['POSTGRES_USER']}:" in address
