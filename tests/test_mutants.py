"""The program that makes mutants of the reference solutions: `python -m tests.mutants`."""

import ast
from pathlib import Path

import pytest
from mutants.__main__ import main
from mutants.judging import OPERATORS, explained, mutants_of
from mutants.source import mutants
from procession.catalog import Kit

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / "tests" / "mutants" / "explained.toml"
REFERENCE = '''"""A tiny reference."""

import multiprocessing

LIMIT = 3


def slow(item):
    """Given by the manifest."""
    return item


# given: leave as it is
def shown(item):
    print(item)


def work(q, lock, out):
    while True:
        item = q.get()
        if item is None:
            break
        with lock:
            try:
                out.append(slow(item))
            finally:
                q.task_done()


def main(items, workers):
    q = multiprocessing.JoinableQueue(LIMIT)
    lock = multiprocessing.Lock()
    crew = [multiprocessing.Process(target=work, args=(q, lock, []), daemon=True) for _ in range(workers)]
    for process in crew:
        process.start()
    for item in items:
        q.put(item)
    q.join()
    for _ in crew:
        q.put(None)
    for process in crew:
        process.join()


if __name__ == "__main__":
    main([1, 2], 2)
'''


def _made(source: str = REFERENCE) -> dict[str, str]:
    return {mutant.name: mutant.source for mutant in mutants(source, ["slow"], OPERATORS)}


def test_each_operator_makes_what_it_says() -> None:
    """Locks, joins, end signals, task_done, finally, arguments, classes and calls: one mutant of each kind, as expected."""
    made = _made()
    process = "multiprocessing.Process(target=work, args=(q, lock, []), daemon=True)"
    for name, there, gone in (
        ("drop: work: q.task_done()", "finally:\n                pass", "task_done"),
        ("repeat: work: q.task_done()", "q.task_done()\n                q.task_done()", ""),
        ("drop: main: q.join()", "", "q.join()"),
        ("move first: main: q.join()", "JoinableQueue(LIMIT)\n    q.join()", ""),
        ("one fewer: main: for _ in crew: q.put(None)", "for _ in list(crew)[1:]", ""),
        ("one more: main: for _ in crew: q.put(None)", "for _ in [*crew, None]", ""),
        ("join at once: main: for process in crew: process.start()", "process.start()\n        process.join()", ""),
        ("unwrap with: work: with lock:", "break\n        try:", "with lock"),
        ("unguard with: work: with lock:", "lock.acquire()\n        try:", "with lock"),
        ("unwrap finally: work: q.task_done()", "out.append(slow(item))\n            q.task_done()", "finally"),
        ("finally first: work: q.task_done()", "q.task_done()\n            out.append(slow(item))", "finally"),
        ("falsy: work: item is None", "if not item:", ""),
        ("negate: work: item is None", "if not item is None:", ""),
        ("drop argument LIMIT: main: multiprocessing.JoinableQueue(LIMIT)", "JoinableQueue()", "JoinableQueue(LIMIT)"),
        (f"drop argument daemon: main: {process}", "args=(q, lock, []))", "daemon=True"),
        ("change class to multiprocessing.RLock: main: multiprocessing.Lock()", "RLock()", ".Lock()"),
        (
            "change class to threading.Lock: main: multiprocessing.Lock()",
            "import threading\n",
            "multiprocessing.Lock()",
        ),
        ("change call to join(1): main: process.join()", "process.join(1)", ""),
        ("change call to get_nowait(): work: q.get()", "q.get_nowait()", "q.get()"),
        (f"its own: main: lock in {process}", "args=(q, multiprocessing.Lock(), [])", ""),
    ):
        assert name in made, "\n".join(made)
        assert there in made[name], made[name]
        assert not gone or gone not in made[name], made[name]


def test_only_what_students_write_is_changed() -> None:
    """Given functions, the module's top level and the guarded block stay; every mutant compiles and is unlike all others."""
    tree = ast.parse(REFERENCE)
    kept = (0, 1, 2, 3, 4, -1)
    shapes = [ast.dump(tree)]
    for source in _made().values():
        changed = ast.parse(source.replace("import threading\n", "").replace("import queue\n", ""))
        for place in kept:
            assert ast.dump(changed.body[place]) == ast.dump(tree.body[place])
        compile(source, "mutant", "exec")
        shapes.append(ast.dump(ast.parse(source)))
    assert len(set(shapes)) == len(shapes)


def test_names_stay_when_something_else_is_edited() -> None:
    """A comment, a line more in another function or another text in it changes no name but its own."""
    edited = REFERENCE.replace("LIMIT = 3", "LIMIT = 3  # enough\nMORE = 4")
    edited = edited.replace("    q.join()\n", "    print('all of them are put')\n    q.join()\n")
    missing = set(_made()) - set(_made(edited))
    assert {name for name in missing if ": work:" in name} == set()
    assert all(name.startswith("swap neighbours: main:") for name in missing)


@pytest.fixture
def reasons(tmp_path: Path) -> Path:
    """A file of explanations for the miniature kit."""
    return tmp_path / "explained.toml"


def _run(kit: Path, reasons: Path, match: str, *more: str) -> int:
    return main(["greeting", "--kit", str(kit), "--explained", str(reasons), "--match", match, *more])


def test_a_survivor_must_be_explained(kit: Path, reasons: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an explanation the exit code is 1 and the diff is shown; with one it is 0."""
    assert _run(kit, reasons, "SimpleQueue") == 1
    said = capsys.readouterr().out
    assert "no check fails 'change class to multiprocessing.SimpleQueue: main: multiprocessing.Queue()'" in said
    assert "+    queue = multiprocessing.SimpleQueue()" in said
    reasons.write_text(
        '[greeting]\n"change class to multiprocessing.SimpleQueue: main: multiprocessing.Queue()" = "As good."\n'
    )
    assert _run(kit, reasons, "SimpleQueue") == 0
    assert "1 mutants in" in capsys.readouterr().out
    assert _run(kit, reasons, "SimpleQueue", "--unexplained") == 0
    assert "0 mutants in" in capsys.readouterr().out


def test_an_explanation_must_hold(kit: Path, reasons: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mutant that is caught needs no explanation, nor does one that does not exist."""
    reasons.write_text('[greeting]\n"drop: tell: queue.put(greet(name))" = "Is it?"\n')
    assert _run(kit, reasons, "drop: tell") == 1
    assert "is explained, but greets says deadlocked" in capsys.readouterr().out


def test_a_reason_may_end_with_a_version_of_python(reasons: Path) -> None:
    """What holds before Python 3.13 explains nothing from then on."""
    reasons.write_text('[one]\n"a" = "Before Python 3.13: not reached."\n"b" = "Always."\n')
    assert explained(reasons, (3, 12)) == {"one": {"a": "Before Python 3.13: not reached.", "b": "Always."}}
    assert explained(reasons, (3, 13)) == {"one": {"b": "Always."}}


def test_an_unknown_exercise_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the names that there are."""
    assert main(["nothing"]) == 2
    assert "garbled_printing" in capsys.readouterr().err


def test_explanations_name_what_exists() -> None:
    """Every exercise and every mutant of explained.toml is there, and every reason is a sentence."""
    kit = Kit(ROOT)
    for slug, mine in explained(EXPLAINED).items():
        names = {mutant.name for mutant in mutants_of(kit.exercise(slug))}
        assert set(mine) - names == set(), slug
        assert all(reason.endswith(".") for reason in mine.values()), slug


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_mutant_is_caught_or_explained() -> None:
    """All mutants of all reference solutions."""
    assert main([]) == 0
