"""Values that a program has returned: whether two are the same, in which order they are shown, and how."""

from typing import Any

from procession.inside import values


def same(one: Any, other: Any) -> bool:
    """Equality by exact type, all the way down; the order of a dict or set says nothing."""
    return bool(_unordered(values.encode(one)) == _unordered(values.encode(other)))


def _unordered(encoded: list[Any]) -> list[Any]:
    """An encoded value, the members of its dicts and sets in an order that is always the same."""
    match encoded:
        case ["d", pairs]:
            return ["d", sorted(([_unordered(key), _unordered(value)] for key, value in pairs), key=repr)]
        case ["e" | "z" as tag, members]:
            return [tag, sorted(map(_unordered, members), key=repr)]
        case ["l" | "t" as tag, members]:
            return [tag, [_unordered(member) for member in members]]
    return encoded


def in_order(value: Any) -> Any:
    """A list in an order that depends only on what is in it."""
    if type(value) is not list:
        return value
    try:
        return sorted(value)
    except TypeError:  # of several types
        return sorted(value, key=repr)


def shorten(value: Any, limit: int = 400) -> str:
    """A value as a person would like to see it."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit // 2]} ... {text[-limit // 4 :]} ({len(text)} characters)"
