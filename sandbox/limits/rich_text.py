"""Limits of rich text: what may stand in a rich_text block.

Source: docs.slack.dev/reference/block-kit.
"""

from sandbox.limits.kinds import Flag, Number, Rule, Several, Shape, Typed, Words

_STYLE = Shape(
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ),
        Flag(),
    )
)
_STYLED: dict[str, Rule] = {"style": _STYLE}

_PARTS: dict[str, Rule] = {
    "text": Shape(_STYLED | {"text": Words(least=1)}, ("text",)),
    "emoji": Shape(
        _STYLED
        | {"name": Words(pattern=r"[^:\s]+", meaning="an emoji's bare name")}
        | {"unicode": Words()},
        ("name",),
    ),
    "link": Shape(_STYLED | {"url": Words(3000), "text": Words(), "unsafe": Flag()}, ("url",)),
    "user": Shape(_STYLED | {"user_id": Words(255)}, ("user_id",)),
    "usergroup": Shape(_STYLED | {"usergroup_id": Words(255)}, ("usergroup_id",)),
    "channel": Shape(_STYLED | {"channel_id": Words(255)}, ("channel_id",)),
    "team": Shape(_STYLED | {"team_id": Words(255)}, ("team_id",)),
    "broadcast": Shape(
        _STYLED | {"range": Words(among=("here", "channel", "everyone"))}, ("range",)
    ),
    "date": Shape(
        _STYLED
        | {"timestamp": Number(0), "format": Words(), "url": Words(3000), "fallback": Words()},
        ("timestamp", "format"),
    ),
    "color": Shape({"value": Words(9)}, ("value",)),
}
_INLINE = Several(Typed(_PARTS))
_BORDER = Number(0, 1)
_SECTION = Shape({"elements": _INLINE}, ("elements",))

_ROWS: dict[str, Rule] = {
    "rich_text_section": _SECTION,
    "rich_text_list": Shape(
        {
            "elements": Several(Typed({"rich_text_section": _SECTION}), least=1),
            "style": Words(among=("bullet", "ordered")),
            "indent": Number(0, 8),
            "offset": Number(0),
            "border": _BORDER,
        },
        ("elements", "style"),
    ),
    "rich_text_quote": Shape({"elements": _INLINE, "border": _BORDER}, ("elements",)),
    "rich_text_preformatted": Shape(
        {"elements": _INLINE, "border": _BORDER, "language": Words(50)}, ("elements",)
    ),
}

FIELDS: dict[str, Rule] = {"elements": Several(Typed(_ROWS))}
#: A whole rich text, as an input begins with one or a table's cell holds one.
RICH_TEXT = Typed({"rich_text": Shape(FIELDS | {"block_id": Words(255)}, ("elements",))})
