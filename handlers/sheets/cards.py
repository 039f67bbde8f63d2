"""vCards: electronic business cards, read as phones and address books write them, and written."""

import re
from collections.abc import Iterable, Iterator

import vobject
from vobject.base import Component, ContentLine, ParseError

from upkeep import names, phones
from upkeep.accounts import Contact
from upkeep.errors import Refusal
from upkeep.sheets import Row

HEADINGS = (
    "name", "account", "department", "title", "phone", "email", "aliases", "pronunciation",
)  # fmt: skip
_BEGIN, _END = (
    re.compile(r"\s*BEGIN:VCARD\s*$", re.IGNORECASE),
    re.compile(r"\s*END:VCARD\s*$", re.IGNORECASE),
)
_FIRST = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*B\x00?E\x00?G\x00?I\x00?N\x00?:", re.IGNORECASE
)
#: What is read of a card. The rest, pictures and addresses, is where programs leave the standard.
_READ = re.compile(
    r"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|N|FN|ORG|TITLE|ROLE|TEL|EMAIL|NICKNAME|KIND|X-ABSHOWAS"
    r"|X-ADDRESSBOOKSERVER-KIND"
    r"|X-PHONETIC-(?:FIRST|LAST)-NAME)[;:]",
    re.IGNORECASE,
)
#: Such a line goes on in the next where it ends in `=`, whatever that one begins with.
_QUOTED = re.compile(r"[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
#: What Android writes of a label of one's own, in brackets that the standard knows nothing of.
_LABEL = re.compile(r"(?<=;)X-Custom\([^)]*\)", re.IGNORECASE)
#: What says whose card it is, and of whom it is none's: a company's, or a list of people's.
_KINDS = ("kind", "x-abshowas", "x-addressbookserver-kind")
_NOBODYS = frozenset(("ORG", "COMPANY", "GROUP", "LOCATION"))


def begins(content: bytes) -> bool:
    """Whether a file starts with a card."""
    return _FIRST.match(content) is not None


def rows(lines: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Each card of a file as a row, under the headings above; a broken one costs itself only."""
    yield 1, list(HEADINGS)
    card: list[str] = []
    began = 0
    for number, line in enumerate(lines, 1):
        if _BEGIN.match(line):
            if card:
                yield began, Refusal("line.card")
            card, began = [line], number
        elif card:
            card.append(line)
            if _END.match(line):
                yield began, _row("".join(_spoken(card)))
                card = []
    if card:
        yield began, Refusal("line.card")


def _spoken(card: Iterable[str]) -> Iterator[str]:
    """A card's lines that are read."""
    is_read = is_quoted = goes_on = False
    for line in card:
        if not goes_on and not line[0].isspace():
            is_read = bool(_READ.match(line))
            is_quoted = bool(_QUOTED.match(line))
        goes_on = is_quoted and line.rstrip("\r\n").endswith("=")
        if is_read and line.strip():
            yield _LABEL.sub("X-Custom", line)


def _row(card: str) -> Row:
    try:
        read = vobject.readOne(card, allowQP=True)
    except (ParseError, ValueError, LookupError, TypeError, AttributeError):
        return Refusal("line.card")
    if {_text(_first(read, name)).upper() for name in _KINDS} & _NOBODYS:
        return Refusal("line.firm")
    organisation = [*_parts(_first(read, "org")), "", ""]
    aliases = ";".join(part for one in read.contents.get("nickname", ()) for part in _parts(one))
    said = [_text(_first(read, f"x-phonetic-{part}-name")) for part in ("first", "last")]
    return [
        _name(read),
        organisation[0],
        organisation[1],
        _text(_first(read, "title")) or _text(_first(read, "role")),
        re.sub(r"(?i)^tel:", "", _text(_best(read, "tel"))),
        re.sub(r"(?i)^mailto:", "", _text(_best(read, "email"))),
        aliases.replace(",", ";"),
        " ".join(filter(None, said)),
    ]


def _name(card: Component) -> str:
    """Whose card it is."""
    if called := _text(_first(card, "fn")):
        return called
    whole = getattr(_first(card, "n"), "value", None)
    parts = (getattr(whole, part, "") for part in ("given", "additional", "family"))
    return names.together(*(" ".join(one) if isinstance(one, list) else one for one in parts))


def _first(card: Component, name: str) -> ContentLine | None:
    return next(iter(card.contents.get(name, ())), None)


def _best(card: Component, name: str) -> ContentLine | None:
    """The number or address that is used first."""

    def rank(one: ContentLine) -> tuple[bool, int, str]:
        kinds = [*one.singletonparams, *one.params.get("TYPE", ()), *one.params.keys() & {"PREF"}]
        place = next(iter(one.params.get("PREF", ())), "").zfill(3)  # of version 4: 1 to 100
        return *phones.rank(part for kind in kinds for part in kind.split(",")), place

    return min(filter(_text, card.contents.get(name, ())), key=rank, default=None)


def _parts(line: ContentLine | None) -> list[str]:
    value = line.value if line is not None else ""
    some = value if isinstance(value, list) else str(value).split(";")
    return [str(one).strip() for one in some if str(one).strip()]


def _text(line: ContentLine | None) -> str:
    return " ".join(str(line.value).split()) if line is not None else ""


def written(contacts: Iterable[Contact]) -> Iterator[str]:
    """Contacts as cards of version 3.0, which phones, Outlook and Google all read."""
    for one in contacts:
        card = vobject.vCard()
        card.add("n").value = vobject.vcard.Name(family=one.name)
        card.add("fn").value = one.name
        card.add("org").value = [one.account.name, *filter(None, (one.department,))]
        for name, text in (("title", one.title), ("tel", one.phone), ("email", one.email)):
            if text:
                card.add(name).value = text
        for alias in one.aliases:  # a comma between them would come out as part of one
            card.add("nickname").value = alias
        yield card.serialize()
