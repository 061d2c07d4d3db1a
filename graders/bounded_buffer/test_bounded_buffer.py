"""Hidden checks of bounded_buffer: a queue of limited size, and what to do when it is full.

Most scenarios run in fair time, where a time-out ends only when nothing else can happen: `log` takes
0.1 seconds there, and nothing else takes any.
"""

import itertools

import pytest

BRIEF = 0.02  # a patience that ends long before `log` does
LONG = 1.0  # one that does not
TIGHT = 0.11  # one that just lasts as long as `log`


def draw_items(draw, count):
    """Different readings."""
    return draw.sample(range(1, 1000), count)


def draw_big(draw, count):
    """Readings that are bigger than what a pipe holds."""
    return [str(number) * draw.randint(40_000, 60_000) for number in draw.sample(range(100, 1000), count)]


def outcome(trial, items):
    """(logged, dropped) as main returned it, made by a logger that is another process than main's."""
    value = trial.returned()
    trial.expect(
        type(value) is tuple and [type(part) for part in value] == [list, int],
        seen=f"main returned {value!r:.200}",
        expected="a tuple: the list of what was logged, and how many readings were dropped",
    )
    calls = trial.observation.calls_of("log")
    trial.expect(
        not items or (bool(calls) and not any(call.process == "main" for call in calls)),
        seen="the main process called log itself" if calls else "log was never called",
        expected="readings are logged by a process that main has started",
    )
    return value


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_nothing_lost(scenario, common, draw):
    """Every reading is either logged or counted as dropped."""
    odd = [0, "", [], False, draw.randint(1, 99)]
    for items, maxsize, patience, explore in (
        (draw_items(common, 6), 2, BRIEF, "full"),
        (odd, 2, LONG, "brief"),
        ([7, 7, 8, 7], 2, LONG, "brief"),
        ([7, 7, 7, 8, 7, 8, 7, 7], 2, BRIEF, "brief"),
        (list(range(300)), 2, 0, "brief"),
        ([], 1, BRIEF, "brief"),
    ):
        for trial in scenario("main", items, maxsize, patience, time="fair", explore=explore):
            logged, dropped = outcome(trial, items)
            trial.expect(
                len(logged) + dropped == len(items),
                seen=f"{len(logged)} readings were logged and {dropped} counted as dropped, of {len(items)}",
                expected="every reading is the one or the other",
                hint="Where is a reading that is neither? And who counts, in which process?",
            )
            unknown = [item for item in logged if repr(item) not in map(repr, items)]
            trial.expect(
                not unknown, seen=f"main returned {unknown!r:.200}, which nobody has read", expected="readings"
            )
            calls = len(trial.observation.calls_of("log"))
            trial.expect(
                calls == len(logged),
                seen=f"log was called {calls} times, and {len(logged)} readings were returned as logged",
                expected="log is called once for each of them",
            )


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_order_kept(scenario, common):
    """Readings are logged and returned in the order in which they came."""
    items = draw_items(common, 6)
    for trial in scenario("main", items, 2, BRIEF, time="fair"):
        logged, _ = outcome(trial, items)
        written = [call.arguments[0] for call in trial.observation.calls_of("log") if call.arguments]
        for what, found in (("log was called for", written), ("main returned", logged)):
            trial.expect(
                found == [item for item in items if item in found],
                seen=f"{what} {found}",
                expected=f"the order of {items}",
                hint="How many take readings from the buffer?",
            )


def busy(scenario, common, patience, room=3):
    """(readings, room, trial, whether the sensor went on): the logger is held in its first `log`.

    That is until nobody else can move. Whether the sensor went on meanwhile shows in a second run
    with more readings: if more is done in it before the first `log` is over, the sensor did not wait for that.
    """
    items = draw_items(common, 11)
    few, many = (
        scenario("main", some, room, patience, hold="log", time="fair", explore="brief") for some in (items[:8], items)
    )
    for trial, longer in zip(few, many, strict=True):
        yield items[:8], room, trial, before_first_log(longer) > before_first_log(trial)


