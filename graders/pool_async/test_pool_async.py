"""Hidden checks of pool_async: all jobs are handed out, then waited for."""

import dataclasses

import pytest


def draw_jobs(draw, count):
    """Whole numbers that take less than a second, some twice."""
    return [draw.randint(0, 9) for _ in range(count)]


def draw_both(common):
    """Jobs that go well, and jobs of which three fail: the first of these is neither the shortest nor the longest."""
    plain = draw_jobs(common, 5)
    fail = [-common.randint(60, 70), -common.randint(1, 4), -common.randint(80, 90)]
    return plain, [fail[0], plain[0], *fail[1:], *plain[1:4]]


def expect_all_run(trial, jobs):
    """Each job was run once, and had come to its end when main did."""
    calls = trial.observation.calls_of("job")
    begun = sorted((call.arguments[0] for call in calls if call.arguments), key=repr)
    wanted = sorted(jobs, key=repr)
    trial.expect(
        len(calls) == len(jobs) and (begun == wanted or len(begun) < len(calls)),  # job(n=3) does not tell its number
        seen=f"{len(calls)} jobs were run: {begun}",
        expected=f"each job once: {wanted}",
        hint="What happens to the jobs that still wait when an exception leaves the loop, or the `with`?",
    )
    done = [call for call in calls if call.ended is not None and call.ended <= trial.observation.outcome.step]
    trial.expect(
        len(done) == len(jobs),
        seen=f"when main was at its end, {len(done)} of {len(jobs)} jobs were",
        expected="all of them: main waits for every job",
        hint="close() only says that no more jobs will come. Who waits for those that are left?",
    )


