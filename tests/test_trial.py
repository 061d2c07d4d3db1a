"""What a check works with."""

import pytest
from procession.comparing import in_order, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"ada": (1, 2), "bob": [3]}, {"bob": [3], "ada": (1, 2)}),
        ([{1: {2: 3, 4: 5}}], [{1: {4: 5, 2: 3}}]),
        ({8, 0, 16}, {16, 8, 0}),
        (frozenset({"a", ("b", 1)}), frozenset({("b", 1), "a"})),
        (float("nan"), float("nan")),
    ],
)
def test_the_order_of_what_has_none_says_nothing(one: object, other: object) -> None:
    """Whoever returns a dict may have filled it in any order."""
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1, 2], [2, 1]),
        ([1], (1,)),
        ([1], [True]),
        ({1: "a"}, {True: "a"}),
        ({"a": 1.0}, {"a": 1}),
        ({1}, frozenset({1})),
        ({"a": 1}, {"a": 1, "b": 2}),
        (0.0, -0.0),
    ],
)
def test_types_and_the_order_of_lists_count(one: object, other: object) -> None:
    """A list is no tuple, and True is no number."""
    assert not same(one, other)


@pytest.mark.parametrize(
    ("value", "expected"),
    [([10, 9], [9, 10]), ([None, "b", 1], ["b", 1, None]), ((2, 1), (2, 1)), (None, None), ({2: 1}, {2: 1})],
)
def test_only_lists_are_sorted(value: object, expected: object) -> None:
    """Whatever is in them; what is no list is compared as it is."""
    assert in_order(value) == expected
