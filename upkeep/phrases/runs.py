"""What nobody claimed in a stretch of a sentence, cut into runs that may be names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from upkeep import names
from upkeep.accounts import Account
from upkeep.phrases import clauses, dates, edges, firms, openers, places, words
from upkeep.phrases.surnames import ENDS_RANKED, SURNAMES
from upkeep.phrases.text import MENTIONS, TAKEN, Line

#: A word for a place that is nobody's name.
PLACE = re.compile(rf"(?:^|(?<=\s))(?:{places.PLACES})(?=\s|$)")
_SENTENCE = re.compile(
    r"(?<!\b[a-z])(?<!\b(?:dr|mr|ms|st|jr|sr))(?<!\b(?:mrs))(?<!\bprof)\.(?=\s|$)"
)
_SPLIT = re.compile(
    rf"[{TAKEN}{MENTIONS},;:!?()\[\]{{}}\n\"“”「」『』【】《》|+/、。，；：！？（）…~<>=*]+|\s[-–—]+\s"
    r"|(?<!\b[a-z])&|&(?![a-z])"  # the R&D lead is one person
    rf"|[–—]+|(?<=[a-z.])\s*[和跟与及]\s*|\s*[和跟与及]\s*(?=[a-z])"
    r"|(?<= )n(?= )|\s(?:after|before|during)\s(?=(?:the|an?|our|their)\s)"
    rf"|\s(?=(?:the|an?|some|our|their|his|her)\s(?:{openers.TOPICS})\s*(?:$|[{TAKEN},;.:!?]))"
    rf"|{ENDS_RANKED}\s(?=[{''.join(sorted(SURNAMES))}])"  # 赵工 孙总监
    r"|(?<![a-z0-9])(?:and|with|wid|wth|plus|und(?! zu )|as well as|along with|through|but)"
    r"(?![a-z0-9])"
)
_PART_OF = re.compile(
    rf"(?:{places.SITES}|{places.DEPARTMENTS})(?: (?:{places.SITES}|{places.DEPARTMENTS}))?"
)
_RANK = re.compile(
    r"(?<=.{2})(?:先生|女士|小姐|老师|博士|教授|副?总|董事长"
    r"|(?:副|总|副总)?(?:总裁|总监|经理|主任|主管|厂长|院长|校长|所长|课长|部长|处长|科长|组长|工程师))$"
)
_TOPIC = words.latin(openers.TOPICS)
_WHOSE = re.compile(r"(?<![a-z0-9])(?:our|their|his|her|my)\s+$")
_JOINING = re.compile(
    r"(?:(?<![a-z])(?:met|saw|seen|visited|called|and|with|plus)|[&和跟与與及、@])\s*$"
)
#: Behind these stands what was talked about: `technical exchange on CMP endpoints`.
_TOPIC_OF = re.compile(
    r"(?<![a-z])(?:exchange|meeting|session|review|talk|discussion|workshop|training|seminar|demo"
    r"|update|presentation|lunch|dinner|breakfast|coffee)s? on (?:the |a |an |our |their )?$"
)
#: Behind the name of a fair: `IBA fair`, `Food & drink expo`.
_SHOW = re.compile(rf"\s*(?:&\s?[a-z]+\s+)?(?:{places.SHOWS}|shows?)(?![a-z])")
_WITH = re.compile(r"(?:(?<![a-z])(?:met|saw|seen|with|w/|and|plus)|[+和跟与與及])\s*$")
#: Who was left in his office was met: `Just left Natalie Cho's office`.
_OFFICE = re.compile(r"'s? (?:office|cubicle|cabin|room)$")
_LEFT = re.compile(r"(?:left|leaving|back from|out of)\s$")
_INITIAL = re.compile(r"\s[awn]\.?\s*")
_SMALL_HAN = re.compile(
    r"[上里中时后前间等人也在都过了的次个位来去到至把是有和跟与同给被让请于为所以其她他它刚又才只仅]+"
)
#: What says of whoever is named behind it more than that he was there: 等周一鸣, 抄送周一鸣.
_LED_HAN = re.compile(
    r"(?<![\u4e00-\u9fff])(?![和跟与及同给被由了见在请找约帮])[\u4e00-\u9fff]$"
    r"|[\u4e00-\u9fff](?![和跟与及同])[\u4e00-\u9fff]$"
)
#: How men and women are addressed before their names.
_SIR_OR_MADAM = (
    r"(?<![a-z])(?:(?P<his>mr|mister|sir|herr|monsieur|senor|signor)|mrs|ms|(?<!to )miss|madam"
    r"|madame|mme|mlle|lady|frau|senora|signora|mevrouw)\.?\s"
)
_ADDRESSED = re.compile(rf"{_SIR_OR_MADAM}$")
_ADDRESS = re.compile(_SIR_OR_MADAM)
#: Words of a fair's name.
_FAIR = 4


class Longer(NamedTuple):
    """A run with a neighbouring word that was read otherwise but may be a part of the name.

    Attributes:
        text: as typed, with that word: Mei Sun, Jeremy Call, 周一鸣.
        word: where the day or channel stands that it would be; None: it begins the note.
        firm: that word may be a customer.
    """

    text: str
    word: tuple[int, int] | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that names somebody, as far as one can tell without knowing anybody.

    Attributes:
        start, end: where, in the folded text.
        text: as typed.
        longer: what the name may be with a neighbouring word.
        bounded: nothing beside it can be one more word of the name.
        dated: not bounded, for no more than a weekday behind it.
        attempt: stands in a clause that says nobody was reached, or in one before `he was out`.
        woman: is addressed as one, or (False) as a man.
        apposed: stands behind a comma or a bracket, right behind another.
        joined: stands where a name stands: `met …`, `… and …`.
        along: something was done with him or for him: 给李伟修机器, 和华虹的李伟握手.
        alone: has its clause to itself, or is the topic.
        topic: stands where nothing but what was talked about does: `technical exchange on …`.
        fair: stands where the name of a fair does: `… fair`.
        aside: stands in brackets.
        doubtful: may be somebody else than was met: is to be met yet, or others were met.
    """

    start: int
    end: int
    text: str
    longer: tuple[Longer, ...] = ()
    bounded: bool = True
    dated: bool = False
    attempt: bool = False
    doubtful: bool = False
    woman: bool | None = None
    apposed: bool = False
    joined: bool = False
    along: bool = False
    alone: bool = False
    topic: bool = False
    fair: bool = False
    aside: bool = False

    @property
    def begins(self) -> int:
        """Where the name may begin: with the 周一 of 周一鸣."""
        return _first(self.start, self.longer)

    def ends(self, plain: str) -> list[int]:
        """Where a name of two or three words may end in the run, and where the run does."""
        spaces = [at for at in range(self.start, self.end) if plain[at] == " "]
        return [*spaces[1:3], self.end]


