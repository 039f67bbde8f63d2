"""Whom one list names twice: the same person, or two of one name, of whom none may be lost."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from upkeep import names, phones
from upkeep.errors import Refusal

#: What tells two of one name apart, the best first, and by what its spellings are compared.
_TOLD_BY: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"email": str.casefold, "phone": phones.ending, "title": names.fold}
)


class Twice:
    """Those a list of contacts has named so far, each as a few numbers: a list may be long."""

    def __init__(self) -> None:
        self._named: dict[int, dict[str, int]] = {}

    def look(self, said: Mapping[str, str]) -> None:
        """Look at one more line; a list that numbers its namesakes tells them apart itself.

        Raises:
            Refusal: `line.twice`: by the best that both say, a line above is about somebody else.
        """
        if "same_name" in said or not {"name", "account"} <= said.keys():
            return
        told = {
            column: hash(known)
            for column, spelt in _TOLD_BY.items()
            if (known := spelt(said.get(column, "")))
        }
        whose = hash((names.fold(said["name"]), names.fold(said["account"])))
        before = self._named.setdefault(whose, told)
        best = next((one for one in _TOLD_BY if one in before and one in told), None)
        if best and before[best] != told[best]:
            raise Refusal("line.twice", column=best, value=said["name"], account=said["account"])
        self._named[whose] = told | before
