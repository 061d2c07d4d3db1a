"""Hidden checks of semaphore_gate: as many in a section as there are places in it."""

from collections import Counter

import pytest

OFTEN = 100
"""Steps of a process from which on, with hardly a nap among them, it waits busily."""
PAGES = "art blog chat docs faq games help jobs mail news photos radio shop tips video wiki".split()
WIDE = [f"{number}/long/name/" * 8000 for number in range(3)]
"""Pages of which each text fills a pipe."""
WAITS_FOR = "For what does a page wait: for a place, or for a certain other page?"
FULL = "Who takes a place, who gives it back, and is it the same gate for all?"


def draw_pages(draw, count):
    """Unlike pages that can be had."""
    return draw.sample([*PAGES, *(f"page {number}" for number in range(count - len(PAGES)))], count)


def expect_pages(trial, pages, hint="Does main get an answer for each page?"):
    """main returned the text of each of these pages."""
    value = trial.returned()
    trial.expect(type(value) is dict, seen=f"main returned {value!r:.200}", expected="a dict: page -> text")
    trial.expect_equal(
        sorted(value.items(), key=repr),
        sorted((page, f"text of {page}") for page in pages),
        "main returned (sorted)",
        hint=hint,
    )


def downloads(trial):
    """The calls of download."""
    return trial.observation.calls_of("download")


def most_at_once(trial):
    """The most downloads that were going on at one time."""
    calls = downloads(trial)
    spans = [(call.begun, len(trial.observation.steps) if call.ended is None else call.ended) for call in calls]
    most = max((sum(begun <= moment < ended for begun, ended in spans) for moment, _ in spans), default=0)
    return max(most, trial.observation.held_together if trial.scenario.hold == "download" else 0)


def expect_no_more(trial, limit):
    """There were never more downloads at the same time than allowed."""
    most = most_at_once(trial)
    trial.expect(
        most <= limit,
        seen=f"{most} downloads were going on at the same time, and the limit is {limit}",
        expected=f"{limit} at most",
        hint=FULL,
    )


def expect_asleep(trial):
    """Nobody waits by asking again and again without a pause."""
    naps, steps = Counter(), Counter()
    for step in trial.observation.steps:
        steps[step.process] += 1
        naps[step.process] += step.op == "sleep" or step.fired
    for process in trial.processes:
        trial.expect(
            steps[process.id] < OFTEN or naps[process.id] * 20 > steps[process.id],
            seen=f"{process.label} asked again and again, without a pause: {steps[process.id]} steps",
            expected="whoever waits for a place is asleep",
            hint="Which call waits until there is a place?",
        )


def held(scenario, common):
    """(trial, pages, limit) of runs in which downloads last until nobody else can move."""
    for count, limit, explore in ((4, 2, "full"), (4, 3, "brief"), (2, 4, "brief"), (7, 6, "brief")):
        pages = draw_pages(common, count)
        for trial in scenario("main", pages, limit, hold="download", machine=(2, 2), explore=explore):
            yield trial, pages, limit