def _first(start: int, longer: Iterable[Longer]) -> int:
    return min([start, *(one.word[0] for one in longer if one.word)])


def apart(text: str) -> tuple[str, str]:
    """A name, and the title that tells whose it is: Daniel Brooks the lab technician, 王芳经理."""
    folded = names.fold(text)
    name, _, role = folded.partition(" the ")
    if found := _RANK.search(names.simpler(folded)):
        name, role = folded[: found.start()], found[0]
    return (name, role) if role else (text, "")


@dataclass(slots=True)
class Sheet:
    """The stretch while it is worked on: what is claimed is covered."""

    left: str
    offset: int
    found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def cover(self, start: int, end: int) -> None:
        """Leave a stretch to nobody else."""
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]

    def claim(self, kind: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """All that a pattern finds in what is left; it is covered and kept by its kind."""
        matches = [m for m in pattern.finditer(self.left) if m[0].strip() and TAKEN not in m[0]]
        for match in matches:
            self.cover(*match.span())
            self.found.setdefault(kind, []).append(match.span())
        return matches


def cut(
    sheet: Sheet, line: Line, days: list[dates.Found], accounts: Sequence[Account]
) -> tuple[list[Run], list[firms.Said]]:
    """What nobody claimed, cut at separators: names, or a bare account."""
    runs: list[Run] = []
    bare = list(_joined(sheet, line, accounts))
    left = _SENTENCE.sub("\n", sheet.left)
    ends = clauses.ends(left)
    at = 0
    for cut in [*_SPLIT.finditer(left), None]:
        begin, end, bounded = edges.trimmed(left, at, cut.start() if cut else len(left))
        at = cut.end() if cut else at
        if begin == end:
            continue
        bounded = bounded and not _has_initial(sheet, left, end)
        if _LEFT.search(line.plain, 0, begin + sheet.offset):
            end = begin + len(_OFFICE.sub("", left[begin:end]))
        text = line.piece(begin + sheet.offset, end + sheet.offset)
        if _SMALL_HAN.fullmatch(left[begin:end]) or _is_place(sheet, begin, end):
            continue
        here = firms.named(left[begin:end], accounts)
        if len(here) == 1 and _only(left[begin:end], here[0]):
            bare.append(firms.Said(begin + sheet.offset, end + sheet.offset, text, here[0][2]))
            continue
        weekday = _weekdays(sheet, line, days, begin, end)
        polite = list(_beside(sheet, line, sheet.found.get("polite", []), begin, end))
        longer = (*polite, *weekday, *_other_words(sheet, line, begin, end))
        attempt = clauses.is_told(sheet.found.get("attempt", ()), left, ends, begin, end)
        fair = _is_fair(line.plain, begin + sheet.offset, end + sheet.offset)
        topic = _TOPIC_OF.search(line.plain, 0, begin + sheet.offset) is not None
        runs.append(
            Run(
                begin + sheet.offset,
                end + sheet.offset,
                text,
                longer=longer,
                bounded=bounded and not weekday and not polite,
                dated=bounded and not polite and _is_behind(weekday, end + sheet.offset),
                attempt=attempt,
                doubtful=clauses.is_told(sheet.found.get("plan", ()), left, ends, begin, end)
                or (attempt and bool(left[: max(clauses.opened(left, begin), 0)].strip())),
                woman=_sex(line.plain, begin + sheet.offset),
                apposed=bool(runs) and clauses.is_apposed(left, runs[-1].end - sheet.offset, begin),
                joined=_JOINING.search(line.plain, 0, _first(begin + sheet.offset, longer))
                is not None,
                alone=topic or (not fair and clauses.is_alone(left, ends, begin, end)),
                topic=topic,
                fair=fair,
                aside=left[:begin].rstrip().endswith("(") and left[end:].lstrip()[:1] == ")",
            )
        )
    return runs, bare


def _sex(plain: str, begin: int) -> bool | None:
    """Whether who is named at a place is addressed as a woman, as a man, or as neither."""
    before = _ADDRESSED.search(plain, max(begin - 12, 0), begin)
    addressed = before or _ADDRESS.match(plain, begin)
    return None if addressed is None else addressed["his"] is None


def _is_fair(plain: str, begin: int, end: int) -> bool:
    """Whether a fair or the like is named where a name could be one's: not `with … expo`."""
    named = _SHOW.match(plain, end) is not None
    return named and not _WITH.search(plain, 0, begin) and len(plain[begin:end].split()) <= _FAIR


def _joined(sheet: Sheet, line: Line, accounts: Sequence[Account]) -> Iterator[firms.Said]:
    """Accounts whose names would be cut: Northfield & Sons. They are claimed."""
    for start, end, ids in firms.named(sheet.left, accounts):
        if _SPLIT.search(sheet.left, start, end):
            text = line.piece(start + sheet.offset, end + sheet.offset)
            yield firms.Said(start + sheet.offset, end + sheet.offset, text, ids)
            sheet.cover(start, end)


def _only(text: str, firm: tuple[int, int, tuple[int, ...]]) -> bool:
    """Whether a run is an account and nobody's name: Globex, Globex QBR."""
    rest = (text[: firm[0]] + text[firm[1] :]).strip()
    return not rest or _TOPIC.fullmatch(rest) is not None or _PART_OF.fullmatch(rest) is not None


def _is_place(sheet: Sheet, begin: int, end: int) -> bool:
    """Whether a run is only a place: `by our office`, `at the Globex plant`."""
    if PLACE.sub("", sheet.left[begin:end]).strip():
        return False
    if _WHOSE.search(sheet.left[:begin]):
        return True
    return any(last <= begin <= last + 3 for _, last in sheet.found.get("firm", ()))


def _weekdays(
    sheet: Sheet, line: Line, days: list[dates.Found], begin: int, end: int
) -> list[Longer]:
    """The run with a weekday beside it that may be a name: Mei Sun, Friday Nwosu, 周一鸣."""
    beside = [(found.start, found.end) for found in days if found.weekday]
    longer = list(_beside(sheet, line, beside, begin, end))
    led = begin > 0 and _LED_HAN.search(sheet.left, 0, min([begin, *(one[0] for one in beside)]))
    return [one._replace(word=None) for one in longer] if led else longer


def _has_initial(sheet: Sheet, left: str, end: int) -> bool:
    """Whether the small word before a customer may be a surname's letter: `Priya A @Acme`."""
    letter = _INITIAL.match(left, end)
    firms_at = [start for start, _ in sheet.found.get("firm", ())]
    return letter is not None and letter.end() in firms_at


def _is_behind(longer: list[Longer], end: int) -> bool:
    """Whether all words beside a run stand behind it."""
    return all(one.word is not None and one.word[0] >= end for one in longer)


def _other_words(sheet: Sheet, line: Line, begin: int, end: int) -> Iterator[Longer]:
    """The run with a channel's word beside it: Jeremy Call, 信息主管. Three words are no name.

    And in hanzi with what may be a customer: 白云飞, where there is a 白云机场.
    """
    piece = sheet.left[begin:end]
    if names.has_hanzi(piece) or " " not in piece:
        yield from _beside(sheet, line, sheet.found.get("channel", []), begin, end)
    if names.has_hanzi(piece):
        firms_before = [one for one in sheet.found.get("firm", []) if one[1] == begin]
        for one in _beside(sheet, line, firms_before, begin, end):
            yield one._replace(firm=True)


def _beside(
    sheet: Sheet, line: Line, spans: list[tuple[int, int]], begin: int, end: int
) -> Iterator[Longer]:
    for first, last in spans:
        start, stop = min(first, begin), max(last, end)
        between = line.plain[min(last, end) + sheet.offset : max(first, begin) + sheet.offset]
        word = (first + sheet.offset, last + sheet.offset)
        if not between.strip() and " " not in line.piece(*word).strip():
            yield Longer(line.piece(start + sheet.offset, stop + sheet.offset).strip(), word)
