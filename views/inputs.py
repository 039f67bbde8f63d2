"""What people choose from and fill in: menus, pickers and the fields of forms."""

from collections.abc import Collection, Iterable, Sequence

from views.pieces import Json, cut, filled, plain


def static_select(
    action_id: str,
    options: Sequence[Json],
    *,
    placeholder: str = "",
    initial: str | None = None,
) -> Json:
    """A menu of at most 100 choices. `initial` is a value; one not among them chooses nothing."""
    chosen = next((one for one in options[:100] if one["value"] == initial), None)
    element: Json = {
        "type": "static_select",
        "action_id": action_id,
        "options": list(options[:100]),
    }
    return filled(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        initial_option=chosen,
    )


def choose_some(action_id: str, options: Sequence[Json], initial: Collection[str]) -> Json:
    """A menu of many choices, 100 at most. `initial` are values; those not there choose nothing."""
    shown = list(options[:100])
    chosen = [one for one in shown if one["value"] in initial]
    element: Json = {
        "type": "multi_static_select",
        "action_id": action_id,
        "options": shown,
    }
    return filled(element, initial_options=chosen or None)


def multi_select(action_id: str, groups: Sequence[tuple[str, Sequence[Json]]]) -> Json:
    """A menu of many choices in at most 100 groups of at most 100."""
    return {
        "type": "multi_static_select",
        "action_id": action_id,
        "option_groups": [
            {"label": plain(label, 75), "options": list(options[:100])}
            for label, options in groups[:100]
        ],
    }


def external_select(
    action_id: str,
    *,
    placeholder: str = "",
    initial: Sequence[Json] = (),
    many: bool = False,
) -> Json:
    """A menu that asks us for its choices while the person types, from the first letter on."""
    element: Json = {
        "type": "multi_external_select" if many else "external_select",
        "action_id": action_id,
        "min_query_length": 0,
    }
    chosen = {"initial_options": list(initial)} if many else {"initial_option": [*initial, None][0]}
    return filled(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        **(chosen if initial else {}),
    )


def users_select(
    action_id: str, *, initial: Iterable[str] = (), many: bool = False, placeholder: str = ""
) -> Json:
    """A menu of the workspace's people; `initial` are Slack user ids."""
    ids = list(initial)
    element: Json = {
        "type": "multi_users_select" if many else "users_select",
        "action_id": action_id,
    }
    chosen = {"initial_users": ids} if many else {"initial_user": [*ids, None][0]}
    return filled(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        **(chosen if ids else {}),
    )


def text_input(
    action_id: str,
    *,
    initial: str = "",
    multiline: bool = False,
    placeholder: str = "",
    most: int = 3000,
) -> Json:
    """A field to type in."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": most,
    }
    return filled(
        element,
        initial_value=cut(initial, most) if initial else None,
        placeholder=plain(placeholder, 150) if placeholder else None,
    )


def number_input(action_id: str, *, initial: int, least: int, most: int) -> Json:
    """A field for a whole number; forms only. Its numbers travel as text."""
    return {
        "type": "number_input",
        "action_id": action_id,
        "is_decimal_allowed": False,
        "initial_value": str(initial),
        "min_value": str(least),
        "max_value": str(most),
    }


def channel_select(action_id: str, *, initial: str | None = None, placeholder: str = "") -> Json:
    """A menu of the channels the person can see; `initial` is a channel's id."""
    element: Json = {
        "type": "conversations_select",
        "action_id": action_id,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return filled(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        initial_conversation=initial,
    )


def date_picker(action_id: str, initial: str | None = None, *, placeholder: str = "") -> Json:
    """A calendar; `initial` is YYYY-MM-DD."""
    return filled(
        {"type": "datepicker", "action_id": action_id},
        initial_date=initial,
        placeholder=plain(placeholder, 150) if placeholder else None,
    )


def time_picker(action_id: str, initial: str | None = None) -> Json:
    """A time of day; `initial` is HH:MM."""
    return filled({"type": "timepicker", "action_id": action_id}, initial_time=initial)


def field(
    label: str,
    element: Json,
    block_id: str,
    *,
    optional: bool = False,
    hint: str = "",
    live: bool = False,
) -> Json:
    """An input of a form. `live`: tell us at each change, not only when the form is sent."""
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return filled(block, hint=plain(hint, 2000) if hint else None, dispatch_action=live or None)