def before_first_log(trial):
    """How many steps were done before the first `log` went on."""
    return next((call.begun for call in trial.observation.calls_of("log")), 0)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_bounded(scenario, common):
    """Never more than maxsize readings wait."""
    for patience, places in ((BRIEF, 3), (0, 3), (BRIEF, 1)):
        for items, room, trial, went_on in busy(scenario, common, patience, places):
            logged, dropped = outcome(trial, items)
            trial.expect(
                len(logged) <= room + 1 or not (went_on or dropped),
                seen=f"{len(logged)} of {len(items)} readings had been taken in before the first one was logged",
                expected=f"the one that is being logged, and at most {room} that wait",
                hint="Where can readings wait, in all? Who limits how many?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_sensing_goes_on(scenario, common):
    """Sensing overlaps logging: a busy logger does not hold up the sensor for longer than patience."""
    for patience in (BRIEF, 0):
        for items, room, trial, went_on in busy(scenario, common, patience):
            _, dropped = outcome(trial, items)
            trial.expect(
                dropped > 0 or went_on,
                seen=f"the logger was busy with its first reading, {len(items)} came, {room} may wait, "
                "and the sensor did not go on: it dropped none and waited",
                expected=f"after {patience} seconds it drops the new reading and goes on",
                hint="Which argument of put is the time limit? And what does None mean there, what 0?",
            )
    items = draw_items(common, 7)
    for trial in scenario("main", items, 3, BRIEF, time="fair", explore="brief"):
        _, dropped = outcome(trial, items)
        dropped = max(dropped, len(items) - len(trial.observation.calls_of("log")))
        trial.expect(
            dropped >= 3 or dropped == given_up(trial) or naps_besides(trial),
            seen=f"7 readings came while 3 could wait, log takes 0.1 seconds, and only {dropped} were dropped",
            expected=f"3 at least: the sensor waits {BRIEF} seconds for each of the last three, and by then log is "
            "still at work",
            hint="How long can one reading hold up the sensor, in all, and what else does it wait for?",
        )


def given_up(trial):
    """How often the sensor's patience ended during the first `log`: fewer places, or more, are another check's."""
    calls = trial.observation.calls_of("log")
    loggers, first = {call.process for call in calls}, min(call.ended or 0 for call in calls)
    return sum(step.fired and step.index < first and step.process not in loggers for step in trial.observation.steps)


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_drops_the_new_one(scenario, common):
    """It is the new reading that is dropped, not one that waits already."""
    for patience in (BRIEF, 0):
        for items, room, trial, _ in busy(scenario, common, patience):
            logged, _ = outcome(trial, items)
            trial.expect(
                logged[:room] == items[:room],
                seen=f"of the readings {items}, {logged} were logged",
                expected=f"{items[:room]} at least: there was room for them, and nobody else may take their places",
                hint="What is in the buffer stays there until it is logged.",
            )


def naps_besides(trial):
    """Whether the logger sleeps anywhere but in `log`: then it needs more than 0.1 seconds for a reading."""
    calls = trial.observation.calls_of("log")
    loggers = {call.process for call in calls}
    return sum(step.op == "sleep" and step.process in loggers for step in trial.observation.steps) > len(calls)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_keeps_up(scenario, draw):
    """Nothing is dropped when there is room in time."""
    for items, maxsize, patience, why in (
        (draw_items(draw, 14), 1, LONG, f"log takes 0.1 seconds, and patience is {LONG}"),
        (draw_items(draw, 3), 3, 0, "there was room for all of them"),
        (draw_big(draw, 4), 1, LONG, f"log takes 0.1 seconds, and patience is {LONG}"),
        (draw_items(draw, 5), 1, TIGHT, f"log takes 0.1 seconds, and patience is {TIGHT}"),
    ):
        for trial in scenario("main", items, maxsize, patience, time="fair", explore="brief"):
            logged, dropped = outcome(trial, items)
            if patience == TIGHT and naps_besides(trial):
                continue
            trial.expect(
                dropped == 0 and logged == items,
                seen=f"{dropped} of {len(items)} readings were dropped and {len(logged)} logged, although {why}",
                expected="all are logged",
                hint="Patience is for each reading, and it begins when the buffer is found full. How much fits in?",
            )

    items = draw_items(draw, 8)
    for trial in scenario("main", items, 1, 0.075, time="fair", explore="brief"):
        logged, _ = outcome(trial, items)
        if naps_besides(trial):
            continue
        pairs = [pair for pair in itertools.pairwise(items) if not set(pair) & set(logged)]
        trial.expect(
            not pairs,
            seen=f"of the readings {items}, {logged} were logged: {pairs[0] if pairs else ''} were dropped one after the other, "
            "though log takes 0.1 seconds, and patience is 0.075 for each",
            expected="of two readings that come while the buffer is full, at least one finds a place",
            hint="When does the patience for a reading begin?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_slow_sensor(scenario, common):
    """The logger is not ended by a time-out while readings may still come."""
    items = draw_items(common, 6)[:5]
    for trial in scenario("main", items, 2, LONG):
        logged, dropped = outcome(trial, items)
        trial.expect(
            len(logged) + dropped == len(items),
            seen=f"{len(logged)} readings were logged and {dropped} counted as dropped, of {len(items)}",
            expected="the logger takes readings until it is told that there are no more",
            hint="What tells a sensor that is slow for a moment from one that has ended?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends(scenario, common, draw):
    """The logger, and any other process, ends by itself and is joined when main returns."""
    items = draw_items(common, 6)
    for some, maxsize, patience, explore in (
        (items, 2, BRIEF, "usual"),
        ([], 1, BRIEF, "usual"),
        (draw_big(draw, 3), 2, LONG, "brief"),
    ):
        for trial in scenario("main", some, maxsize, patience, time="fair", explore=explore):
            trial.joined()
    for trial in scenario("main", items[:5], 2, LONG, explore="usual"):
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            trial.joined()
