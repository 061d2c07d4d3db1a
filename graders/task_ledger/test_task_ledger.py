"""Hidden checks of task_ledger: an item is done when what it leads to is in the books."""

import pytest

NAMES = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()

# Shapes of trees: a folder is the list of the folders in it.
LEAF = []
BUSHY = [LEAF, [LEAF, [LEAF, LEAF]], LEAF]
NARROW = [[LEAF, LEAF]]
DEEP = [[[NARROW]]]
BROAD = [[LEAF] * 4] * 4


def draw_tree(draw, shape, most=1_000):
    """A tree of that shape, with one to three files in each folder."""
    names = iter(draw.sample(NAMES, len(NAMES)))
    entries = [draw.randint(1, most) for _ in range(draw.randint(1, 3))]
    entries += [draw_tree(draw, inner, most) for inner in shape]
    draw.shuffle(entries)
    return {next(names): entry for entry in entries}


def folders(tree):
    """All folders of a tree that can be visited or tried to, the root included."""
    inner = [] if "locked" in tree else [entry for entry in tree.values() if isinstance(entry, dict)]
    return [tree, *(folder for entry in inner for folder in folders(entry))]


def size(tree):
    """The sum of all sizes, locked folders left out."""
    found = [folder for folder in folders(tree) if "locked" not in folder]
    return sum(entry for folder in found for entry in folder.values() if not isinstance(entry, dict))


def expect_workers(trial):
    """Folders were visited by other processes than main's."""
    trial.returned()
    trial.expect(
        all(call.process != "main" for call in trial.observation.calls_of("visit")),
        seen="the main process visited folders itself",
        expected="folders are visited by worker processes",
    )


def expect_total(trial, tree):
    """main returned the sum of all sizes, and had not visited anything itself."""
    expect_workers(trial)
    trial.expect_equal(
        trial.returned(),
        size(tree),
        "main returned",
        hint="Is every folder visited, and its size added, before main reads the total?",
    )


def expect_visits(trial, tree):
    """Each folder was visited once, by a worker."""
    calls = trial.observation.calls_of("visit")
    total = len(folders(tree))
    trial.expect(
        len(calls) == total,
        seen=f"visit was called {len(calls)} times for {total} folders",
        expected="once for each",
        hint="Who puts the folders that a visit has found, and are equal ones the same one?",
    )
    expect_workers(trial)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_right_total(scenario, common, draw):
    """main returns the sum of all sizes."""
    twins = draw_tree(draw, [LEAF], most=9)
    odd = {"a": twins, "b": dict(twins), "c": {}, "d": 0, "e": {"big": draw.randint(10**12, 10**13)}}
    odd["f"] = {"huge": 2**62 + 2 * draw.randint(1, 999) + 1}  # no double holds this one exactly
    for tree, explore in (
        (draw_tree(common, BUSHY), "full"),
        (odd, "brief"),
        ({}, "brief"),
    ):
        for trial in scenario("main", tree, explore=explore):
            expect_total(trial, tree)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_visits_once(scenario, common):
    """Every folder is visited exactly once, in a worker process."""
    empty = {"a": {}, "b": {"c": {}, "d": 0}}
    for tree, explore in ((draw_tree(common, BUSHY), "full"), (empty, "brief"), ({}, "brief")):
        for trial in scenario("main", tree, explore=explore):
            trial.returned()
            expect_visits(trial, tree)


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_returns_when_all_is_done(scenario, common, draw):
    """main returns only when every folder has been visited, also those that were found on the way."""
    for tree, hold, explore in (
        (draw_tree(common, BUSHY), "", "full"),
        (draw_tree(draw, NARROW), "", "usual"),
        (draw_tree(common, BUSHY), "visit", "brief"),
    ):
        for trial in scenario("main", tree, hold=hold, explore=explore):
            expect_workers(trial)
            end = trial.observation.outcome.step
            calls = trial.observation.calls_of("visit")
            done = sum(call.ended is not None and call.ended <= end for call in calls)
            total = len(folders(tree))
            trial.expect(
                done >= total,
                seen=f"when main returned, {done} of {total} folders had been visited",
                expected=f"all {total}",
                hint="When is a folder done: after the visit, or when what it has led to is counted as well?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """The program ends, and nobody works on when main has returned."""
    for tree, explore in ((draw_tree(common, BUSHY), "full"), ({}, "brief")):
        for trial in scenario("main", tree, explore=explore):
            trial.joined(daemons=True)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_many_folders(scenario, draw):
    """It also ends when every folder has many others in it."""
    files = {f"{name:x<30000}": 1 for name in NAMES[:2]}  # long names fill a pipe as many folders do
    fat = {name: {**files, name: {**files, name: 2}} for name in NAMES[:6]}
    wide = {f"hall {hall}": {f"room {room}": {"size": 60 * hall + room} for room in range(60)} for hall in range(3)}
    for tree in (draw_tree(draw, BROAD), fat, wide):
        for trial in scenario("main", tree, explore="brief"):
            if len(trial.processes) > 60:
                continue  # one for each folder: a run may not have more of them
            expect_total(trial, tree)
            trial.joined(daemons=True)


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_workers_visit_together(scenario, common, draw):
    """At least two workers, each a process of its own, visit folders at the same time."""
    for tree in (draw_tree(common, BUSHY), draw_tree(draw, NARROW), draw_tree(draw, DEEP)):
        for trial in scenario("main", tree, hold="visit", explore="brief"):
            trial.returned()
            calls = trial.observation.calls_of("visit")
            together = min(trial.observation.held_together, len({call.process for call in calls}))
            trial.expect(
                together >= 2,
                seen="never more than one worker process was in visit at the same time",
                expected="two at least, as soon as there are two folders to visit",
                hint="Is a found folder put on the queue, for whoever is free, and is nothing held during a visit?",
            )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_locked_folder(scenario, common, draw):
    """A locked folder is tried once and left out, and the rest is counted."""
    some = draw_tree(common, BUSHY)
    inner = next(entry for entry in some.values() if isinstance(entry, dict) and len(folders(entry)) > 1)
    inner["locked"] = draw.randint(1, 99)
    doors = {f"door {number}": {"locked": number, "below": {"file": 1}} for number in range(8)}
    for tree, explore in (
        (some, "usual"),
        ({**doors, "open": draw_tree(draw, [LEAF])}, "brief"),
        ({"locked": 1}, "brief"),
    ):
        for trial in scenario("main", tree, explore=explore):
            expect_total(trial, tree)
            expect_visits(trial, tree)
