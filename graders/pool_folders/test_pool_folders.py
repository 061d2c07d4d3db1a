"""Hidden checks of pool_folders: all files of all folders, by a few workers, a chunk at a time."""

import itertools

import pytest

SUFFIXES = ".py", ".txt", ".md", ".TXT", ".tar.gz", ""
NAMES = "alpha", "beta", "gamma", "delta", "notes", "readme", "sub/one", "sub/two", "a.b/deep/er/three", ".hidden"


def draw_content(draw):
    """Some lines, the last of them without an end now and then."""
    return b"".join(b"%d\n" % draw.randint(0, 999) for _ in range(draw.randint(1, 5))) + draw.choice((b"", b"rest"))


def draw_folder(draw, count):
    """Files with unlike names, some of them below other folders, some hidden."""
    return {name + draw.choice(SUFFIXES): draw_content(draw) for name in draw.sample(NAMES, count)}


def draw_both(common):
    """Folders whose files can all be read, and folders with links to nowhere before and behind other files."""
    tree = {"docs": draw_folder(common, 3), "nothing": {}, "src": draw_folder(common, 3)}
    tree["docs"] |= {"same.md": b"1\n2\n", "sub/empty.log": b""}
    tree["src"] |= {"same.md": b"3", ".profile": b"4\n", "sub/more.tar.gz": b"5\n6"}
    lost, found = f"lost {common.randint(10, 99)}", [draw_content(common) for _ in range(4)]
    docs = {f"{lost}.py": None, "a.txt": found[0], "b.md": found[1], f"sub/{lost}.gone": None}
    return tree, {"docs": docs, "src": {"c.py": found[2], "d.rst": found[3]}}


def suffix(name):
    """What Path.suffix says."""
    name = name.rpartition("/")[2]
    return "." + name.rpartition(".")[2] if "." in name[1:] else ""


def totals(tree):
    """The lines of all files that can be read, by suffix, in the order of the suffixes."""
    found = {}
    for name, content in (pair for files in tree.values() for pair in files.items()):
        if content is not None:
            lines = content.count(b"\n") + (content[-1:] not in (b"\n", b""))
            found[suffix(name)] = found.get(suffix(name), 0) + lines
    return dict(sorted(found.items()))


def expect_totals(trial, tree, hint):
    """main returned the right totals."""
    value = trial.returned()
    trial.expect(type(value) is dict, seen=f"try_out returned {value!r:.200}", expected="try_out as it was given")
    in_order = {key: value[key] for key in sorted(value, key=repr)}
    trial.expect_equal(in_order, totals(tree), "main returned", hint=hint)


def workers_of(trial):
    """The processes that count: a helper that only lists files, say, is none of them."""
    at_work = {call.process for call in trial.observation.calls_of("count_lines")}
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


