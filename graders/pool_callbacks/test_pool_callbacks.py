"""Hidden checks of pool_callbacks: workers fetch, and what comes is parsed in main at once."""

import pytest
from procession.engine.scenario import Limits

# A pool whose result thread has died of a callback polls on for ever; a run that goes well takes some hundred steps.
LIMITS = Limits(steps=6000)
NAMES = "home", "about us", "red fox", "contact", "blue moon rising", "shop", "terms of use", "faq", "jobs"


def draw_pages(draw, count, *more):
    """Pages that can be fetched, and `more`, in any order."""
    pages = [f"{name} {draw.randint(1, 99)}" for name in draw.sample(NAMES, count)] + list(more)
    draw.shuffle(pages)
    return pages


def draw_three(common):
    """Pages that can be fetched, pages of which two are missing, and pages of which the first is slow."""
    plain = draw_pages(common, 4)
    mixed = [f"missing {common.randint(1, 9)}", *plain[:2], f"missing {common.choice(NAMES)}", plain[2]]
    return plain, mixed, [f"slow {common.choice(NAMES)}", *plain]


def expected(pages):
    """What main has to return for pages."""
    fine = [page for page in pages if not page.startswith("missing")]
    texts = {page: f"Welcome to {page}. " + "Lorem ipsum dolor. " * len(page) for page in fine}
    return {page: len(text.split()) for page, text in texts.items()} | {"errors": len(pages) - len(fine)}


def in_order(found):
    """A dict with its keys sorted."""
    return {key: found[key] for key in sorted(found, key=repr)}


def expect_result(trial, pages, hint):
    """main returned the words of each page and the number of errors."""
    value = trial.returned()
    trial.expect(
        type(value) is dict, seen=f"main returned a {type(value).__name__}: {value!r:.200}", expected="a plain dict"
    )
    trial.expect_equal(in_order(value), in_order(expected(pages)), "main returned", hint=hint)


def expect_fetched_once(trial, pages):
    """fetch was called once for each page."""
    fetched = len(trial.observation.calls_of("fetch"))
    trial.expect(
        fetched == len(pages),
        seen=f"fetch was called {fetched} times for {len(pages)} pages",
        expected="once for each page, also for one that is missing",
    )


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_right_words(scenario, common, draw):
    """Each page has its own number of words."""
    plain, _, _ = draw_three(common)
    dots = draw_pages(draw, 1, "python.org", "v1.2 notes")
    for pages, workers, explore in (
        (plain, 2, "usual"),
        (draw_pages(draw, 1), 3, "brief"),
        ([], 2, "brief"),
        (dots, 2, "brief"),
    ):
        for trial in scenario("main", pages, workers, explore=explore):
            expect_result(trial, pages, hint="How does a callback know which page its text is from?")


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_waits_for_callbacks(scenario, common):
    """main returns only when every text has been parsed and stored."""
    plain, _, slow = draw_three(common)
    for pages, time, hold in ((plain, "adversarial", ""), (slow, "fair", ""), (plain[:1], "adversarial", "parse")):
        for trial in scenario("main", pages, 2, time=time, hold=hold, explore="usual"):
            trial.returned()
            end = trial.observation.outcome.step
            done = sum(call.ended is not None and call.ended <= end for call in trial.observation.calls_of("parse"))
            trial.expect(
                done >= len(pages),
                seen=f"when main returned, {done} of {len(pages)} texts had been parsed",
                expected="all of them",
                hint="Who runs the callbacks, and what can main wait for, so that all of them have been run?",
            )
            expect_result(trial, pages, hint="Is everything stored by the time main looks at it?")


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_fetch_there_parse_here(scenario, common, draw):
    """Pages are fetched by worker processes, texts are parsed in the main process."""
    plain, _, _ = draw_three(common)
    for pages, workers, explore in (
        (plain, 2, "usual"),
        (plain, 1, "brief"),
        (draw_pages(draw, 1), 3, "brief"),
    ):
        for trial in scenario("main", pages, workers, explore=explore):
            trial.returned()
            expect_fetched_once(trial, pages)
            for name, place in (("fetch", "worker processes"), ("parse", "the main process")):
                calls = trial.observation.calls_of(name)
                right = [call for call in calls if (call.process == "main") == (name == "parse")]
                trial.expect(
                    len(right) >= len(pages) and len(right) == len(calls),
                    seen=f"{len(right)} of {len(calls)} calls of {name} were made in {place}",
                    expected=f"{len(pages)} pages: {len(pages)} calls, all of them there",
                    hint="A call among the arguments of apply_async is made at once, by whoever writes it.",
                )


