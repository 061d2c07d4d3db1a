"""Known bugs are found, their right twins are not blamed. `python tests/benchmark/bugs.py` measures how soon."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest
from bug_hunt import STRATEGIES, Hunter, failure, known_strategy
from known_bugs import BUGS, BUGS_FOLDER, Bug
from procession.engine.strategies import make

NAMES = [bug.name for bug in BUGS]
MOSTLY = 0.8
"""The part of the known bugs that each strategy with a seed must find within 100 schedules."""


@pytest.fixture(scope="module")
def hunter() -> Iterator[Hunter]:
    """One box for all programs."""
    with Hunter() as made:
        yield made


@pytest.mark.parametrize("bug", [pytest.param(bug, id=bug.name) for bug in BUGS])
def test_a_known_bug_is_found(hunter: Hunter, bug: Bug) -> None:
    """By the schedule that is known to show it; the right way holds in the same, and in those that begin every plan."""
    assert failure(bug, hunter.run(bug, False, known_strategy(bug)))
    for strategy, seed in {bug.found_by: None, ("round-robin", 0): None, ("hand-over", 0): None}:
        assert not failure(bug, hunter.run(bug, True, make(strategy, seed))), f"{strategy} {seed}"


def test_the_table_and_the_files_agree() -> None:
    """Every program is in the table and the other way round; each says what it is and shows both ways."""
    assert {bug.path for bug in BUGS} == set(BUGS_FOLDER.iterdir()) - {BUGS_FOLDER / "__pycache__"}
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    for path in {bug.path for bug in BUGS}:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        main = next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "main")
        title = ast.get_docstring(tree) or ""
        assert ":" in title, path.name
        assert "\n" not in title, path.name
        assert main.args.args[0].arg == "right", path.name


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_hundred_schedules(hunter: Hunter, strategy: str) -> None:
    """No right way ever fails, and sampling finds most bugs."""
    blamed = {bug.name: why for bug in BUGS if (why := hunter.hunt(bug, True, strategy, 100).why)}
    assert blamed == {}
    if strategy in ("random", "partial-order", "priorities"):
        missed = [bug.name for bug in BUGS if hunter.hunt(bug, False, strategy, 100).first is None]
        assert len(missed) <= (1 - MOSTLY) * len(BUGS), missed
