"""Column types that hold what the rules hold, and refuse what they must not."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from enum import Enum
from typing import TypeVar

from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

E = TypeVar("E", bound=Enum)

#: JSON, in PostgreSQL's binary form there.
Document = JSON().with_variant(JSONB(), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; a naive one is refused, for nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 — the interface's
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} says no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 — the interface's
        """From UTC; SQLite forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TimeOfDay(TypeDecorator[time]):
    """A local time of day, kept as HH:MM."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:  # noqa: ARG002 — the interface's
        """To HH:MM."""
        return value.strftime("%H:%M") if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:  # noqa: ARG002 — the interface's
        """From HH:MM."""
        return time.fromisoformat(value) if value is not None else None


class Word(TypeDecorator[E]):
    """One of an enumeration's words, kept as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words
        self.known: dict[str | None, E | None] = {None: None, **{one.value: one for one in words}}

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:  # noqa: ARG002 — the interface's
        """To the word."""
        return None if value is None else self.words(value).value

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 — the interface's
        coltype: object,  # noqa: ARG002 — the interface's
    ) -> Callable[[str | None], E | None]:
        """From the word, in one step: a digest reads twenty thousand of them."""
        return self.known.__getitem__


class Words(TypeDecorator[tuple[str, ...]]):
    """A few words in their order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002 — the interface's
        """To a JSON list."""
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 — the interface's
        """From a JSON list."""
        return tuple(value or ())


class Weekdays(TypeDecorator[frozenset[int]]):
    """Days of the week, Monday = 0, kept as digits."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 — the interface's
        """To digits."""
        return None if value is None else "".join(map(str, sorted(value)))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int] | None:  # noqa: ARG002 — the interface's
        """From digits."""
        return None if value is None else frozenset(map(int, value))