def expect_raised(trial):
    """The outcome of main, which returned or raised; fails the check if it did neither."""
    seen = trial.observation
    if seen.outcome.kind != "raised" or seen.ending == "inconclusive":
        trial.returned()
    return seen.outcome


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_results_in_order(scenario, common, draw):
    """The results are in the order of the jobs, and each job is run once, by a worker process."""
    plain, _ = draw_both(common)
    for jobs, workers, hold, explore in (
        (plain, 2, "", "usual"),
        (plain, 2, "job", "usual"),  # results that are ready at the same time
        ([4, 9, 4, 0, 9], 2, "", "brief"),
        (draw_jobs(draw, 2), 3, "", "brief"),
        (draw_jobs(draw, 1), 2, "", "brief"),
        ([], 2, "", "brief"),
    ):
        for trial in scenario("main", jobs, workers, hold=hold, explore=explore):
            value = trial.returned()
            trial.expect_equal(
                value,
                [n * n for n in jobs],
                "main returned",
                hint="Which result belongs to which job, when they are done in any order?",
            )
            expect_all_run(trial, jobs)
            trial.expect(
                all(call.process != "main" for call in trial.observation.calls_of("job")),
                seen="the main process ran jobs itself",
                expected="jobs are run by worker processes",
            )


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_all_workers_at_work(scenario, common, draw):
    """As many jobs run at the same time as there are workers, and never more."""
    for jobs, workers, explore in (
        (draw_both(common)[0], 2, "usual"),
        (draw_jobs(draw, 7), 3, "brief"),
        (draw_jobs(draw, 2), 4, "brief"),
        (draw_jobs(draw, 3), 1, "brief"),
    ):
        wanted = min(workers, len(jobs))
        for trial in scenario("main", jobs, workers, hold="job", explore=explore):
            trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == wanted,
                seen=f"at most {together} jobs were run at the same time, with {workers} workers and {len(jobs)} jobs",
                expected=f"exactly {wanted}",
                hint="What has to happen before the second job is handed out?",
            )
            where = {call.process for call in trial.observation.calls_of("job")} - {"main"}
            trial.expect(
                len(where) >= wanted,
                seen=f"{together} jobs at the same time were in {len(where)} worker processes",
                expected=f"{wanted} worker processes, one job each",
            )


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_nobody_idle(scenario, draw):
    """No worker has to wait while a job has not been begun: a long job holds up nobody."""
    long = draw.randint(80, 99)
    short = [draw.randint(1, 4) for _ in range(9)]
    for jobs, workers, explore in (
        ([long, *short], 2, "usual"),
        ([long, *short], 3, "brief"),
        ([-1, long, *short[1:]], 2, "brief"),  # the worker of the job that failed is there for the others
        ([long, *short, *short, *short], 2, "brief"),
    ):
        for trial in scenario("main", jobs, workers, time="fair", explore=explore):
            if jobs[0] > 0:
                trial.returned()
            calls = trial.observation.calls_of("job")
            ends = [call.ended for call in calls if call.ended and call.arguments in ((long,), ())]
            if jobs[0] < 0 and (trial.observation.outcome.kind != "raised" or not ends or len(calls) != len(jobs)):
                continue  # another check speaks of that
            trial.expect(bool(ends), seen=f"job({long}) was not run to its end", expected="each job is run")
            late = sum(call.begun >= max(ends) for call in calls)
            trial.expect(
                not late,
                seen=f"job({long}) takes {long / 10} seconds; {late} of the {len(jobs) - 1} other jobs were begun only after it, "
                f"though {workers} workers can do them all in that time",
                expected="while one worker is at the long job, the others do the rest",
                hint="Who decides which worker gets which job, and when? A pool can do it by itself.",
            )
    for trial in scenario("main", [1, 2, 3, long, long + 1], 2, time="fair", explore="brief"):
        calls = [call for call in trial.observation.calls_of("job") if call.arguments in ((long,), (long + 1,))]
        if trial.observation.outcome.kind != "returned" or len(calls) != 2:
            continue  # another check speaks of that
        trial.expect(
            max(call.begun for call in calls) < min(call.ended or 0 for call in calls),
            seen=f"job({calls[1].arguments[0]}) was begun only when job({calls[0].arguments[0]}) was over, with 2 workers",
            expected="both at the same time, after the three short ones",
            hint="Is the pool used to the end as at the beginning?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_every_job_is_run(scenario, common):
    """Every job is run to its end, also when some of them fail."""
    _, failing = draw_both(common)
    for time, explore in (("adversarial", "full"), ("fair", "brief")):
        for trial in scenario("main", failing, 2, time=time, explore=explore):
            expect_raised(trial)
            expect_all_run(trial, failing)


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
@pytest.mark.guard
def test_first_failure_raised(scenario, common):
    """When jobs fail, main raises the exception of the first one in the order of the jobs."""
    _, failing = draw_both(common)
    first = failing[0]
    for time, explore in (("adversarial", "full"), ("fair", "brief")):
        for trial in scenario("main", failing, 2, time=time, explore=explore):
            outcome = expect_raised(trial)
            trial.expect(
                outcome.kind == "raised",
                seen=f"main returned {outcome.value!r:.200}, though jobs had failed",
                expected=f"it raises ValueError: {first} is negative",
                hint="Which method of a receipt raises what the job has raised?",
            )
            trial.expect(
                "ValueError" in outcome.bases and outcome.message == f"{first} is negative",
                seen=f"main raised {outcome.error}: {outcome.message}{trial.quote(outcome.spot)}",
                expected=f"ValueError: {first} is negative (the first job that fails, in the order of the jobs)",
                hint="Several jobs fail, at any moment. In which order do you ask for their results?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_workers_gone(scenario, common):
    """When main returns or raises, all workers have ended."""
    plain, failing = draw_both(common)
    for jobs, explore in ((plain, "usual"), (failing, "full")):
        for trial in scenario("main", jobs, 2, explore=explore):
            if jobs is failing:
                expect_raised(trial)
            as_returned(trial).ended()
            for process in trial.processes:
                trial.expect(
                    not process.alive_at_return,
                    seen=f"{process.label} was still alive when main {trial.observation.outcome.kind}",
                    expected="every worker has ended by then",
                    hint="Which of your lines end the pool, and are they reached when a get() raises?",
                )


def as_returned(trial):
    """The trial, with an exception of main taken for a value."""
    seen = trial.observation
    outcomes = tuple(dataclasses.replace(one, kind="returned") for one in seen.outcomes if one.kind == "raised")
    return dataclasses.replace(trial, observation=dataclasses.replace(seen, outcomes=outcomes or seen.outcomes))
