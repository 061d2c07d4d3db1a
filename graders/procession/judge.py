"""Judging one student's folder: checks run by pytest in a process of their own.

A crash of the grader, or of pytest, so never touches the next student; and its results come back as
a file, so nothing that is printed can be mistaken for one.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from procession import results
from procession.catalog import Exercise
from procession.picture import album
from procession.results import CheckResult, Evidence, ExerciseResult
from procession.workroom import Workroom

BACKSTOP_SECONDS = 1200
"""pytest-timeout's limit for one check: no verdict is meant to come from it."""
_TIDY_SECONDS = 20


@dataclass(frozen=True)
class Terms:
    """How submissions are judged, the same for all of a session."""

    public: bool = False
    mode: str = "auto"
    box: str = "auto"
    python: str | None = None
    start_methods: tuple[str, ...] = ()
    shrink: bool = False
    """Whether failing schedules are reduced to few switches."""


class Bench:
    """Runs judges, each in a process of its own, and leaves nothing of them behind; a context manager.

    Leaving it ends those that still run. May be used by several threads.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._room = Workroom()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self.stopped = False
        """Whether `stop` was called: what its judges have found since is worth nothing."""
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """For temporary files; removed at the end, however that comes."""
        return Path(self._room.folder)

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *exc: object) -> None:
        self._end()
        self._room.close()

    def stop(self) -> None:
        """Kill the judges that still run (their boxes end with them) and start no more."""
        self.stopped = True
        self._end()

    def _end(self) -> None:
        with self._lock:
            self._closed = True
            running = list(self._running)
        if not hasattr(os, "killpg"):  # Windows
            for process in running:
                process.kill()
            return
        if self.terms.mode == "sampled":  # there is no box that ends with its judge: let it tidy up
            _signal(running, signal.SIGINT)
            for process in running:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_TIDY_SECONDS)
        _signal(running, signal.SIGKILL)
        for process in running:  # a kernel of Jupyter lives on: it should have no dead children
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_TIDY_SECONDS)

    def judge(
        self,
        exercises: Sequence[Exercise],
        submission: Path,
        student: str,
        only: Sequence[str] = (),
        brief: bool = False,
        pictures: Path | None = None,
    ) -> list[ExerciseResult]:
        """Run the checks of `exercises` on a student's folder (or one file) and return what they found.

        `only` names the checks that are run, if it is not all; with `brief` they run few schedules. Runs
        that failed are drawn into the folder `pictures`. Never raises for what the submission does. If pytest itself fails, every check's verdict is *grader error*.
        """
        if pictures is not None:
            for exercise in exercises:
                album.clear(pictures, exercise.slug)
        # An interrupted judge may still be writing when its folder is removed: the room's end removes the rest.
        with tempfile.TemporaryDirectory(prefix="judge-", dir=self.folder, ignore_cleanup_errors=True) as folder:
            target = Path(folder) / "results.json"
            command = _command(exercises, submission, student, self.terms, target, only)
            command += ["--brief"] if brief else []
            command += ["--procession-pictures", str(pictures.resolve())] if pictures else []
            said = self._run(command, folder)
            try:
                found = {result.exercise: result for result in results.load(target.read_bytes()).submissions}
            except (OSError, msgspec.MsgspecError):
                found = {}
        return [found.get(exercise.slug) or failed(exercise, student, said) for exercise in exercises]

    def _run(self, command: list[str], folder: str) -> str:
        """Run pytest in `folder`; return what it said."""
        with self._lock:
            if self._closed:
                return "stopped"
            process = subprocess.Popen(
                command,
                env=self._environment(folder),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=() if os.name == "nt" else (self._room.descriptor,),
            )
            self._running.add(process)
        said = process.communicate()[0]  # if that is interrupted, the judge still runs: `stop` must know of it
        with self._lock:
            self._running.discard(process)
        return said.decode("utf-8", "replace")

    def _environment(self, folder: str) -> dict[str, str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
        here = str(Path(__file__).resolve().parent.parent)
        return environment | {
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PROCESSION_DIE_WITH": str(os.getpid()),
            "PYTHONPATH": os.pathsep.join([here, *filter(None, [environment.get("PYTHONPATH")])]),
            "TMPDIR": folder,
        }


def _signal(processes: Sequence["subprocess.Popen[bytes]"], number: int) -> None:
    """Send a signal to whole sessions, as far as they are still there."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)


def _command(
    exercises: Sequence[Exercise], submission: Path, student: str, terms: Terms, target: Path, only: Sequence[str]
) -> list[str]:
    paths = [exercise.public_checks if terms.public else exercise.hidden_checks for exercise in exercises]
    names = [f"{path}::test_{name}" for path in paths for name in only] or list(map(str, paths))
    command = [sys.executable, "-m", "pytest", *names, "--submission", str(submission.resolve())]
    command += [f"--student={student}", "--procession-results", str(target), "--box", terms.box]
    command += ["--mode", terms.mode, "-p", "procession.plugin", "-p", "pytest_timeout"]
    command += ["-p", "no:cacheprovider", "-p", "no:terminal"]
    command += ["-c", os.devnull, "--rootdir", str(exercises[0].kit.root), "--import-mode=importlib"]
    command += ["--shrink"] if terms.shrink else []
    command += ["--timeout", str(BACKSTOP_SECONDS), "--continue-on-collection-errors"]
    command += ["--timeout-method", "signal" if hasattr(signal, "SIGALRM") else "thread"]
    for method in terms.start_methods:
        command += ["--start-method", method]
    if terms.python:
        command += ["--box-python", terms.python]
    return command


def failed(exercise: Exercise, student: str, said: str) -> ExerciseResult:
    """The result of an exercise that could not be judged, through no fault of the student's."""
    last = "\n".join(said.strip().splitlines()[-5:])
    check = CheckResult(
        id="grader",
        title="The grader itself",
        kind="results",
        points=0.0,
        max_points=0.0,
        verdict="grader error",
        evidence=Evidence(seen=f"the checks could not be run: {last}", expected="a grader that works"),
    )
    return ExerciseResult(student, exercise.slug, 0.0, 0.0, "none", [check])
