"""Python values as strict, typed JSON and back, without pickle.

Each value becomes a list whose first element is a one-letter tag, so that ``1``, ``True`` and
``1.0`` stay different and a subclass is never taken for the type it derives from. A value of any
other type becomes a `Foreign`, which is equal to nothing but another `Foreign` of the same text.
"""

import binascii
import builtins

MAX_DEPTH = 40
MAX_REPR = 200
MAX_BITS = 14_280  # bigger ones can't be written in decimal: Python refuses more than 4300 digits, which is 14 284 bits
MAX_HASHED = 50_000  # members of one set or dict: somebody may have chosen them so that all have the same hash


class Foreign:
    """A value that can't be carried across: what its type is called and how it shows itself."""

    __slots__ = ("text", "type_name")

    def __init__(self, type_name, text):
        self.type_name = type_name
        self.text = text

    def __eq__(self, other):
        if type(other) is not Foreign:
            return NotImplemented
        return (self.type_name, self.text) == (other.type_name, other.text)

    def __hash__(self):
        return hash((self.type_name, self.text))

    def __repr__(self):
        return f"<{self.type_name}: {self.text}>"


def encode(value, depth=0):
    """Return `value` as nested lists of JSON types; anything unknown becomes a `Foreign`."""
    kind = type(value)
    if depth > MAX_DEPTH:
        return ["o", kind.__name__, "nested too deep"]
    if value is None:
        return ["n"]
    if kind is bool:
        return ["b", value]
    if kind is int:
        return ["i", hex(value)] if value.bit_length() <= MAX_BITS else ["o", "int", f"{value.bit_length()} bits"]
    if kind is float:
        return ["f", value.hex()]
    if kind is complex:
        return ["c", f"{value.real.hex()} {value.imag.hex()}"]
    if kind is str:
        return ["s", value] if _is_plain(value) else ["u", _b64(value.encode("utf-8", "surrogatepass"))]
    if kind is bytes:
        return ["y", _b64(value)]
    if kind in (list, tuple, set, frozenset):
        tag = {list: "l", tuple: "t", set: "e", frozenset: "z"}[kind]
        return [tag, [encode(item, depth + 1) for item in value]]
    if kind is dict:
        return ["d", [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]]
    if value is ...:
        return ["k"]
    if any(kind is error for error in _ERRORS.values()):  # whose arguments say all
        return ["x", kind.__name__, [encode(item, depth + 1) for item in value.args]]
    if kind is Foreign:
        return ["o", value.type_name, value.text]
    return ["o", kind.__name__, short_repr(value)]


def decode(data, depth=0):
    """Return the value that `encode` was given.

    Raises ValueError for anything that `encode` can't have produced.
    """
    if depth > MAX_DEPTH + 1 or type(data) is not list or not data:
        raise ValueError("not an encoded value")
    tag, *rest = data
    try:
        if tag == "n" and not rest:
            return None
        if tag == "k" and not rest:
            return ...
        if tag == "o":
            type_name, text = rest
            return Foreign(_typed(type_name, str), _typed(text, str))
        if tag == "x":
            name, args = rest
            return _ERRORS[name](*(decode(item, depth + 1) for item in _typed(args, list)))
        (body,) = rest
        if tag in "dez" and len(_typed(body, list)) > MAX_HASHED:
            raise ValueError(f"more than {MAX_HASHED} members")
        if tag == "d":
            return {decode(k, depth + 1): decode(v, depth + 1) for k, v in _typed(body, list)}
        if tag in _CONTAINERS:
            return _CONTAINERS[tag](decode(item, depth + 1) for item in _typed(body, list))
        return _SCALARS[tag](body)
    except (TypeError, KeyError, ValueError, OverflowError) as error:
        raise ValueError(f"not an encoded value: {error}") from None


def short_repr(value, limit=MAX_REPR):
    """`repr` that never raises and never grows: at most `limit` characters."""
    try:
        text = repr(value)
    except BaseException as error:  # a student's __repr__ may raise anything
        text = f"<repr raised {type(error).__name__}>"
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _is_plain(text):
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _b64(raw):
    return binascii.b2a_base64(raw, newline=False).decode("ascii")


def _unb64(body):
    return binascii.a2b_base64(_typed(body, str), strict_mode=True)


def _number(body):
    value = int(_typed(body, str), 16)
    if value.bit_length() > MAX_BITS:
        raise ValueError("too big a number")
    return value


def _complex(body):
    real, imag = map(float.fromhex, _typed(body, str).split(" "))
    return complex(real, imag)


def _typed(value, kind):
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}")
    return value


_CONTAINERS = {"l": list, "t": tuple, "e": set, "z": frozenset}
_SCALARS = {
    "b": lambda body: _typed(body, bool),
    "i": lambda body: _number(body),
    "f": lambda body: float.fromhex(_typed(body, str)),
    "c": lambda body: _complex(body),
    "s": lambda body: _typed(body, str),
    "u": lambda body: _unb64(body).decode("utf-8", "surrogatepass"),
    "y": lambda body: _unb64(body),
}
_ERRORS = {
    name: getattr(builtins, name)
    for name in "Exception EOFError StopIteration ValueError TypeError KeyError IndexError RuntimeError".split()
}
