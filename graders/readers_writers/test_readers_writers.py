"""Hidden checks of readers_writers: readers share the board, a writer has it alone, and none is passed by for ever.

Where the order of coming counts, time is fair: between two arrivals everybody gets as far as possible, so
who has come waits for the board by the time the next one comes.
"""

import pytest

NAMES = "ada bob cleo dan eva finn gus hal ida joe kim lea".split()
FIRST = ("room 1", "1:00")
BOARD = "board"


def draw_visits(draw, *comings):
    """Visitors: (reads or writes, seconds after which they come)."""
    names = draw.sample(NAMES, len(comings))
    hours = draw.sample(range(2, 14), len(comings))
    return [
        (who, seconds, (f"room {hour}", f"{hour}:00") if what == "writes" else None)
        for who, (what, seconds), hour in zip(names, comings, hours, strict=True)
    ]


def mixed(common):
    """Two readers and two writers, all at once."""
    return draw_visits(common, ("reads", 0), ("writes", 0), ("reads", 0), ("writes", 0))


def simple(common):
    """Two readers and a writer, all at once."""
    return draw_visits(common, ("reads", 0), ("writes", 0), ("reads", 0))


def with_sleepers(common):
    """A reader and a writer who fail, and after them a reader and a writer who don't."""
    visits = draw_visits(common, ("reads", 0), ("writes", 0), ("reads", 0), ("writes", 0))
    return [(f"sleepy {who}" if place < 2 else who, *rest) for place, (who, *rest) in enumerate(visits)]


def after_a_sleeper(common):
    """A writer who falls asleep, and then a reader and two writers, each before the last one has gone."""
    (who, *rest), *others = draw_visits(common, ("writes", 0), ("reads", 0.3), ("writes", 0.35), ("writes", 0.4))
    return [(f"sleepy {who}", *rest), *others]


def all_mixed(scenario, common):
    """Trials of the mixed visitors: as they come, and with some held on the board; then of some after a sleeper."""
    visits = mixed(common)
    for hold, explore in (("", "full"), ("write_notice", "usual"), ("read_notice", "brief")):
        for trial in scenario("main", BOARD, visits, hold=hold, explore=explore):
            if not (hold and is_endless(trial)):
                trial.returned()
            yield trial
    for trial in scenario("main", BOARD, after_a_sleeper(common), time="fair", explore="brief"):
        if trial.observation.ending != "deadlocked":  # of that, another check speaks
            trial.returned()
            yield trial


def is_endless(trial):
    """Whether it went on for ever with somebody held: whoever looks again and again leaves no moment to let go."""
    return trial.observation.ending == "timed out" and trial.observation.held_together > 0


def at_the_board(trial):
    """All calls of those who read or write."""
    return [*trial.observation.calls_of("read_notice"), *trial.observation.calls_of("write_notice")]


def stays(trial, name):
    """Who was on the board with a given function, and from which step to which: [(who, call)]."""
    return [(trial.observation.names.get(call.process, "?"), call) for call in trial.observation.calls_of(name)]