@pytest.mark.points(2)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_never_more(scenario, common):
    """There are never more downloads at the same time than the limit allows."""
    pages = draw_pages(common, 4)
    for trial in scenario("main", pages, 2):
        if not downloads(trial):
            trial.returned()
        expect_no_more(trial, 2)
    for trial, _, limit in held(scenario, common):
        if not downloads(trial):
            trial.returned()
        expect_no_more(trial, limit)


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_as_many_as_the_limit(scenario, common):
    """As many downloads as the limit allows are going on at the same time."""
    for trial, pages, limit in held(scenario, common):
        trial.returned()
        together, possible = trial.observation.held_together, min(limit, len(pages))
        trial.expect(
            together == possible,
            seen=f"for {len(pages)} pages and the limit {limit}, {together} were in download at the same time",
            expected=f"exactly {possible}",
            hint="With which number does the gate begin? And who holds a place without being in download?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_next_comes_in(scenario, draw):
    """As soon as one download has ended the next may begin, though others are still going on; until then it sleeps."""
    pages = draw_pages(draw, 5)
    big = f"big-{pages[0]}"
    for order in ([big, *pages[1:]], [*pages[1:3], big, *pages[3:]]):
        for trial in scenario("main", order, 2, time="fair", explore="brief"):
            expect_pages(trial, order)
            expect_asleep(trial)
            calls = downloads(trial)
            last = next((call.ended or 0 for call in calls if call.arguments[:1] == (big,)), 0)
            late = [str(call.arguments[0]) for call in calls if call.arguments and call.begun > last]
            trial.expect(
                not late,
                seen=f"{big} took 5 seconds, the others 0.2, two could be downloaded at the same time, "
                f"and {', '.join(late)} had to wait for it",
                expected="the other place is used by one page after the other meanwhile",
                hint=WAITS_FOR,
            )
    for trial in scenario("main", pages[:3], 2, hold="prepare", hold_with=(pages[0],), explore="brief"):
        trial.returned()
        begun = {call.arguments[0]: call.begun for call in downloads(trial) if call.arguments}
        ready = next((call.ended for call in trial.observation.calls_of("prepare") if call.arguments == (pages[0],)), 0)
        late = [page for page in pages[1:3] if ready and begun.get(page, 0) > ready]
        trial.expect(
            not late,
            seen=f"while {pages[0]} was still being prepared both places were free, and {', '.join(late)} had to wait",
            expected="whoever is prepared goes in as soon as there is a place",
            hint=WAITS_FOR,
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_prepare_overlaps(scenario, draw):
    """All pages are prepared at the same time, each in a process of its own and before it is downloaded."""
    pages = draw_pages(draw, 33)
    for trial in scenario("main", pages, 1, hold="prepare", machine=(2, 2), explore="brief"):
        trial.returned()
        calls = trial.observation.calls_of("prepare")
        trial.expect(
            len(calls) == len(pages),
            seen=f"prepare was called {len(calls)} times for {len(pages)} pages",
            expected="once for each page",
        )
        together = trial.observation.held_together
        trial.expect(
            together == len(pages),
            seen=f"at most {together} of {len(pages)} pages were being prepared at the same time",
            expected="all of them: the server has nothing to do with it",
            hint="From where to where must a place be held? And when is each process started?",
        )
        where = {call.process for call in calls}
        trial.expect(
            len(where) == len(pages) and "main" not in where,
            seen=f"{len(pages)} pages were prepared by {len(where)} process{'es' if len(where) > 1 else ''}"
            + (", main's among them" if "main" in where else ""),
            expected="a process for each",
        )
        prepared = {call.arguments[:1]: call.ended for call in calls if call.ended is not None}
        for call in downloads(trial):
            trial.expect(
                prepared.get(call.arguments[:1], call.begun + 1) <= call.begun,
                seen=f"the download of {', '.join(map(str, call.arguments))} began before that page was prepared",
                expected="each page is prepared first",
            )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_downloads(scenario, draw):
    """A download that raises gives its place back, once, and the others are not concerned."""
    *first, last = draw_pages(draw, 4)
    missing, garbled = (f"{word}-{page}" for word, page in zip(("missing", "garbled"), first, strict=False))
    for pages, limit, explore in (
        ([missing, garbled, last, first[2]], 1, "usual"),
        ([missing, first[2], garbled, f"missing-{last}", last], 2, "brief"),
        ([missing, *WIDE[:2]], 2, "brief"),
    ):
        for trial in scenario("main", pages, limit, explore=explore):
            expect_pages(
                trial,
                [page for page in pages if page in PAGES or page in WIDE],
                hint="What becomes of the place when download raises? And of main, which waits for an answer?",
            )
            expect_no_more(trial, limit)
            trial.expect(
                len(downloads(trial)) == len(pages),
                seen=f"download was called {len(downloads(trial))} times for {len(pages)} pages",
                expected="once for each page, also for one that fails",
            )


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_every_page(scenario, common):
    """Every page is downloaded once, and main returns its text."""
    for pages, limit, explore in ((draw_pages(common, 4), 2, "full"), ([], 2, "brief")):
        for trial in scenario("main", pages, limit, explore=explore):
            expect_pages(trial, pages)
            trial.expect(
                len(downloads(trial)) == len(pages) and all(call.process != "main" for call in downloads(trial)),
                seen=f"download was called {len(downloads(trial))} times for {len(pages)} pages"
                + ", by main itself" * any(call.process == "main" for call in downloads(trial)),
                expected="once for each page, by the processes that main starts",
            )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_ends(scenario, common):
    """main returns when every process has ended by itself."""
    for pages, limit, explore in ((draw_pages(common, 4), 2, "full"), ([], 2, "brief"), (WIDE, 1, "usual")):
        for trial in scenario("main", pages, limit, explore=explore):
            if pages is WIDE:
                trial.returned()
            trial.joined()
