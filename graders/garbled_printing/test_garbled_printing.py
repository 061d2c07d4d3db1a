"""Hidden checks of garbled_printing: a shared terminal, and a lock around each job's lines."""

from collections import Counter

import pytest

WORDS = "amber birch cedar delta ember fjord grove heron iris jade kelp larch maple north olive pine".split()


def draw_jobs(draw, count, most=4):
    """Jobs with unlike names and 2 to `most` lines each."""
    names = draw.sample(["ada", "bob", "cleo", "dan", "eva", "finn"], count)
    return {name: [" ".join(draw.sample(WORDS, 3)) for _ in range(draw.randint(2, most))] for name in names}


def expected_lines(jobs):
    """What each job prints."""
    return {name: [f"{name}: {line}" for line in lines if isinstance(line, str)] for name, lines in jobs.items()}


def known_lines(trial, jobs):
    """(job, line) for each line of the terminal that belongs to a job; other output is free."""
    owner = {line: name for name, lines in expected_lines(jobs).items() for line in lines}
    return [(owner[line], line) for line in trial.lines if line in owner]


def expect_together(trial, jobs, judged):
    """The lines of each job in `judged` come without a line of another job between, and in order."""
    printed = known_lines(trial, jobs)
    for name in judged:
        places = [place for place, (owner, _) in enumerate(printed) if owner == name]
        expected = expected_lines(jobs)[name]
        trial.expect(
            bool(places) or not expected,
            seen=f"no line of {name} was printed",
            expected=f"the {len(expected)} lines of {name}",
        )
        if not places:
            continue
        between = [place for place in range(places[0], places[-1]) if printed[place][0] != name]
        others = ", ".join(sorted({printed[place][0] for place in between}))
        excerpt = "\n".join(f"    {line[:100]}" for _, line in printed[max(0, min(between, default=0) - 4) :][:9])
        trial.expect(
            not between,
            seen=f"the lines of {name} were separated by lines of {others}:\n{excerpt}",
            expected="all lines of one job, then all lines of the next",
            hint="From which line to which line may nobody else print?",
        )
        mine = [line for owner, line in printed if owner == name]
        in_order = [line for line in expected if line in mine]
        trial.expect(
            [line for line in mine if line in expected][: len(in_order)] == in_order
            or Counter(mine) != Counter(expected),
            seen=f"the lines of {name} came in another order:\n{excerpt}",
            expected="the order in which they were given",
        )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_every_line_once(scenario, common, draw):
    """Every line of every job is printed exactly once."""
    plain = draw_jobs(common, 3)
    quiet = {
        **draw_jobs(draw, 2),
        "zoe": [],
        "abe": ["", "same", "same", "100 % gr\N{LATIN SMALL LETTER U WITH DIAERESIS}n %s"],
    }
    many = {"max": [f"line {number} {draw.choice(WORDS) * 30}" for number in range(600)]}  # more than a pipe holds
    for jobs, explore in (
        (plain, "full"),
        (quiet, "brief"),
        (draw_jobs(draw, 1), "brief"),
        ({}, "brief"),
        (many, "brief"),
    ):
        for trial in scenario("main", jobs, terminal=True, explore=explore):
            trial.returned()
            wanted = Counter(line for lines in expected_lines(jobs).values() for line in lines)
            printed = Counter(line for _, line in known_lines(trial, jobs))
            for line, times in wanted.items():
                trial.expect(
                    printed[line] == times,
                    seen=f"{line!r} was printed {printed[line]} times",
                    expected=f"{times} times",
                    hint="Is every line written once, whole, and by its own job?",
                )


@pytest.mark.points(4)
@pytest.mark.kind("ordering")
def test_lines_stay_together(scenario, common, draw):
    """One job's lines stay together, in order."""
    long = {
        name: [f"{number:04} {draw.choice(WORDS) * 9}" for number in range(300)]
        for name in draw.sample(["ada", "bob", "cleo"], 2)
    }
    for jobs, explore in (
        (draw_jobs(common, 3), "full"),
        (draw_jobs(draw, 2), "usual"),
        (draw_jobs(draw, 4), "brief"),
        ({**draw_jobs(draw, 2), "zoe": ["one line"]}, "usual"),
        (long, "brief"),
    ):
        for trial in scenario("main", jobs, terminal=True, explore=explore):
            trial.returned()
            expect_together(trial, jobs, jobs)


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_prepare_overlaps(scenario, draw):
    """The slow preparation of different jobs overlaps."""
    some = {**draw_jobs(draw, 3), "abe": [], "zoe": []}
    many = {f"job {number}": [f"line {number}"] for number in range(17)}
    for jobs, explore in ((some, "full"), (many, "brief")):
        for trial in scenario("main", jobs, hold="prepare", machine=(2, 2), terminal=True, explore=explore):
            expect_overlap(trial, jobs)


def expect_overlap(trial, jobs):
    """All jobs were in prepare at the same time, each once, before any of its lines."""
    trial.returned()
    names = sorted((call.arguments[0] for call in trial.observation.calls_of("prepare") if call.arguments), key=repr)
    trial.expect(
        names == sorted(jobs, key=repr),
        seen=f"prepare was called for {names}",
        expected="once for each job",
    )
    expect_prepared_first(trial, jobs)
    together = trial.observation.held_together
    trial.expect(
        together == len(jobs),
        seen=f"at most {together} of {len(jobs)} jobs were in prepare at the same time",
        expected="all of them: they need nothing from each other there",
        hint="What has to be inside the lock, and what hasn't? And when is each process joined?",
    )


def expect_prepared_first(trial, jobs):
    """No line of a job is printed before that job has been prepared."""
    for call in trial.observation.calls_of("prepare"):
        name = call.arguments[0] if call.arguments else None
        early = [
            line
            for piece in trial.observation.written
            if call.ended is None or piece.step < call.ended
            for line in expected_lines(jobs)[name]
            if line in piece.text
        ]
        trial.expect(
            not early,
            seen=f"{early[0]!r} was printed before prepare({name!r}) had returned" if early else "",
            expected="each job is prepared first, and then prints",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_job(scenario, draw):
    """A job that raises while printing does not stop or garble the others."""
    jobs = draw_jobs(draw, 3)
    for place, explore in ((0, "full"), (2, "brief")):
        unlucky = list(jobs)[place]
        failing = {**jobs, unlucky: [jobs[unlucky][0], draw.randint(1, 99), *jobs[unlucky][1:]]}
        for trial in scenario("main", failing, terminal=True, explore=explore):
            trial.returned()
            expect_unharmed(trial, failing, unlucky)


def expect_unharmed(trial, jobs, unlucky):
    """The lines of all jobs but `unlucky` are there, once, together and in order."""
    others = [name for name in jobs if name != unlucky]
    printed = Counter(line for _, line in known_lines(trial, jobs))
    for name in others:
        for line in expected_lines(jobs)[name]:
            trial.expect(
                printed[line] == 1,
                seen=f"{line!r} was printed {printed[line]} times; {unlucky} had failed",
                expected="once: the other jobs are not concerned",
                hint="What happens to the lock when the one who holds it raises? And does anybody stop the others?",
            )
    expect_together(trial, jobs, others)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended."""
    for jobs, explore in ((draw_jobs(common, 3), "full"), ({}, "brief")):
        for trial in scenario("main", jobs, terminal=True, explore=explore):
            trial.joined()
            trial.expect(
                bool(trial.processes) or not jobs,
                seen="no process was started",
                expected="one for each job",
            )
    for trial in scenario("main", {**draw_jobs(common, 2), "abe": [1]}, terminal=True, explore="brief"):
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            trial.joined()