def expect_apart(trial, one, other, hint):
    """No call of the given function `one` overlaps one of `other`."""
    for place, (who, call) in enumerate(stays(trial, one)):
        others = stays(trial, other)
        for whose, second in others[place + 1 :] if one == other else others:
            earlier, later = sorted((call, second), key=lambda call: call.begun)
            trial.expect(
                earlier.ended is not None and earlier.ended <= later.begun,
                seen=f"{who} was in {one}{call.arguments} and {whose} in {other}{second.arguments} at the same time",
                expected="a writer has the board to itself",
                hint=hint,
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_what_was_read(scenario, common, draw):
    """main returns what each reader has read, and every notice is written once."""
    alone = draw_visits(draw, ("reads", 0))
    for visits, explore in (
        (simple(common), "full"),
        (alone, "brief"),
        (same_twice(draw), "brief"),
        ([], "brief"),
    ):
        for trial in scenario("main", BOARD, visits, explore=explore):
            value = trial.returned()
            trial.expect(
                type(value) is dict, seen=f"main returned a {type(value).__name__}: {value!r:.200}", expected="a dict"
            )
            readers = [who for who, _, notice in visits if notice is None]
            trial.expect_equal(
                list(value), readers, "main returned what was read by", hint="How do they tell main?", in_any_order=True
            )
            expect_read(trial, value, visits)
            calls = trial.observation.calls_of("write_notice")
            writers = sum(notice is not None for _, _, notice in visits)
            trial.expect(
                len(calls) == writers,
                seen=f"write_notice was called {len(calls)} times for {writers} writers",
                expected="once for each writer",
            )
            expect_arrived(trial, visits)
            hung = len(trial.observation.calls_of("hang_up"))
            trial.expect(
                hung == 1,
                seen=f"hang_up was called {hung} times",
                expected="once, also if there are no visitors",
            )
    (early, *_), (_, _, notice), (late, *_) = visits = draw_visits(draw, ("reads", 0), ("writes", 0.05), ("reads", 0.5))
    for trial in scenario("main", BOARD, visits, time="fair", explore="brief"):
        trial.expect_equal(trial.returned(), {early: FIRST, late: notice}, "main returned")
        expect_arrived(trial, visits)


def same_twice(draw):
    """Two writers who have the same notice."""
    one, (who, seconds, _) = draw_visits(draw, ("writes", 0), ("writes", 0))
    return [one, (who, seconds, one[2])]


def expect_arrived(trial, visits):
    """Every visitor has come once, after the time that was said, before reading or writing."""
    for who, seconds, notice in visits:
        came = [call for call in trial.observation.calls_of("arrive") if call.arguments[:1] == (who,)]
        name = "read_notice" if notice is None else "write_notice"
        there = [call for call in trial.observation.calls_of(name) if call.arguments[1:2] == (who,)]
        ended = came[0].ended if len(came) == 1 and came[0].arguments[1:2] == (seconds,) else None
        trial.expect(
            ended is not None and all(ended <= call.begun for call in there),
            seen=f"{who} was in {name}, but had not come by arrive({who!r}, {seconds}) before",
            expected="each visitor arrives, once, and then reads or writes",
        )


def expect_read(trial, value, visits):
    """Readers read something that was on the board: perhaps a where and a when of different notices."""
    notices = [FIRST, *(notice for _, _, notice in visits if notice is not None)]
    wheres, whens = zip(*notices, strict=True)
    for who, read in value.items():
        trial.expect(
            type(read) is tuple and len(read) == 2 and read[0] in ("", *wheres) and read[1] in ("", *whens),
            seen=f"{who} read {read!r:.100}",
            expected=f"what read_notice returned, such as {FIRST!r}",
        )
    if len(notices) == 1:
        trial.expect_equal(list(value.values()), [FIRST] * len(value), "the readers read", hint="Who writes here?")


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_nobody_reads_while_one_writes(scenario, common):
    """While a writer changes the notice, nobody reads it."""
    for trial in all_mixed(scenario, common):
        expect_apart(trial, "write_notice", "read_notice", "What does a reader wait for, and what a writer?")


@pytest.mark.points(1)
@pytest.mark.kind("ordering")
def test_one_writer_at_a_time(scenario, common):
    """Two writers never change the notice at the same time."""
    for trial in all_mixed(scenario, common):
        expect_apart(trial, "write_notice", "write_notice", "What does a writer wait for?")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_readers_share(scenario, draw):
    """All readers, each a process of its own, read at the same time, also after a writer has gone."""
    together = draw_visits(draw, *[("reads", 0)] * 3)
    later = draw_visits(draw, ("writes", 0), *[("reads", 0.05)] * (len(NAMES) - 1))
    crowd = draw_visits(draw, *[("reads", 0)] * len(NAMES))
    for visits, time, explore in (
        (together, "adversarial", "usual"),
        (later, "fair", "brief"),
        (crowd, "fair", "brief"),
    ):
        readers = sum(notice is None for _, _, notice in visits)
        for trial in scenario("main", BOARD, visits, hold="read_notice", time=time, explore=explore):
            if not is_endless(trial):
                trial.returned()
            seen = trial.observation.held_together
            trial.expect(
                seen == readers,
                seen=f"at most {seen} of {readers} readers were in read_notice at the same time",
                expected=f"all {readers}: they change nothing",
                hint="Whom does a reader keep out? Who is woken when a writer goes? And when is each process joined?",
            )
            where = {call.process for call in at_the_board(trial)} - {"main"}
            trial.expect(
                len(where) == len(visits),
                seen=f"the {len(visits)} visitors were {len(where)} processes other than main",
                expected="a process for each visitor",
            )
    on_the_way = draw_visits(draw, ("writes", 9), *[("reads", 0)] * 2)
    for trial in scenario("main", BOARD, on_the_way, time="fair", explore="brief"):
        way = [call.ended for call in trial.observation.calls_of("arrive") if 9 in call.arguments[1:2] and call.ended]
        late = [call for call in trial.observation.calls_of("read_notice") if way and call.begun > way[0]]
        trial.expect(
            not late,
            seen=f"{len(late)} of 2 readers waited until {on_the_way[0][0]}, who comes after 9 seconds, had arrived",
            expected="who is still on the way keeps nobody out",
            hint="When does a visitor ask for the room: on the way, or on arrival?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
@pytest.mark.guard
def test_no_writer_starves(scenario, draw):
    """Whoever comes to read while a writer waits for readers to leave reads after it has written."""
    # one reader takes 0.2 seconds: there is always one inside, if they may pass
    relay = draw_visits(draw, ("reads", 0), ("writes", 0.05), ("reads", 0.1), ("reads", 0.25), ("reads", 0.4))
    two = draw_visits(draw, ("reads", 0), ("reads", 0.05), ("writes", 0.1), ("reads", 0.15))
    # after one who has fallen asleep
    again = draw_visits(draw, ("writes", 0), ("reads", 0.2), ("writes", 0.25), ("reads", 0.3))
    again[0] = (f"sleepy {again[0][0]}", *again[0][1:])
    # two writers wait; when the first goes, the reader who waits as well may come in before the second, but no more
    queue = draw_visits(draw, ("reads", 0), ("writes", 0.05), ("writes", 0.1), ("reads", 0.15), ("reads", 0.5))
    for visits, since, hold, explore in (
        (relay, 0.05, "", "usual"),
        (relay, 0.05, "read_notice", "brief"),  # so long that no reader's patience lasts
        (two, 0.1, "", "brief"),
        (again, 0.25, "", "brief"),
        (queue, 0.4, "", "usual"),
        (backwards(draw), 0.05, "", "brief"),
    ):
        for trial in scenario("main", BOARD, visits, hold=hold, time="fair", explore=explore):
            if not (hold and is_endless(trial)):
                trial.returned()
            expect_not_passed(trial, visits, since)


def backwards(draw):
    """A writer whom three readers would pass; who comes later stands earlier in the list and in the alphabet."""
    comings = ("reads", 0.4), ("reads", 0.25), ("reads", 0.1), ("writes", 0.05), ("reads", 0)
    visits = draw_visits(draw, *comings)
    return [(who, *rest) for who, (_, *rest) in zip(sorted(who for who, _, _ in visits), visits, strict=True)]


def expect_not_passed(trial, visits, since):
    """No reader that came later than `since` got in before a writer."""
    writers = {who: seconds for who, seconds, notice in visits if notice is not None and not who.startswith("sleepy")}
    late = {who for who, seconds, _ in visits if seconds > since}
    for call in trial.observation.calls_of("write_notice"):
        writer = call.arguments[1] if len(call.arguments) > 1 else ""
        if writer not in writers:
            continue
        passed = [
            other.arguments[1]
            for other in trial.observation.calls_of("read_notice")
            if len(other.arguments) > 1 and other.arguments[1] in late and other.begun < call.begun
        ]
        trial.expect(
            not passed,
            seen=f"{writer} came to write after {writers[writer]} seconds and had to wait; "
            f"{', '.join(passed)} came later and read before {writer} wrote",
            expected="who comes after a waiting writer gets in after it",
            hint="If there is always one more reader, when will the writer's turn be? "
            "Can a reader know that a writer waits?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_sleepy_visitors(scenario, common):
    """A visitor who falls asleep (an exception) leaves the board to the others, and main returns the rest."""
    visits = with_sleepers(common)
    awake = sorted(who for who, _, notice in visits if notice is None and not who.startswith("sleepy"))
    for trial in scenario("main", BOARD, visits, explore="usual"):
        value = trial.returned()
        trial.expect(
            type(value) is dict and value.keys() == set(awake),
            seen=f"main returned {value!r:.200}",
            expected=f"what was read by {', '.join(awake)}",
            hint="What becomes of the room when the one inside raises?",
        )
        for who, _, _ in visits:
            times = sum(call.arguments[1:2] == (who,) for call in at_the_board(trial))
            trial.expect(times <= 1, seen=f"{who} came to the board {times} times", expected="once")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common, draw):
    """main returns when every process has ended by itself."""
    # nobody between the two readers: one comes in while the other leaves
    in_turn = draw_visits(draw, ("reads", 0), ("reads", 0), ("writes", 0))
    for visits, explore in ((simple(common), "full"), (in_turn, "brief"), ([], "brief")):
        for trial in scenario("main", BOARD, visits, explore=explore):
            trial.joined()
