"""The kinds of rule that limits are written in. Each finds the problems of one value.

The wording of problems is Slack's where it is known.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from sandbox.blocks import Json


class Problem(NamedTuple):
    """One thing Slack refuses, where, and the limit it breaks."""

    pointer: str
    code: str
    message: str
    constraint: Json


class Rule(Protocol):
    """Anything that can judge a value on a surface ("message", "modal" or "home")."""

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """What is wrong with the value that stands at a JSON pointer."""


#: A rule between the fields of one object.
Between = Callable[[Json, str, str], Iterator[Problem]]


@dataclass(frozen=True)
class Words:
    """A string of so many characters, perhaps of a pattern or one of a few."""

    most: int | None = None
    least: int = 0
    pattern: str | None = None
    among: Collection[str] = ()
    meaning: str = ""

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """Wrong type, too short, too long, not of the pattern, none of the few."""
        del surface
        if not isinstance(value, str):
            yield Problem(at, "invalid_type", "must provide a string", {"type": "string"})
            return
        if self.most is not None and len(value) > self.most:
            told = f"must be less than {self.most + 1} characters"
            yield Problem(at, "too_long", told, {"max": self.most})
        if len(value) < self.least:
            told = f"must be more than {self.least - 1} characters"
            yield Problem(at, "too_short", told, {"min": self.least})
        if self.pattern and not re.fullmatch(self.pattern, value):
            yield Problem(
                at, "invalid_format", f"must be {self.meaning}", {"pattern": self.pattern}
            )
        if self.among and value not in self.among:
            few = {"enum": sorted(self.among)}
            yield Problem(at, "invalid_enum", "must be a valid enum value", few)


@dataclass(frozen=True)
class Number:
    """A number within bounds, whole unless told."""

    low: float | None = None
    high: float | None = None
    whole: bool = True
    above: float | None = None

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """Wrong type or out of bounds."""
        del surface
        kinds = (int,) if self.whole else (int, float)
        if not isinstance(value, kinds) or isinstance(value, bool):
            kind = "integer" if self.whole else "number"
            yield Problem(at, "invalid_type", f"must provide a {kind}", {"type": kind})
            return
        if self.low is not None and value < self.low:
            yield Problem(at, "too_small", f"must be at least {self.low}", {"min": self.low})
        if self.high is not None and value > self.high:
            yield Problem(at, "too_large", f"must be at most {self.high}", {"max": self.high})
        if self.above is not None and value <= self.above:
            told = f"must be greater than {self.above}"
            yield Problem(at, "too_small", told, {"exclusive_min": self.above})


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """Wrong type."""
        del surface
        if not isinstance(value, bool):
            yield Problem(at, "invalid_type", "must provide a boolean", {"type": "boolean"})


@dataclass(frozen=True)
class Anything:
    """Whatever stands there."""

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """None."""
        del value, at, surface
        return iter(())


@dataclass(frozen=True)
class Several:
    """A list of so many items; `distinct` names a field that differs from item to item."""

    of: Rule
    most: int | None = None
    least: int = 0
    distinct: str | None = None

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """Wrong type, too many, too few, twice the same, and what is wrong with each item."""
        if not isinstance(value, list):
            yield Problem(at, "invalid_type", "must provide an array", {"type": "array"})
            return
        if self.most is not None and len(value) > self.most:
            told = f"no more than {self.most} items allowed"
            yield Problem(at, "too_many_items", told, {"max": self.most})
        if len(value) < self.least:
            told = f"no fewer than {self.least} items allowed"
            yield Problem(at, "too_few_items", told, {"min": self.least})
        if self.distinct:
            yield from _twice(value, self.distinct, at)
        for number, item in enumerate(value):
            yield from self.of.problems(item, f"{at}/{number}", surface)


def _twice(items: list[object], key: str, at: str) -> Iterator[Problem]:
    seen: set[object] = set()
    for number, item in enumerate(items):
        value = item.get(key) if isinstance(item, dict) else None
        if isinstance(value, str) and value in seen:
            told = f'`{key}` "{value}" already exists'
            yield Problem(f"{at}/{number}/{key}", "duplicate", told, {"unique": key})
        seen.add(value if isinstance(value, str) else None)


@dataclass(frozen=True)
class Shape:
    """An object: which fields it has, which it needs, and what holds between them."""

    fields: Mapping[str, Rule]
    needs: tuple[str, ...] = ()
    between: tuple[Between, ...] = ()

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """Wrong type, missing or unknown fields, what is wrong inside and between."""
        if not isinstance(value, dict):
            yield Problem(at, "invalid_type", "must provide an object", {"type": "object"})
            return
        for name in self.needs:
            if value.get(name) is None:
                yield Problem(at, "missing", f"missing required field: {name}", {"required": name})
        for name, inner in value.items():
            if name == "type" or inner is None:
                continue
            rule = self.fields.get(name)
            if rule is None:
                told = f"invalid additional property: {name}"
                yield Problem(at, "unknown_property", told, {"property": name})
            else:
                yield from rule.problems(inner, f"{at}/{name}", surface)
        for check in self.between:
            yield from check(value, at, surface)


@dataclass(frozen=True)
class Typed:
    """An object whose `type` says which shape it has; `where` limits types to surfaces."""

    shapes: Mapping[str, Rule]
    only: Collection[str] | None = None
    where: Mapping[str, Collection[str]] = field(default_factory=dict)

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """A type that is missing or not allowed here, and what its shape finds."""
        if not isinstance(value, dict):
            yield Problem(at, "invalid_type", "must provide an object", {"type": "object"})
            return
        kind = value.get("type")
        if kind is None:
            yield Problem(at, "missing", "missing required field: type", {"required": "type"})
            return
        shape = self.shapes.get(kind) if isinstance(kind, str) else None
        outside = self.only is not None and kind not in self.only
        if shape is None or outside or surface not in self.where.get(kind, (surface,)):
            allowed = sorted(self.only if self.only is not None else self.shapes)
            told = f"unsupported type: {kind}"
            yield Problem(f"{at}/type", "unsupported_type", told, {"enum": allowed})
            return
        yield from shape.problems(value, at, surface)


def exactly_one(*names: str) -> Between:
    """One of these fields, and only one."""

    def check(value: Json, at: str, _: str) -> Iterator[Problem]:
        given = [name for name in names if value.get(name) is not None]
        if len(given) != 1:
            told = f"exactly one of these fields is required: {', '.join(names)}"
            yield Problem(at, "exactly_one", told, {"exactly_one": list(names)})

    return check


def at_least_one(*names: str) -> Between:
    """One of these fields or more."""

    def check(value: Json, at: str, _: str) -> Iterator[Problem]:
        if all(value.get(name) is None for name in names):
            told = f"at least one of these fields is required: {', '.join(names)}"
            yield Problem(at, "at_least_one", told, {"at_least_one": list(names)})

    return check


def never_both(one: str, other: str) -> Between:
    """Two fields that do not go together."""

    def check(value: Json, at: str, _: str) -> Iterator[Problem]:
        if value.get(one) and value.get(other):
            told = f"cannot be combined: {one}, {other}"
            yield Problem(at, "conflict", told, {"not_both": [one, other]})

    return check


def on_surfaces(name: str, *surfaces: str) -> Between:
    """A field that may stand on some surfaces only."""

    def check(value: Json, at: str, surface: str) -> Iterator[Problem]:
        if value.get(name) and surface not in surfaces:
            told = f"{name} is not supported on this surface"
            yield Problem(f"{at}/{name}", "unsupported_here", told, {"surfaces": list(surfaces)})

    return check
