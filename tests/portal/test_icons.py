"""Every drawing that a page asks for is there."""

import re
from pathlib import Path

from portal import icons

_TEMPLATES = Path(icons.__file__).parents[1] / "templates"
_ASKED = re.compile(r"""{%-?\s*icon\s+["']([\w-]+)["']""")


def test_each_icon_named_on_a_page_can_be_drawn():
    asked = {
        name: path.name
        for path in _TEMPLATES.rglob("*.html")
        for name in _ASKED.findall(path.read_text())
    }
    assert len(asked) > 10
    assert {n: where for n, where in asked.items() if n not in icons._LINES} == {}