@pytest.mark.points(2)
@pytest.mark.kind("ordering")
def test_parsed_as_it_comes(scenario, common):
    """A text is parsed when it has come: a slow page keeps nobody else's waiting."""
    plain, _, (slow, *_) = draw_three(common)
    many = [*plain, *(f"page {number}" for number in range(20))]
    for others, workers, explore in ((plain, 2, "usual"), (plain, 3, "brief"), (many, 2, "brief")):
        for trial in scenario("main", [slow, *others], workers, time="fair", explore=explore):
            trial.returned()
            seen = trial.observation
            ends = [call.ended for call in seen.calls_of("fetch") if call.ended and call.arguments in ((slow,), ())]
            end = max(ends, default=seen.outcome.step)
            before = sum(call.begun < end for call in seen.calls_of("parse"))
            trial.expect(
                before >= len(others),
                seen=f"{slow!r} takes 3 seconds; {before} of the {len(others)} other texts were parsed before it came",
                expected="all of them: they came long before",
                hint="get() waits for one page. Who is told as soon as any of them has come?",
            )
    first, *rest = plain
    for trial in scenario("main", [first, slow, "slow lane", *rest], 2, time="fair", explore="brief"):
        trial.returned()  # while both workers are at slow pages, the first text has come, and is parsed
        expect_fetched_once(trial, [first, slow, "slow lane", *rest])
        end = sorted(call.ended or 0 for call in trial.observation.calls_of("fetch"))[1]  # the first slow page
        before = sum(call.begun < end for call in trial.observation.calls_of("parse"))
        trial.expect(
            before >= 1,
            seen=f"{first!r} had come before both workers began with slow pages; it was parsed after one of these",
            expected="it is parsed at once",
            hint="What does main do, or wait for, while texts come?",
        )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
@pytest.mark.guard
def test_fetches_overlap(scenario, common, draw):
    """As many pages are fetched at the same time as there are workers, and never more."""
    for pages, workers, explore in (
        (draw_three(common)[0], 2, "usual"),
        (draw_pages(draw, 4, "slow lane"), 3, "brief"),
        (draw_pages(draw, 2), 1, "brief"),
    ):
        for trial in scenario("main", pages, workers, hold="fetch", explore=explore):
            trial.returned()
            together = trial.observation.held_together
            trial.expect(
                together == workers,
                seen=f"at most {together} pages were fetched at the same time, with {workers} workers",
                expected=f"exactly {workers}",
                hint="Does main wait for one page before it hands out the next? How many workers has the pool?",
            )
            where = {call.process for call in trial.observation.calls_of("fetch")} - {"main"}
            trial.expect(
                len(where) >= workers,
                seen=f"they were fetched by {len(where)} worker processes",
                expected=f"{workers} worker processes, one page each",
            )
    slow = "slow food", "slow lane"
    for before, explore, hint in (
        (["missing"], "usual", "What does a worker do after a page that it can't fetch?"),
        (["home", "faq", "jobs"], "brief", "Is the pool used to the end as at the beginning?"),
    ):
        for trial in scenario("main", [*before, *slow], 2, time="fair", explore=explore, limits=LIMITS):
            calls = [
                call for call in trial.observation.calls_of("fetch") if call.arguments[:1] in ((slow[0],), (slow[1],))
            ]
            if trial.observation.outcome.kind != "returned" or not calls:
                continue  # another check speaks of that
            trial.expect(
                max(call.begun for call in calls) < min(call.ended or 0 for call in calls),
                seen="2 workers, but the second slow page was begun only when the first had come",
                expected=f"both at the same time, after {', '.join(before)}",
                hint=hint,
            )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_page(scenario, common):
    """A page that can't be fetched is counted, tried once, and loses nothing else."""
    _, mixed, _ = draw_three(common)
    for pages, workers, explore in ((mixed, 2, "full"), (["missing", "missing too"], 1, "brief")):
        for trial in scenario("main", pages, workers, explore=explore, limits=LIMITS):
            expect_result(trial, pages, hint="callback is for results only. Who is told of an exception?")
            expect_fetched_once(trial, pages)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_nothing_runs_on(scenario, common):
    """When main returns, all workers have ended."""
    plain, mixed, _ = draw_three(common)
    for pages, explore, limits in ((plain, "usual", None), (mixed, "full", LIMITS)):
        for trial in scenario("main", pages, 2, explore=explore, limits=limits):
            trial.ended()
            for process in trial.processes:
                trial.expect(
                    not process.alive_at_return,
                    seen=f"{process.label} was still alive when main returned",
                    expected="every worker has ended by then",
                    hint="close() only says that no more will come. Who waits for the workers?",
                )
