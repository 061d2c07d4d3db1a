"""Sampled runs: on machines whose kernel does not say what controlled mode must know.

Each run is a new interpreter in a session and a folder of its own, with the same gates as ever. They
announce themselves (by a unix socket, else by the machine's loopback) to an ordinary scheduler that
takes silence for quiescence (engine/silence.py). There is no container: the box is *bare*. At the end of a run its
folder is removed, whoever waits at a gate ends since nobody answers any more, and the rest of the
session is killed; a process that has left the session and comes to no gate survives.
"""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from procession.engine.bubblewrap import INSIDE
from procession.engine.errors import GraderError
from procession.engine.exchange import Exchange
from procession.engine.interpreter import python_home
from procession.engine.observation import Observation, Waiting
from procession.engine.roster import Roster
from procession.engine.run import configuration, freeze, order
from procession.engine.sampling import SampledScheduler, Whereabouts
from procession.engine.scenario import Scenario
from procession.engine.silence import Patience
from procession.engine.stage import SCRIPT
from procession.engine.strategies import Strategy
from procession.inside import address as addresses

_LONGEST = 48  # of a folder for temporary files: multiprocessing puts sockets into it, whose paths must be short
_GONE_SECONDS = 0.5
_NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows only


class Sampler:
    """Runs scenarios of one submission, each in an interpreter of its own; a context manager.

    `submission` is a folder of files, copied for each run; `stub` is the exercise's pristine stub.
    `patience` is for an ordinary machine: a slower one, as seen by each run's start, gets more.
    """

    def __init__(
        self, submission: Path, stub: Path, python: str = sys.executable, patience: Patience | None = None
    ) -> None:
        self.submission = submission.resolve()
        self.stub = stub.resolve()
        self.python, _ = python_home(python)
        self.patience = patience or Patience()
        self.count = 0
        self.base = Path(tempfile.mkdtemp(prefix="pn-", dir=_short_folder())).resolve()
        shutil.copytree(INSIDE, self.base / "kit" / "procession_inside")

    def __enter__(self) -> "Sampler":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove what is left of the folders."""
        shutil.rmtree(self.base, ignore_errors=True)

    def run(self, scenario: Scenario, strategy: Strategy) -> Observation:
        """Run `scenario` once, the choices made by `strategy`, as far as silence tells when to choose.

        Raises GraderError when the machine fails; whatever the submission does is in the observation.
        """
        self.count += 1
        folder = self.base / str(self.count)
        stage = folder / "stage"
        stage.mkdir(parents=True)
        listener, address, token = _listen(stage)
        with listener:
            try:
                self._fill(folder, scenario, address)
                process = self._start(folder)
                board = Exchange(listener, token, process, Roster(), scenario.limits.output_bytes)
                try:
                    return self._observe(scenario, strategy, board, folder)
                finally:
                    board.close()
                    _end_members(process, board)
                    _end_session(process)
                    board.drain(_GONE_SECONDS)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _fill(self, folder: Path, scenario: Scenario, address: str) -> None:
        stage = folder / "stage"
        (folder / "tmp").mkdir()
        shutil.copytree(self.submission, folder / "work")
        shutil.copy(self.stub, stage / "stub.py")
        config = configuration(scenario, address, str(folder / "work"), str(stage / "stub.py")) | {"apart": True}
        command = {"config": config, **order(scenario, f"pn{secrets.token_hex(4)}")}
        (stage / "run.json").write_text(json.dumps(config), encoding="utf-8")
        (stage / "command.json").write_text(json.dumps(command), encoding="utf-8")
        for name, module in (("python", "launcher"), ("root", "sampled")):
            path = stage / name
            text = SCRIPT.format(
                python=self.python, kit=str(self.base / "kit"), module=module, arguments=repr(str(stage))
            )
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755)

    def _start(self, folder: Path) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                [self.python, "-sPSB", str(folder / "stage" / "root")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                cwd=folder / "work",
                env=_environment(folder),
                start_new_session=True,
                creationflags=_NEW_GROUP,
            )
        except OSError as error:
            raise GraderError(f"a sampled run did not start: {error}") from None

    def _observe(self, scenario: Scenario, strategy: Strategy, board: Exchange, folder: Path) -> Observation:
        scheduler = SampledScheduler(board, strategy, scenario, self.patience)
        scheduler.run(board.process.pid)
        if not board.met:
            board.drain(_GONE_SECONDS)
            said = bytes(board.output[2]).decode("utf-8", "replace").strip().splitlines()
            raise GraderError(f"a sampled run ended before its first gate: {said[-1] if said else 'without a word'}")
        waiting: tuple[Waiting, ...] = ()
        if scheduler.ending == "timed out":
            waiting = Whereabouts(scheduler, str(folder / "work")).waiting()
        leftovers = self._leftovers(scheduler)
        exits = [_wait_status(board.process.returncode)] if board.process.returncode is not None else []
        return replace(freeze(scenario, scheduler, waiting, leftovers, exits, "bare"), mode="sampled")

    def _leftovers(self, scheduler: SampledScheduler) -> list[str]:
        """Who is still there after the program has ended, as far as it has come to a gate or could still write."""
        if scheduler.ending != "ended":
            return []
        silence = scheduler.quiescence
        known = scheduler.roster.processes
        found = [known[pid].label for pid in silence.live if pid in known]
        if not found and not scheduler.switchboard.drain(silence.patience.hang):
            found.append("a process that came to no gate, but still had the terminal open")
        return found


def _listen(stage: Path) -> tuple[socket.socket, str, bytes]:
    """A socket for the lines of a run, its address, and the token with which a line must begin.

    A unix socket lies in a folder that is ours alone and needs none. What is sent on one is there at
    once, in whatever order two threads send: on others that is only most likely.
    """
    if hasattr(socket, "AF_UNIX"):
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path = str(stage / "sock")
        addresses.at(listener.bind, path)
        listener.listen(256)
        return listener, path, b""
    token = secrets.token_hex(16)
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    return listener, f"tcp:{listener.getsockname()[1]}:{token}", token.encode("ascii")


def _short_folder() -> str | None:
    """Where temporary folders go: as usual, unless sockets could not be made that deep."""
    usual = tempfile.gettempdir()
    return "/tmp" if len(os.path.realpath(usual)) > _LONGEST and os.path.isdir("/tmp") else None


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "tmp"))
    fixed = {"HOME": str(folder / "work"), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return kept | temporary | fixed


def _wait_status(code: int) -> int:
    """An exit code of `subprocess` in the form in which the kernel gives it."""
    return -code if code < 0 else (code & 0xFF) << 8


def _end_members(process: "subprocess.Popen[bytes]", board: Exchange) -> None:
    """Kill the processes that came to a gate, and give the others a moment to end by themselves.

    What then has nobody left that it keeps track for is multiprocessing's resource tracker: it removes
    named semaphores and shared memory that the killed ones could not remove, and ends.
    """
    if not hasattr(os, "getsid"):  # Windows: nothing there outlives its last user
        return
    for pid in board.roster.processes:
        with contextlib.suppress(OSError):
            if os.getsid(pid) == process.pid:  # the number is a claim
                os.kill(pid, signal.SIGKILL)
    board.drain(_GONE_SECONDS)


def _end_session(process: "subprocess.Popen[bytes]") -> None:
    """Kill what is left of a run, and wait until it is gone."""
    if not hasattr(os, "killpg"):  # Windows
        if process.poll() is None:
            with contextlib.suppress(OSError):
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True)
            process.terminate()
        process.wait()
        return
    until = time.monotonic() + _GONE_SECONDS
    with contextlib.suppress(OSError):
        while time.monotonic() < until:  # a zombie that nobody reaps counts as one for ever
            os.killpg(process.pid, signal.SIGKILL)
            process.poll()
            time.sleep(0.002)
    process.wait()
