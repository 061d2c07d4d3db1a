"""Hidden checks of graceful_stop: who is told to stop finishes what has been accepted, and nobody is left.

`try_out` (given) gives the jobs, sends the signals and looks who is left. Where jobs are held inside
`handle`, the signals arrive in the middle of them.
"""

import pytest

WORDS = "ab cd ef gh ij kl mn op".split()


def draw_jobs(draw, count):
    """Numbers, words and things that are false."""
    return [draw.choice((draw.randint(-9, 99), draw.choice(WORDS), 0, "")) for _ in range(count)]


def returned(trial):
    """What try_out returned: results, the exit code of the service, how many workers were left."""
    value = trial.returned()
    trial.expect(
        type(value) is tuple and len(value) == 3 and type(value[0]) is list,
        seen=f"try_out returned {value!r:.200}",
        expected="try_out as it was given",
    )
    return value


def expect_done(trial, jobs):
    """Every job was handled once, and its result is there."""
    done, _, _ = returned(trial)
    expected = sorted((job * 2 for job in jobs), key=repr)
    trial.expect_equal(
        sorted(done, key=repr),
        expected,
        f"for {len(jobs)} jobs there were {len(done)} results (sorted):",
        hint="What becomes of a job that is in somebody's hands when the signal comes, and of those that wait?",
    )
    calls = len(trial.observation.calls_of("handle"))
    trial.expect(
        calls == len(jobs), seen=f"handle was called {calls} times for {len(jobs)} jobs", expected="once for each job"
    )


def told(scenario, common, signals):
    """Trials in which the service is told to stop: with jobs to do, and in the middle of the first ones."""
    jobs = [*draw_jobs(common, 4), "stop"]  # a job like any other
    for hold, explore in (("", "full" if signals == ["SIGTERM"] else "usual"), ("handle", "usual")):
        for trial in scenario("try_out", jobs, 2, signals, hold=hold, explore=explore):
            yield trial, jobs


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_sigterm_loses_nothing(scenario, common):
    """After SIGTERM all jobs that were in the inbox are done, once each, and their results are in the outbox."""
    for trial, jobs in told(scenario, common, ["SIGTERM"]):
        expect_done(trial, jobs)


@pytest.mark.points(3)
@pytest.mark.kind("resilience")
def test_ctrl_c_loses_nothing(scenario, common, draw):
    """After Ctrl-C, which the workers get as well, the same holds."""
    for trial, jobs in told(scenario, common, ["SIGINT"]):
        expect_done(trial, jobs)
    jobs = draw_jobs(draw, 2)
    for trial in scenario("try_out", jobs, 1, ["SIGINT"], explore="full"):  # its only worker may have just begun
        expect_done(trial, jobs)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """The service ends with exit code 0 after either signal, and when it does, no worker is left."""
    for name in ("SIGTERM", "SIGINT"):
        for trial, _ in told(scenario, common, [name]):
            expect_ended(trial, name)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_idle_service_ends(scenario, draw):
    """A service that has nothing to do ends as well, and so does one with more workers than jobs."""
    for name, jobs in (("SIGTERM", []), ("SIGINT", []), ("SIGTERM", draw_jobs(draw, 1))):
        for trial in scenario("try_out", jobs, draw.randint(2, 3), [name], explore="brief"):
            expect_ended(trial, name)


def expect_ended(trial, name):
    """The service came to its end by itself, and nothing of it is left."""
    _, code, left = returned(trial)
    trial.expect(
        type(code) is int and code == 0,
        seen=f"after {name} the exit code of the service was {code!r}",
        expected="0",
        hint="A signal that has no handler ends a process, and KeyboardInterrupt is an exception as any other.",
    )
    trial.expect(
        type(left) is int and left == 0,
        seen=f"{left} workers were still there when the service had ended",
        expected="the service waits until they have gone",
        hint="Who tells the workers that it is over, and who joins them?",
    )
    seen = trial.observation
    told = {step.key.partition(":")[2] for step in seen.steps if step.op == "signal" and step.process == "main"}
    untold = sorted(
        {seen.names.get(call.process, call.process) for call in seen.calls_of("handle") if call.process not in told}
    )
    trial.expect(
        not untold,
        seen=f"{', '.join(untold)} handled jobs, but ready.send did not tell of its pid",
        expected="the pids of all workers: Ctrl-C reaches each of them",
    )
    trial.ended()


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_second_signal(scenario, common, draw):
    """Another signal while the service finishes changes nothing."""
    for signals, time, explore in (
        (["SIGTERM", "SIGTERM"], "adversarial", "full"),  # the second may come in the middle of a handler
        (["SIGINT", "SIGINT"], "fair", "usual"),  # in fair time a job takes longer than the pause
        (["SIGTERM", "SIGINT", "SIGTERM"], "fair", "brief"),
        (["SIGTERM"] * 4, "fair", "brief"),  # the last comes long after the first
        (["SIGTERM", "SIGINT"], "adversarial", "usual"),  # unlike ones may be there at the same time
    ):
        jobs = draw_jobs(draw, 4)
        for trial in scenario("try_out", jobs, 2, signals, time=time, explore=explore):
            expect_done(trial, jobs)
            expect_ended(trial, " and ".join(signals))


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_workers_overlap(scenario, common):
    """All workers, each a process of its own, handle jobs at the same time; the service process handles none."""
    for trial, jobs in told(scenario, common, ["SIGTERM"]):
        seen = trial.observation
        where = {call.process for call in seen.calls_of("handle")}
        service = {process.id for process in trial.processes if process.label == "service"}
        trial.expect(
            not where & {*service, "main"},
            seen="the service process itself handled jobs",
            expected="its workers do that",
        )
        if trial.scenario.hold and len(seen.calls_of("handle")) == len(jobs):  # lost jobs are another check's matter
            trial.expect(
                seen.held_together == 2,
                seen=f"at most {seen.held_together} of 2 workers were in handle at the same time",
                expected="both: there are jobs enough",
                hint="Is anything held, or waited for, while a job is done?",
            )
            trial.expect(
                len(where) == 2 or len(seen.calls_of("handle")) < len(jobs),
                seen=f"both workers were one process, {', '.join(seen.names.get(one, one) for one in where)}",
                expected="each worker is a process of its own",
            )
