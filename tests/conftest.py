"""Shared fixtures: programs run under the engine, in the interpreters that this machine has."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from procession.cli.common import at_a_time
from procession.engine.box import Box
from procession.engine.observation import Observation
from procession.engine.run import Runner
from procession.engine.scenario import Limits, Scenario
from procession.engine.strategies import Strategy, make

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # run in the background: commands that are tested hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

TESTS = Path(__file__).resolve().parent
PROGRAMS = TESTS / "programs"
KIT = TESTS.parent


def interpreters() -> list[str]:
    """One interpreter of each CPython from 3.11 up that can be found here."""
    candidates = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates += sorted(str(path) for path in root.glob("versions/3.*/bin/python"))
    found: dict[str, str] = {}
    for candidate in filter(None, candidates):
        done = subprocess.run(
            [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True
        )
        version = done.stdout.strip()
        if done.returncode == 0 and tuple(map(int, version.split("."))) >= (3, 11):
            found.setdefault(version, candidate)
    return list(found.values())


INTERPRETERS = interpreters()
SCHEDULES = [
    ("round-robin", 0),
    ("hand-over", 0),
    ("first-come", 0),
    ("random", 0),
    ("random", 1),
    ("priorities", 0),
    ("priorities", 1),
]
ENGLISH = re.compile(r"(?<![\w'./])[A-Za-z][a-z']*(?: [A-Za-z][a-z']*){2,}")
"""Three words in a row."""


class Program:
    """A program of tests/programs (or a source text) in a box of its own."""

    def __init__(self, source: Path, **box: Any) -> None:
        self.module = source.stem
        self.box = Box(source.parent, source, **box)
        self.runner = Runner(self.box)

    def run(self, *arguments: Any, strategy: Strategy | str = "round-robin", seed: int = 0, **more: Any) -> Observation:
        """Run `main(*arguments)` under one schedule; `more` are fields of the scenario, or how many `times` it is called."""
        entry, times = more.pop("entry", "main"), more.pop("times", 1)
        scenario = Scenario(self.module, entry, (arguments,) * times, **more)
        chosen = make(strategy, seed) if isinstance(strategy, str) else strategy
        return self.runner.run(scenario, chosen)


@pytest.hookimpl(optionalhook=True)  # also where pytest-xdist is left out
def pytest_xdist_auto_num_workers() -> int:
    """How many tests `-n auto` runs at a time: most wait for processes that wait for each other."""
    return at_a_time()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Make a program from its name in tests/programs or from its source text."""
    made: list[Program] = []

    def make_program(source: str, **box: Any) -> Program:
        folder = tmp_path / f"program{len(made)}"
        folder.mkdir()
        if "\n" in source:
            path = folder / "program.py"
            path.write_text(source, encoding="utf-8")
        else:
            path = folder / f"{source}.py"
            shutil.copy(PROGRAMS / path.name, path)
        made.append(Program(path, **box))
        return made[-1]

    yield make_program
    for one in made:
        one.box.close()


@pytest.fixture
def short_limits() -> Limits:
    """Limits that end a hopeless run soon."""
    return replace(Limits(), steps=2000, idle_steps=400, cpu_seconds=0.5)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A copy of the miniature kit that may be changed."""
    target = tmp_path / "kit"
    shutil.copytree(TESTS / "mini_kit", target)
    return target
