"""Hidden checks of pipe_eof: a pipe ends when nobody holds its writing end any more."""

import pytest

WORDS = "ant bee cat dog eel fox gnu hen ibis jay kiwi lynx".split()


def draw_items(draw, count):
    """Numbers and words."""
    return [draw.choice((draw.randint(1, 999), draw.choice(WORDS), draw.randint(1, 99) / 4)) for _ in range(count)]


def draw_big(draw, count):
    """Strings of which not even one fits into a pipe."""
    return [draw.choice("xyz") * draw.randint(80_000, 120_000) for _ in range(count)]


def arguments(trial, name):
    """What a given function was called with, in order; long strings are cut."""
    return [call.arguments[0] for call in trial.observation.calls_of(name) if call.arguments]


def expect_arrived(trial, items):
    """main returned the items, each loaded once and, in another process, unloaded once, in order."""
    trial.expect_equal(
        trial.returned(),
        items,
        "main returned",
        hint="Is every item received before the consumer stops, and brought back in order?",
    )
    shown = [item[:200] if isinstance(item, str) else item for item in items]
    for name in ("load", "unload"):
        trial.expect_equal(arguments(trial, name), shown, f"{name} was called, one after the other, with")
    unloaders(trial)


def unloaders(trial):
    """The processes in which items were unloaded; fails if main or whoever loads is one of them."""
    calls = trial.observation.calls_of
    loading = {"main"} | {call.process for call in calls("load")}
    where = {call.process for call in calls("unload")}
    trial.expect(
        not where & loading,
        seen="unload was called in the process that loads",
        expected="a consumer process, which main has started, unloads",
    )
    return where


def expect_tidy_end(trial):
    """Every process ended by itself, without an exception, and was joined."""
    trial.joined()
    for process in trial.processes:
        trial.expect(
            process.exit_code in (0, None),
            seen=f"{process.label} ended with exit code {process.exit_code}",
            expected="0: it leaves its loop and comes to its end",
            hint="EOFError is how a pipe says that no more will come: an answer, not an accident.",
        )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_arrives_in_order(scenario, common, draw):
    """Every item arrives, in order, in one consumer process."""
    for items, explore in ((draw_items(common, 4), "full"), (draw_items(draw, 7), "brief")):
        for trial in scenario("main", items, explore=explore):
            expect_arrived(trial, items)
            trial.expect(
                len(unloaders(trial)) == 1,
                seen=f"{len(unloaders(trial))} processes unloaded items",
                expected="one consumer",
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_any_item(scenario, draw):
    """None, 0, "", False and [] are items like any other."""
    odd = [None, 0, "", False, [], "EOF"]
    draw.shuffle(odd)
    marks = [..., EOFError(), StopIteration(), draw.choice(WORDS)]
    for items in ([None], odd, marks, [draw.choice(WORDS), ("end", None), {"stop": True}, -1, b"", draw.randint(1, 9)]):
        for trial in scenario("main", items, explore="brief"):
            expect_arrived(trial, items)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """The program ends: the consumer comes to its end by itself and is joined."""
    for trial in scenario("main", draw_items(common, 4)):
        expect_tidy_end(trial)
        trial.expect(bool(trial.processes), seen="no process was started", expected="one consumer process")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_empty_input(scenario):
    """An empty input ends too."""
    for trial in scenario("main", [], explore="usual"):
        trial.expect_equal(trial.returned(), [], "main returned")
        expect_tidy_end(trial)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_big_items(scenario, draw):
    """Big items (more than a pipe holds) do not block."""
    for items in (draw_big(draw, 2), [draw.choice("xyz") * 9_000 for _ in range(20)]):
        for trial in scenario("main", items, explore="brief"):
            expect_arrived(trial, items)


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_unloads_meanwhile(scenario, common):
    """An item is unloaded while main loads the next."""
    items = draw_items(common, 4)
    for trial in scenario("main", items, hold="load", explore="brief"):
        expect_arrived(trial, items)
        loads, unloads = (trial.observation.calls_of(name) for name in ("load", "unload"))
        for item, unloading, loading in zip(items, unloads, loads[1:], strict=False):
            trial.expect(
                unloading.begun < (loading.ended or 0),
                seen=f"{item!r} was not unloaded although main took for ever to load the next item",
                expected="each item is sent as soon as it is loaded, and unloaded as soon as it arrives",
                hint="A pipe is a stream: nobody has to wait until all is there.",
            )
    for trial in scenario("main", items, hold="unload", explore="brief"):
        trial.returned()
        loads, unloads = (trial.observation.calls_of(name) for name in ("load", "unload"))
        for item, unloading, loading in zip(items, unloads, loads[1:], strict=False):
            trial.expect(
                unloading.ended is None or loading.begun < unloading.ended,
                seen=f"main did not load the next item before {item!r} was unloaded, which took for ever",
                expected="main goes on with the next item as soon as it has sent one",
                hint="Does main have to know that an item is unloaded before it loads the next?",
            )


def expect_over(trial, who):
    """The program ended, however main did."""
    seen = trial.observation
    if seen.ending in ("deadlocked", "timed out") and seen.outcomes:
        waiting = "".join(f"\n- {one}{trial.quote(one.spot)}" for one in seen.waiting)
        trial.fail(
            verdict=seen.ending,
            seen=f"after {who} had died and main had {seen.outcome.kind}, the program could not end:{waiting}",
            expected="nobody waits for the dead",
            hint="Which ends of which pipes does each process hold?",
        )
    if seen.ending not in ("ended", "crashed"):
        trial.returned()


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_consumer_dies(scenario, draw):
    """When the consumer dies, main does not wait for it for ever."""
    word = draw.choice(WORDS)
    for items, explore in (([word, "bomb", *draw_big(draw, 2)], "usual"), ([*draw_items(draw, 2), "bomb"], "usual")):
        for trial in scenario("main", items, explore=explore):
            expect_over(trial, "the consumer")
            trial.expect(
                "bomb" in arguments(trial, "unload") and trial.observation.outcomes != (),
                seen="main died with the consumer" if trial.observation.calls_of("unload") else "unload was not called",
                expected="the consumer calls unload for each item that arrives, and main survives it",
                hint="Which process unloads?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_main_dies(scenario, draw):
    """When main dies, the consumer does not wait for it for ever."""
    for items in ([*draw_items(draw, 2), *draw_big(draw, 1), "crash", draw.choice(WORDS)], ["crash"]):
        for trial in scenario("main", items, explore="brief"):
            expect_over(trial, "main")
            trial.expect(
                "crash" in arguments(trial, "load"),
                seen="main did not come to loading 'crash'",
                expected="main calls load for one item after the other",
            )
            trial.expect(
                bool(trial.processes) or len(items) == 1,
                seen="main had sent something, and there was no other process than main",
                expected="a consumer, which ends by itself when main has died",
            )
            left = [process.label for process in trial.processes if process.label in trial.observation.leftovers]
            trial.expect(
                not left,
                seen=f"main had died, and {', '.join(left)} still waited",
                expected="the consumer ends, since nobody is left who could write",
                hint="Who else holds the writing end, so that the pipe can't end? And who holds a reading end?",
            )
