"""The box: where submission code runs.

Theory of operation. A box is one `bubblewrap` container for one submission. Inside it a *driver*
(`inside/driver.py`) has imported the standard library once and forks the root process of each run.
The container has its own processes, network, users, host name, and memory-backed /tmp, /dev/shm and
work folder; the rest of its file system is read-only and holds an interpreter, the `inside`
package, the submission and the exercise's stub, and nothing that a check knows. It ends with its
last outer process: bubblewrap dies with the thread that started it, and its process namespace
with it.

Where bubblewrap can't be had, a *reduced* box puts walls of its own around each run (`reduced.py`),
if it is asked for, and a *bare* one none at all. Both run the same driver without a container, and
are labelled so in every result. The driver ends all it has started when the grading side hangs up.

The student's fault never raises here: a box that can't be started, or whose driver vanished
between two runs, is a `GraderError`.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from procession.engine.bubblewrap import (
    closing,
    filter_to_pass,
    grandchild,
    seccomp_options,
    why_no_bubblewrap,
    wrap,
)
from procession.engine.errors import BoxGone, GraderError
from procession.engine.kernel import Kernel
from procession.engine.reduced import why_no_reduced
from procession.engine.stage import Stage

_START_SECONDS = 60
_WAKE_SECONDS = 0.5


class Box:
    """One box for one submission; a context manager.

    `submission` is a folder of files, copied for each run and never modified. `stub` is the
    exercise's pristine stub. `kind` is "bubblewrap", "reduced", "bare", or "auto" (bubblewrap,
    or bare where that doesn't work).
    """

    def __init__(self, submission: Path, stub: Path, kind: str = "auto", python: str = sys.executable) -> None:
        self.kind = resolve_kind(kind)
        self.stage = Stage(submission, stub, self.kind, python)
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self.stage.fill()
            self._start_as_somebody()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _start_as_somebody(self) -> None:
        """Start; if a user of its own can't read all that it needs, as the grader's."""
        try:
            self._start()
        except GraderError:
            if self.stage.user is None:
                raise
            self.stage.disown()
            self.control.close()
            self.stage.fill()
            self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        stage = self.stage
        command = [stage.python, "-sPSB", f"{stage.inside}/driver"]
        passed = []
        if stage.boxed:
            passed = filter_to_pass()
            container = wrap(stage.folder, stage.submission, stage.stub, stage.python_folders, bool(stage.user))
            command = [*container, *seccomp_options(passed), "--", *command]
        with theirs, closing(passed):
            self.process = subprocess.Popen(
                command,
                pass_fds=passed,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=stage.environment,
                start_new_session=not stage.boxed,
            )
        self.control = ours
        self.buffer = b""
        ours.settimeout(_WAKE_SECONDS)
        try:
            _, self.driver_pid, version = self.receive("ready")
        except GraderError:
            raise GraderError(f"the box ({self.kind}) did not start: {self._complaint()}") from None
        self.python_version = tuple(version)
        self._open_kernel()

    def _complaint(self) -> str:
        assert self.process is not None
        assert self.process.stderr is not None
        self.process.kill()
        self.process.wait()
        with self.process.stderr as stderr:
            text = stderr.read().decode("utf-8", "replace").strip()
        return text.splitlines()[-1] if text else "no reason given"

    def _open_kernel(self) -> None:
        assert self.process is not None
        if self.stage.boxed:
            outer = grandchild(self.process.pid)
            proc = os.open(f"/proc/{outer}/root/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self.kernel = Kernel(proc, frozenset({1, self.driver_pid}))
            self._driver = os.pidfd_open(outer)
        else:
            proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self.kernel = Kernel(proc, frozenset(), self.driver_pid, count_writes=self.kind == "reduced")
            self._driver = os.pidfd_open(self.driver_pid)

    # Speaking with the driver.

    def send(self, command: dict[str, Any], descriptors: list[int] | None = None) -> None:
        """Send a command (and file descriptors) to the driver."""
        data = json.dumps(command).encode("ascii") + b"\n"
        try:
            if descriptors:
                sent = socket.send_fds(self.control, [data], descriptors)
                data = data[sent:]
            self.control.sendall(data)
        except OSError as error:
            raise BoxGone(f"the box has gone: {error}") from None

    def receive(self, expected: str) -> list[Any]:
        """Return the driver's next answer, which must be of the kind `expected`."""
        until = time.monotonic() + _START_SECONDS
        while b"\n" not in self.buffer:
            try:
                data = self.control.recv(65536)
            except TimeoutError:
                if time.monotonic() > until:
                    raise GraderError("no answer from the box") from None
                self.wake()
                continue
            except OSError as error:
                raise BoxGone(f"the box has gone: {error}") from None
            if not data:
                raise BoxGone("the box has gone")
            self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        answer = json.loads(line)
        if not isinstance(answer, list) or not answer or answer[0] != expected:
            raise GraderError(f"unexpected answer from the box: {line[:80]!r}")
        return answer

    def wake(self) -> None:
        """Let the driver go on: whoever runs in the box may have stopped it."""
        with contextlib.suppress(AttributeError, OSError):
            signal.pidfd_send_signal(self._driver, signal.SIGCONT)

    def close(self) -> None:
        """End everything that runs in the box and remove its folders."""
        with contextlib.suppress(AttributeError, OSError):
            self.control.close()
        if self.process is not None:
            if self.stage.boxed:
                self.process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=_START_SECONDS)
            if self.process.stderr is not None:
                self.process.stderr.close()
        if hasattr(self, "kernel"):
            self.kernel.close()
            os.close(self.kernel.proc)
            del self.kernel
        if hasattr(self, "_driver"):
            os.close(self._driver)
            del self._driver
        self.stage.remove()


_works: dict[str, str] = {}
_TRIED = {"bubblewrap": why_no_bubblewrap, "reduced": why_no_reduced}


def resolve_kind(kind: str) -> str:
    """Turn "auto" into bubblewrap, or bare where that doesn't work; GraderError when an asked one doesn't."""
    if kind == "bare":
        return kind
    chosen = "bubblewrap" if kind == "auto" else kind
    if chosen not in _works:
        _works[chosen] = _TRIED[chosen]()
    reason = _works[chosen]
    if not reason:
        return chosen
    if kind == "auto":
        return "bare"
    name = "box by bubblewrap" if kind == "bubblewrap" else "reduced box"
    raise GraderError(f"no {name} here: {reason}. `procession doctor` says what to do.")
