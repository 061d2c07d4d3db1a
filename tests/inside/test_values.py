"""Values on their way out of the box: exact, strict, and never executed."""

import json
import math

import pytest
from procession.inside.values import MAX_DEPTH, Foreign, decode, encode, short_repr

PLAIN = [
    None, True, False, 0, 1, -(10**60), 1.0, -0.0, 1e308, 1j, complex(0.1, -0.0), "", "text", "\ud800", "\0", b"", b"\xff\0",
    [], [1, [2]], (), (1,), set(), {1, 2}, frozenset({"a"}), {}, {1: "a", "1": ["b"], (1, 2): {3}}, ...,
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values_come_back_the_same(value: object) -> None:
    """Through JSON, by value and by type."""
    back = decode(json.loads(json.dumps(encode(value))))
    assert (type(back), back) == (type(value), value)
    assert repr(back) == repr(value) or isinstance(value, (set, frozenset))


def test_numbers_that_equal_nothing_come_back_too() -> None:
    """nan and the infinities are floats like others here, not JSON's."""
    assert math.isnan(decode(encode(math.nan)))
    assert decode(encode(-math.inf)) == -math.inf


def test_equal_values_of_unlike_types_stay_unlike() -> None:
    """1, True and 1.0 are three things; so are a list, a tuple and a subclass of list."""
    mine = type("Mine", (list,), {})
    codes = [json.dumps(encode(value)) for value in (1, True, 1.0, [1], (1,), mine([1]))]
    assert len(set(codes)) == len(codes)


def test_an_object_is_foreign_and_equals_no_value() -> None:
    """An `__eq__` that always agrees stays behind; so does a `__repr__` that raises."""

    class Sly:
        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            raise SystemExit("out of the judge")

    found = decode(encode([Sly()]))[0]
    assert found == Foreign("Sly", "<repr raised SystemExit>")
    assert found != 1
    assert found != "<Sly: <repr raised SystemExit>>"


@pytest.mark.parametrize("error", [EOFError(), EOFError("no more", 3), StopIteration([1])], ids=repr)
def test_errors_of_pythons_own_come_back_by_type_and_arguments(error: Exception) -> None:
    """They may be items of a queue like any other; they are made anew, and raised nowhere."""
    back = decode(json.loads(json.dumps(encode(error))))
    assert (type(back), back.args) == (type(error), error.args)


@pytest.mark.parametrize("error", [type("EOFError", (EOFError,), {})(), OSError(2, "no such file"), SystemExit(3)])
def test_other_errors_are_foreign(error: BaseException) -> None:
    """A student's own of the same name, one that becomes another by its arguments, one that ends a program."""
    assert encode(error) == ["o", type(error).__name__, short_repr(error)]


def test_depth_and_length_have_an_end() -> None:
    """A value nested without end or shown without end is cut."""
    deep: list[object] = []
    for _ in range(10 * MAX_DEPTH):
        deep = [deep]
    assert "nested too deep" in json.dumps(encode(deep))
    assert len(short_repr("x" * 10_000)) == 200


@pytest.mark.parametrize(
    "data",
    [
        None, 1, "s", {}, [], ["?", 1], ["n", 1], ["b", 1], ["i", 5], ["i", "ten"], ["f", "one"], ["s", 1], ["y", "*"],
        ["l"], ["l", 1], ["l", [1]], ["d", [["s", "a"]]], ["d", [[["l", []], ["n"]]]], ["e", [["l", []]]], ["o", 1, 2],
        ["k", 1], ["c", "0x1p+0"], ["c", "0 0 0"], ["c", 1], ["x", "EOFError"], ["x", "EOFError", 1], ["x", "EOFError", [1]], ["x", "exit", []], ["x", [], []],
        ["u", "////"], ["s", "a", "b"],
    ],
    ids=repr,
)  # fmt: skip
def test_what_encode_never_makes_is_refused(data: object) -> None:
    """ValueError, and nothing else, for any claim of another form."""
    with pytest.raises(ValueError, match="encoded value"):
        decode(data)


def test_a_claim_nested_without_end_is_refused() -> None:
    """Before Python's own limit is reached."""
    data: object = ["n"]
    for _ in range(500):
        data = ["l", [data]]
    with pytest.raises(ValueError, match="encoded value"):
        decode(data)
