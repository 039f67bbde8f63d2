"""The file of settings: where it is, and on which line it says something impossible."""

from collections.abc import Hashable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.settings import Config, Misconfigured


def config(variables: Mapping[str, str]) -> Config:
    """The file named by EVERYVOTE_CONFIG, else `config.yaml` here, else the one that came with us.

    Raises:
        Misconfigured: the file is missing, is no YAML, or says something impossible.
    """
    named = variables.get("EVERYVOTE_CONFIG")
    path = Path(named or "config.yaml")
    if path.is_file():
        try:
            return read(path.read_text(encoding="utf-8"), str(path))
        except UnicodeDecodeError as error:
            raise Misconfigured(f"{path} is not encoded as UTF-8: save it so.") from error
    if named:
        raise Misconfigured(f"EVERYVOTE_CONFIG names {named}, and there is no such file.")
    packaged = resources.files("bot") / "config.yaml"
    return (
        read(packaged.read_text(encoding="utf-8"), "config.yaml")
        if packaged.is_file()
        else Config()
    )


#: What pydantic says in words of its own, as one who writes the file would say it.
SAID = {
    "model_type": "write its settings below it, each as `name: value`",
    "mapping_type": "write its settings below it, each as `name: value`",
    "frozen_set_type": "write a list, like [one, other]",
}


class _Loader(yaml.SafeLoader):
    """Leaves dates as they were typed: one that does not exist is answered with its line."""

    yaml_implicit_resolvers = {  # noqa: RUF012 — as in the class it changes
        first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """As YAML asks, and PyYAML does not: of two values of one name neither is forgotten."""
        names = [key.value for key, _ in node.value]
        for at, (key, _) in enumerate(node.value):
            if key.value in names[:at]:
                twice = f"{key.value} stands here a second time"
                raise yaml.MarkedYAMLError(problem=twice, problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def read(text: str, name: str) -> Config:
    """The settings in a YAML text; `name` is how errors call it.

    Raises:
        Misconfigured: with the line and a sentence for each thing that is wrong.
    """
    try:
        tree = yaml.compose(text, Loader=_Loader)
        values = yaml.load(text, Loader=_Loader) or {}  # noqa: S506 — a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misconfigured(f"{name}, line {line}: this is not YAML: {error.problem}.") from error
    if not isinstance(values, dict):
        raise Misconfigured(f"{name}: this is no list of settings; write each as `name: value`.")
    try:
        # A heading whose lines were all taken out says nothing, as each of them does.
        told = {name: value for name, value in values.items() if value is not None}
        return Config.model_validate(told)
    except ValidationError as error:
        raise Misconfigured(
            "\n".join(
                f"{name}, line {_line(tree, where)}: {_sentence(where, one['type'], one['msg'])}"
                for one in error.errors()
                for where in [one["loc"]]
            )
        ) from error


def _sentence(where: tuple[int | str, ...], kind: str, message: str) -> str:
    key = ".".join(str(part) for part in where)
    if kind == "extra_forbidden":
        return f"there is no setting called {key}; take the line out or correct its name."
    reason = SAID.get(kind, message.removeprefix("Value error, "))
    return f"{key} cannot be that: {reason[0].lower()}{reason[1:]}."


def _line(tree: yaml.Node | None, where: tuple[int | str, ...]) -> int:
    """The line of the deepest node along a path of keys, counted from 1."""
    line = 1
    for part in where:
        if isinstance(tree, yaml.MappingNode):
            found = next(((k, v) for k, v in tree.value if k.value == str(part)), None)
        elif isinstance(tree, yaml.SequenceNode) and isinstance(part, int):
            found = (tree.value[part], tree.value[part])
        else:
            found = None
        if found is None:
            break
        line, tree = found[0].start_mark.line + 1, found[1]
    return line