def tasks_sent(trial, workers):
    """Messages to workers from others, and processes that were started: what a task may travel by."""
    threads = tuple(process.id for process in workers)
    steps = [(step, step.thread.partition("~")[0] in threads) for step in trial.observation.steps]
    inward = {step.key for step, own in steps if step.op == "recv" and own}
    return sum(step.op == "send" and step.key in inward and not own for step, own in steps) + len(workers)


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_right_totals(scenario, common, draw):
    """The lines of all files in all folders and below, by suffix."""
    plain, _ = draw_both(common)
    for tree, workers, explore in (
        (plain, 2, "usual"),
        ({"draft [old]": draw_folder(draw, 1)}, 3, "brief"),
        ({"empty": {}}, 2, "brief"),
        ({}, 1, "brief"),
    ):
        for trial in scenario("try_out", tree, workers, explore=explore):
            expect_totals(trial, tree, hint="Is every file found and counted once, and are equal suffixes added up?")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_within_workers(scenario, common, draw):
    """Never more than `workers` worker processes at once, and the main process counts nothing."""
    many = {f"folder {number}": draw_folder(draw, 2) for number in range(5)}
    few = {"one": draw_folder(draw, 2)}
    for tree, workers, explore in (
        (draw_both(common)[0], 2, "usual"),
        (many, 3, "brief"),
        (many, 1, "brief"),
        (few, 3, "brief"),
    ):
        for trial in scenario("try_out", tree, workers, explore=explore):
            trial.returned()
            where = {call.process for call in trial.observation.calls_of("count_lines")}
            trial.expect(
                where != set() and "main" not in where,
                seen="the main process counted lines" if where else "no lines were counted",
                expected="worker processes do that",
            )
            most = alive_together(workers_of(trial))
            trial.expect(
                most <= workers,
                seen=f"{most} worker processes at the same time for {len(tree)} folders",
                expected=f"at most {workers}",
                hint="What does the number of processes depend on in your program?",
            )


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_all_count_together(scenario, draw):
    """All workers count at the same time, whether the files are in one folder or in many."""
    one = {"all": {f"file {number}.txt": draw_content(draw) for number in range(12)}, "none": {}}
    many = {f"folder {number}": {f"{draw.choice(NAMES)}.md": draw_content(draw)} for number in range(6)}
    odd = {"all": {f"file {number}.txt": draw_content(draw) for number in range(16)}}  # chunks of 4 are one too few
    large = {"all": {f"f{number}.py": b"1\n" for number in range(104)}}
    for tree, workers, explore in ((one, 4, "usual"), (many, 2, "brief"), (odd, 5, "brief"), (large, 8, "brief")):
        for trial in scenario("try_out", tree, workers, hold="count_lines", explore=explore):
            trial.returned()
            where = {call.process for call in trial.observation.calls_of("count_lines")} - {"main"}
            together = min(trial.observation.held_together, len(where))
            files = sum(map(len, tree.values()))
            trial.expect(
                together == workers,
                seen=f"at most {together} of {workers} worker processes were in count_lines at the same time, "
                f"with {files} files in {f'{len(tree)} folders' if tree is many else 'one folder'}",
                expected=f"all {workers}",
                hint="What is a task: a folder, a file, or some files? And is there one for each worker?",
            )
    for trial in scenario("try_out", one, 4, time="fair", explore="brief"):
        trial.returned()
        later = sorted(trial.observation.calls_of("count_lines"), key=lambda call: call.begun)[4:]
        trial.expect(
            any(after.begun < (before.ended or 0) for before, after in itertools.pairwise(later)),
            seen="after the first four files, the other eight were counted one at a time, with 4 workers",
            expected="several at a time, to the end",
            hint="Is the pool used to the end as at the beginning?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_unreadable_file(scenario, common):
    """A file that can't be read is named on stderr and left out; all others are counted."""
    _, tree = draw_both(common)
    lost = [name.rpartition("/")[2] for files in tree.values() for name, content in files.items() if content is None]
    twice = {"docs": {"lost 7.txt": None, "a.txt": b"1\n"}, "src": {"lost 7.txt": None}}
    for trial in scenario("try_out", twice, 2, explore="brief"):
        expect_totals(trial, twice, hint="What else is lost when count_lines raises? And is its suffix to appear?")
        named = trial.observation.stderr.count("lost 7.txt")
        trial.expect(
            named >= 2,
            seen=f"two files 'lost 7.txt' in two folders, links to nowhere, were named {named} times on stderr",
            expected="each of them",
            hint="Is a file known by its name alone?",
        )
    for trial in scenario("try_out", tree, 2, explore="full"):
        expect_totals(trial, tree, hint="What else is lost when count_lines raises? And is its suffix to appear?")
        for name in lost:
            trial.expect(
                name in trial.observation.stderr,
                seen=f"{name!r}, which is a link to nowhere, was not named on stderr",
                expected="its name, in any form",
                hint="Who leaves it out: your listing, or the one who tries to count it? Who says so?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_sent_in_chunks(scenario, draw):
    """With more than 100 files the work is handed out in chunks, not file by file."""
    kinds = [draw.choice(SUFFIXES) for _ in range(104)]
    files = {f"f{number}{kind}": b"%d\n" % number for number, kind in enumerate(kinds)}
    spread = {f"folder {number}": {name: content} for number, (name, content) in enumerate(files.items())}
    for tree, workers in ((spread, 2), ({"all": files}, 10)):
        for trial in scenario("try_out", tree, workers, explore="brief"):
            trial.returned()
            expect_chunks(trial)


def expect_chunks(trial):
    """104 files were counted, and took fewer messages than that."""
    crew = workers_of(trial)
    counted = len(trial.observation.calls_of("count_lines"))
    trial.expect(counted == 104, seen=f"count_lines was called {counted} times for 104 files", expected="104 times")
    sent = tasks_sent(trial, crew)
    trial.expect(
        sent < 104,
        seen=f"104 files took {sent - len(crew)} messages to workers, and {len(crew)} worker processes",
        expected="several files a message",
        hint="Which argument of map and imap says how many tasks go into one message?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_nothing_runs_on(scenario, common):
    """When main returns, all workers have ended."""
    plain, links = draw_both(common)
    for tree, explore in ((plain, "usual"), (links, "full")):
        for trial in scenario("try_out", tree, 2, explore=explore):
            trial.ended()
            for process in trial.processes:
                trial.expect(
                    not process.alive_at_return,
                    seen=f"{process.label} was still alive after main had returned",
                    expected="every worker has ended by then",
                    hint="close() only says that no more will come. Who waits for the workers?",
                )
