"""Hidden checks of queue_from_pipe: many writers and many readers, and items that stay whole.

`rehearse` is given: it starts processes that use the submission's PipeQueue."""

import pytest

WORDS = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()


def draw_batches(draw, *sizes, least=0):
    """Batches of unlike items, each of at least so many characters."""
    return [
        [[f"{draw.choice(WORDS)} {number}.{place}", "." * draw.randint(least, 2 * least)] for place in range(size)]
        for number, size in enumerate(sizes)
    ]


def short(item):
    """An item as it is shown to a student."""
    return f"{item!r:.60}{'...' if len(repr(item)) > 60 else ''}"


def expect_same_items(trial, batches, raised=0):
    """What all consumers got is what all producers have put, item by item, in any order.

    `raised`: so many calls of get had to raise.
    """
    found = [item for got in trial.returned() for item in got]
    failed = [item for item in found if type(item) is tuple and item[:1] == ("raised",)]
    trial.expect(
        len(failed) == raised,
        seen=f"get raised {failed[-1][1]}" if failed else "get did not raise",
        expected="get gives back whole items" if not raised else "get raises for the item that can't be unpickled",
        hint="Of how many reads and writes is one item made, and who may come in between?",
    )
    found = sorted((item for item in found if item not in failed), key=repr)
    expected = sorted((item for batch in batches for item in batch), key=repr)
    strange = [item for item in found if item not in expected]
    trial.expect(
        not strange,
        seen=f"a consumer got {short(strange[0]) if strange else ''}, which nobody has put",
        expected="whole items",
        hint="Of how many reads and writes is one item made, and who may come in between?",
    )
    trial.expect_equal(
        found, expected, "all consumers together got (sorted)", hint="Is each item taken by one consumer?"
    )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_many_consumers(scenario, common, draw):
    """Nothing is torn, lost or doubled when many consumers get."""
    odd = [[0, "", None, False], [[], ..., ("raise",), b""]]
    for batches, counts, later, explore in (
        (draw_batches(common, 3, 3), [2, 2, 2], False, "full"),
        (draw_batches(draw, 3, 3), [4, 2], True, "usual"),
        (odd, [4, 4], False, "brief"),
        ([list(range(20)), list(range(20, 40))], [20, 20], True, "brief"),  # there is room for all of them
    ):
        for trial in scenario("rehearse", batches, counts, later, explore=explore):
            expect_same_items(trial, batches)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_many_producers(scenario, draw):
    """Nothing is torn, lost or doubled when many producers put big items."""
    batches = draw_batches(draw, 2, 2, 2, least=9_000)
    unlike = [*draw_batches(draw, 2, least=80_000), [["s", number] for number in range(4)]]
    alike = [[[number, draw.choice("xyz") * 30_000] for number in range(3)]]  # unlike items of the same size
    for some, counts, explore in (
        (batches, [6], "full"),
        (batches, [3, 3], "usual"),
        (unlike, [6], "usual"),
        (alike, [3], "brief"),
    ):
        for trial in scenario("rehearse", some, counts, explore=explore):
            expect_same_items(trial, some)


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_first_in_first_out(scenario, draw):
    """What one producer puts is got in that order."""
    plain = draw_batches(draw, 4, 3)
    by_turns = [[["big", "." * 30_000], ["s", 1], ["bigger", "." * 30_000], ["s", 2]]]
    for batches, later, explore in ((plain, False, "usual"), (plain, True, "brief"), (by_turns, False, "usual")):
        for trial in scenario("rehearse", batches, [sum(map(len, batches))], later, explore=explore):
            (found,) = trial.returned()
            for batch in batches:
                mine = [item for item in found if item in batch]
                trial.expect_equal(mine, batch, "the items of one producer were got in the order")


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_ends_do_not_block(scenario, draw):
    """Who waits at one end does not block those at the other."""
    small = draw_batches(draw, 2)
    big = draw_batches(draw, 1, least=80_000)
    for batches in (small, big):
        for trial in scenario("rehearse", batches, [len(batches[0])], explore="usual"):
            expect_same_items(trial, batches)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_item_that_cannot_be_sent(scenario, draw):
    """An item that can't be pickled harms nobody else."""
    batches = draw_batches(draw, 1, 2)
    mixed = [["generator", *batches[0]], [batches[1][0], "generator", batches[1][1]]]
    for trial in scenario("rehearse", mixed, [3], explore="usual"):
        expect_same_items(trial, batches)


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_item_that_cannot_be_received(scenario, draw):
    """When an item can't be unpickled, get raises, and harms nobody else."""
    batches = draw_batches(draw, 1, 1)
    mixed = [["broken", *batches[0]], batches[1]]
    for trial in scenario("rehearse", mixed, [3], explore="usual"):
        expect_same_items(trial, batches, raised=1)


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_made_of_pipes_and_locks(scenario):
    """There is no ready-made queue inside, nor a Manager."""
    for trial in scenario("rehearse", [], [], explore="brief"):
        trial.expect_equal(trial.returned(), [], "a rehearsal without anybody returned")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """All processes that use it can end, and nothing is left."""
    batches = draw_batches(common, 3, 3)
    for trial in scenario("rehearse", batches, [2, 2, 2], False):
        expect_same_items(trial, batches)
        trial.joined()
