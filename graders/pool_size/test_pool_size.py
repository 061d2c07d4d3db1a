"""Hidden checks of pool_size: as many workers as make sense, used again and again."""

import pytest

MACHINE = (8, 3)  # processors of the machine, and how many of them this process may use


def draw_tasks(draw, count):
    """Whole numbers, some negative, some twice."""
    return [draw.randint(-50, 50) for _ in range(count)]


def size(tasks, requested=None, usable=MACHINE[1]):
    """The size that the statement asks for."""
    return max(1, min(len(tasks), usable if requested is None else requested))


def expect_squares(trial, calls):
    """Each call of main returned the squares in the order of its tasks, each worked out once."""
    trial.returned()
    outcomes = trial.observation.outcomes
    for (tasks, *asked), outcome in zip(calls, outcomes, strict=False):
        shown = f"main({tasks}{''.join(f', {one}' for one in asked)})"
        if outcome.kind != "returned":
            said = f"{shown} {outcome.kind} {outcome.error}: {outcome.message}{trial.quote(outcome.spot)}"
            trial.fail(verdict="crashed", seen=said, expected="it returns the squares")
        trial.expect_equal(outcome.value, [task * task for task in tasks], f"{shown} returned")
    trial.expect(len(outcomes) == len(calls), seen="main could not be called again", expected="it returns each time")
    total, worked = sum(len(call[0]) for call in calls), len(trial.observation.calls_of("work"))
    trial.expect(
        worked == total, seen=f"work was called {worked} times for {total} tasks", expected="once for each task"
    )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_chooses_the_size(scenario, draw):
    """The size is what was asked for, else what this process may use, between 1 and the number of tasks."""
    cases = [(count, asked) for count in (0, 1, 2, 3, 5, 12, 70) for asked in (None, 1, 2, 4, 64, 100)]
    draw.shuffle(cases)
    for machine in (MACHINE, (64, 5), (2, 1)):
        calls = [(list(range(count)),) if asked is None else (list(range(count)), asked) for count, asked in cases]
        for trial in scenario("choose_size", calls=calls, machine=machine, explore="brief"):
            trial.returned()
            for call, outcome in zip(calls, trial.observation.outcomes, strict=False):
                wanted = size(*call, usable=machine[1])
                shown = ", ".join([f"{len(call[0])} tasks", *(f"requested={asked}" for asked in call[1:])])
                result = outcome.value if outcome.kind == "returned" else f"{outcome.error}: {outcome.message}"
                trial.expect(
                    type(result) is int and result == wanted,
                    seen=f"choose_size({shown}) gave {result!r} where {machine[1]} of {machine[0]} processors may be used",
                    expected=repr(wanted),
                    hint="The machine's processors are not all yours; and who needs more workers than tasks?",
                )
            trial.expect(
                len(trial.observation.outcomes) == len(calls),
                seen="choose_size ended the program",
                expected="it returns",
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_refuses_bad_sizes(scenario):
    """0, -1 and 1.5 raise ValueError."""
    bad = (0, -1, 1.5)
    for entry, calls in (
        ("choose_size", [(tasks, asked) for tasks in ([1, 2, 3], [1], []) for asked in bad]),
        ("main", [(tasks, asked) for tasks in ([1, 2, 3], [1], []) for asked in bad]),
    ):
        for trial in scenario(entry, calls=calls, machine=MACHINE, explore="brief"):
            expect_refused(trial, entry, calls)


def expect_refused(trial, entry, calls):
    """Each of the calls raised ValueError."""
    if not trial.observation.outcomes or trial.observation.outcome.kind == "broken":
        trial.returned()
    for call, outcome in zip(calls, trial.observation.outcomes, strict=False):
        gave = f"returned {outcome.value!r}" if outcome.kind == "returned" else f"raised {outcome.error}"
        trial.expect(
            outcome.kind == "raised" and "ValueError" in outcome.bases,
            seen=f"{entry}({call[0]}, {call[1]}) {gave}",
            expected="it raises ValueError",
            hint="Is 0 the same as None? Is 1.5 a number of workers? And does it depend on the tasks?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_results_in_order(scenario, common, draw):
    """The results are in the order of the tasks, and each task is done once."""
    several = [(draw_tasks(draw, 11), 2), ([],), (draw_tasks(draw, 1), 5)]
    once = [(draw_tasks(common, 12),)]
    big = [([draw.randint(10**2130, 10**2140) for _ in range(76)], 2)]  # tasks and squares are more than a pipe holds
    for calls, hold, explore in (
        (once, "", "full"),
        (once, "work", "full"),  # results that are ready at the same time
        ([(draw_tasks(draw, 3), 3)], "", "usual"),
        (several, "", "brief"),
        ([([-1, 0, 2, 0, -1], 2)], "", "brief"),
        (big, "", "brief"),
    ):
        for trial in scenario("main", calls=calls, hold=hold, machine=MACHINE, explore=explore):
            expect_squares(trial, calls)


def workers(trial):
    """The processes that work: a helper that only hands out tasks, say, is none of them."""
    seen = trial.observation
    at_work = {call.process for call in seen.calls_of("work")}
    kinds = {process.target for process in trial.processes if process.id in at_work}
    return [process for process in trial.processes if process.target in kinds]


def alive_together(processes):
    """The most processes that were alive at the same time."""
    moments = [(process.begun, 1) for process in processes]
    moments += [(process.ended, -1) for process in processes if process.ended is not None]
    most = now = 0
    for _, change in sorted(moments):
        now += change
        most = max(most, now)
    return most


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_workers_within_size(scenario, common, draw):
    """Never more workers than the size."""
    for tasks, more, explore in (
        (draw_tasks(common, 12), (), "full"),
        (draw_tasks(draw, 2), (), "brief"),
        (draw_tasks(draw, 7), (5,), "brief"),
        (draw_tasks(draw, 2), (6,), "brief"),
        (draw_tasks(draw, 4), (1,), "brief"),
        (draw_tasks(draw, 1), (), "brief"),
    ):
        wanted = size(tasks, *more)
        for trial in scenario("main", tasks, *more, machine=MACHINE, explore=explore):
            trial.returned()
            where = {call.process for call in trial.observation.calls_of("work")}
            trial.expect(
                where != set() and "main" not in where,
                seen="work was called in the main process" if where else "work was not called at all",
                expected="the tasks are done by worker processes",
            )
            most = alive_together(workers(trial))
            trial.expect(
                most <= wanted,
                seen=f"{most} worker processes at the same time for {len(tasks)} tasks",
                expected=f"at most {wanted}",
                hint="Does the pool get the number that choose_size returns?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_workers_are_reused(scenario, common, draw):
    """The same workers do all the tasks."""
    for tasks, more, explore in ((draw_tasks(common, 12), (), "full"), (draw_tasks(draw, 110), (2,), "brief")):
        wanted = size(tasks, *more)
        for trial in scenario("main", tasks, *more, machine=MACHINE, explore=explore):
            trial.returned()
            trial.expect(
                0 < len(workers(trial)) <= wanted,
                seen=f"{len(workers(trial))} worker processes were started for {len(tasks)} tasks",
                expected=f"at most {wanted}, used again for task after task",
                hint="Starting a process costs far more than handing it another task.",
            )


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_all_work_together(scenario, common, draw):
    """All workers work at the same time."""
    for tasks, more, explore in (
        (draw_tasks(common, 12), (), "full"),
        (draw_tasks(draw, 9), (4,), "brief"),
        (draw_tasks(draw, 12), (2,), "brief"),
    ):
        wanted = size(tasks, *more)
        for trial in scenario("main", tasks, *more, machine=MACHINE, hold="work", explore=explore):
            trial.returned()
            where = {call.process for call in trial.observation.calls_of("work")}
            together = min(trial.observation.held_together, len(where))
            trial.expect(
                together >= wanted,
                seen=f"at most {together} of {wanted} worker processes were at work at the same time",
                expected=f"all {wanted}",
                hint="How many tasks does one worker get at a time, and does anybody wait in between?",
            )
    expect_busy_to_the_end(scenario, draw)
    for trial in scenario("main", draw_tasks(common, 12), machine=MACHINE, time="fair", explore="brief"):
        trial.returned()
        calls = trial.observation.calls_of("work")
        first = min((call.ended for call in calls if call.ended is not None), default=0)
        at_first = sum(call.begun < first for call in calls)
        trial.expect(
            at_first >= 3,
            seen=f"at most {at_first} of 3 worker processes were at work at the same time",
            expected="all 3",
            hint="How many tasks does one worker get at a time, and does anybody wait in between?",
        )


def expect_busy_to_the_end(scenario, draw):
    """Nobody waits for a worker that is slow, and the last tasks are shared out as the first ones."""
    slow, *others = draw.sample(range(1, 99), 12)
    for trial in scenario("main", [slow, *others], machine=MACHINE, hold="work", hold_with=(slow,), explore="brief"):
        trial.returned()
        calls = trial.observation.calls_of("work")
        if len(calls) != 12:
            continue  # another check speaks of that
        over = max((call.ended or 0 for call in calls if call.arguments == (slow,)), default=0)
        meanwhile = sum(call.ended is not None and call.ended < over for call in calls)
        trial.expect(
            meanwhile >= 4,
            seen=f"while one worker was busy with a long task, the two others did {meanwhile} of 11 tasks and then waited for it",
            expected="they go on, task after task",
            hint="When does somebody who is through with a task get the next one?",
        )
    for trial in scenario("main", [1, 2, 3, *[7] * 5], 2, hold="work", hold_with=(7,), explore="brief"):
        trial.returned()
        trial.expect(
            trial.observation.held_together >= 2,
            seen="the last five of eight tasks were done one at a time, with 2 workers",
            expected="two at a time, to the end",
            hint="Is the pool used to the end as at the beginning?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_nothing_runs_on(scenario, common, draw):
    """Nothing runs on when main has returned."""
    for tasks, explore in ((draw_tasks(common, 12), "full"), ([], "brief")):
        for trial in scenario("main", tasks, machine=MACHINE, explore=explore):
            trial.ended()
            for process in trial.processes:
                trial.expect(
                    not process.alive_at_return,
                    seen=f"{process.label} was still alive when main returned",
                    expected="every worker has ended by then",
                    hint="close() only says that no more will come. Who waits for the workers?",
                )
