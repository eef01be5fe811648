"""The drawings: one 24 by 24 line each, so that every state has a shape as well."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_TURNS_WITH_THE_SCRIPT = frozenset({"back", "forward", "return"})

_LINES: dict[str, str] = {
    "arrows": "M7 4 3 8l4 4M3 8h14M17 12l4 4-4 4M21 16H7",
    "back": "M15 5l-7 7 7 7",
    "bar": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12h8",
    "box": "M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5ZM3.5 7.5 12 12l8.5-4.5M12 12v9",
    "calendar": "M4 6h16v14H4ZM4 10h16M8 3v4M16 3v4",
    "camera": "M4 7h4l2-3h4l2 3h4v12H4ZM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.5 2",
    "copy": "M9 9h11v11H9ZM5 15H4V4h11v1",
    "cross": "M6 6l12 12M18 6 6 18",
    "document": "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6",
    "forward": "M9 5l7 7-7 7",
    "gear": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
    "inbox": "M4 13 6.5 5h11L20 13v6H4ZM4 13h5l1.5 3h3L15 13h5",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 7.5v.1",
    "mail": "M3 6h18v12H3ZM3 7l9 6 9-6",
    "money": "M3 6h18v12H3ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z"
    "M6 12h.1M18 12h.1",
    "people": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20a6.5 6.5 0 0 1 13 0"
    "M16 5.3a3.5 3.5 0 0 1 0 6.4M18.5 14.5a6.5 6.5 0 0 1 3 5.5",
    "phone": "M5 3h4l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2"
    "A16 16 0 0 1 3 5a2 2 0 0 1 2-2Z",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7Z",
    "question": "M12 2.5 21.5 12 12 21.5 2.5 12ZM9.8 9.8a2.3 2.3 0 1 1 3.2 2.2"
    "c-.7.3-1 .7-1 1.5M12 16.3v.1",
    "return": "M8.5 5.5 5 9l3.5 3.5M5 9h8.5a4.75 4.75 0 0 1 0 9.5H8",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21",
    "shield": "M12 3l8 3v6c0 5-3.5 8-8 9.5C7.5 20 4 17 4 12V6Z",
    "tick": "M4.5 12.5l5 5L19.5 6.5",
    "ticked": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM7.8 12.4l3 3 5.4-6",
    "triangle": "M12 3.5 22 20.5H2ZM12 10v5M12 17.8v.1",
    "truck": "M2 6h12v11H2ZM14 10h4.5L22 13.5V17h-8M7 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"
    "M17.5 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
    "wrench": "M14.5 6.5a4.5 4.5 0 0 1 6-1.5l-3 3 1 2 2 .5 1-1a4.5 4.5 0 0 1-6 4"
    "L7.5 21.5 3 17l8-8a4.5 4.5 0 0 1 3.5-2.5Z",
}


def drawn(name: str) -> SafeString:
    """
    Return the drawing as markup that screen readers pass over.

    Raises KeyError for a name that was never drawn.
    """
    turns = " turns" if name in _TURNS_WITH_THE_SCRIPT else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">'
        '<path d="{}"/></svg>',
        turns,
        mark_safe(_LINES[name]),
    )
