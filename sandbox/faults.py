"""Faults on demand: what the workspace does wrong next, where, how often."""

import random
from dataclasses import dataclass, field

#: What may go wrong with a Web API call or a response_url, and when: before or after it is done.
CALL_FAULTS = {
    "429": "refused with Retry-After",
    "500": "refused with a server error",
    "accept_then_500": "done, then a server error",
    "accept_then_timeout": "done, then never answered",
    "drop_before": "the connection is dropped, nothing is done",
    "drop_after": "done, then the connection is dropped",
    "tear": "done, then the answer breaks off half-way",
    "garble": "done, then answered by what is no JSON",
    "slow": "done and answered late",
}
#: What may go wrong with a delivery to the bot.
DELIVERY_FAULTS = {
    "duplicate_delivery": "delivered twice",
    "drop_socket": "delivered, and the WebSocket is closed before the answer is heard",
    "slow": "delivered late",
}
KINDS = CALL_FAULTS | DELIVERY_FAULTS
#: The deliveries that faults can be set on, beside the names of methods and "respond".
DELIVERIES = ("slash_commands", "interactive", "events_api")


@dataclass
class Fault:
    """One thing that goes wrong; `times` counts down, None is for ever."""

    where: str
    kind: str
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    seconds: float = 1.0


@dataclass
class Faults:
    """The faults that wait to happen. `where` is a method, "respond", a delivery, or "*"."""

    waiting: list[Fault] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    def add(self, fault: Fault) -> None:
        """Let something go wrong.

        Raises:
            ValueError: no such kind of fault.
        """
        if fault.kind not in KINDS:
            raise ValueError(f"no such fault: {fault.kind}; there are {', '.join(sorted(KINDS))}")
        self.waiting.append(fault)

    def next(
        self,
        where: str,
        *,
        status: int | None = None,
        kind: str | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        retry_after: int = 1,
        seconds: float = 1.0,
    ) -> None:
        """Let the next `times` calls of a method (or deliveries of a kind) go wrong.

        Args:
            where: a method, "respond", a delivery such as "slash_commands", or "*" for all calls.
            status: 429 or 500, for short.
            kind: one of `KINDS`.
            times: how often; None for ever.
            probability: of going wrong at each chance.
            retry_after: seconds told with a 429.
            seconds: how late a slow answer is.
        """
        self.add(Fault(where, kind or str(status), times, probability, retry_after, seconds))

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self.waiting.clear()

    def draw(self, where: str) -> Fault | None:
        """What goes wrong this time."""
        for fault in self.waiting:
            if fault.where not in {where, "*"} or (fault.where == "*" and where in DELIVERIES):
                continue
            if self.chance.random() >= fault.probability:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
            return fault
        return None
