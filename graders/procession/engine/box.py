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

import compileall
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from procession.engine.bubblewrap import (
    ETC,
    INSIDE,
    STAGE,
    WORK,
    closing,
    filter_to_pass,
    grandchild,
    seccomp_options,
    why_no_bubblewrap,
    wrap,
)
from procession.engine.errors import BoxGone, GraderError
from procession.engine.interpreter import python_home
from procession.engine.kernel import Kernel
from procession.engine.reduced import plan, why_no_reduced
from procession.engine.users import PrivateUser, private_user

_START_SECONDS = 60
_WAKE_SECONDS = 0.5
SCRIPT = """#!{python} -sPSB
import sys
sys.path.insert(0, {kit!r})
from procession_inside import {module}
del sys.path[0]
{module}.main({arguments})
"""


class Box:
    """One box for one submission; a context manager.

    `submission` is a folder of files, copied for each run and never modified. `stub` is the
    exercise's pristine stub. `kind` is "bubblewrap", "reduced", "bare", or "auto" (bubblewrap,
    or bare where that doesn't work).
    """

    def __init__(self, submission: Path, stub: Path, kind: str = "auto", python: str = sys.executable) -> None:
        self.submission = submission.resolve()
        self.stub = stub.resolve()
        self.python, self.python_folders = python_home(python)
        self.kind = resolve_kind(kind)
        self.user: PrivateUser | None = private_user() if self.boxed else None
        self.stage = Path(tempfile.mkdtemp(prefix="procession-"))
        self.runs = 0
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self._fill_stage()
            self._start_as_somebody()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def boxed(self) -> bool:
        """Whether a container holds the run."""
        return self.kind == "bubblewrap"

    # Where things are as the box sees them.

    @property
    def stage_inside(self) -> str:
        """The stage folder, as seen from inside."""
        return STAGE if self.boxed else str(self.stage / "stage")

    @property
    def work_inside(self) -> str:
        """The work folder, as seen from inside."""
        return WORK if self.boxed else str(self.stage / "work")

    @property
    def folders_to_clean(self) -> list[str]:
        """Folders that are emptied after each run, as seen from inside."""
        return [WORK, "/tmp"] if self.boxed else [self.work_inside, str(self.stage / "tmp")]

    def _fill_stage(self) -> None:
        for name in ("stage", "work", "tmp", "kit", "etc"):
            (self.stage / name).mkdir(exist_ok=True)
        for name, text in ETC.items():
            uid, gid = (self.user.number,) * 2 if self.user else (os.getuid(), os.getgid())
            (self.stage / "etc" / name).write_text(text.format(uid=uid, gid=gid))
        shutil.copy(self.stub, self.stage / "stage" / "stub.py")
        if self.python == python_home(sys.executable)[0]:
            compileall.compile_dir(INSIDE, quiet=2)  # every spawned child imports them
        if not self.boxed:
            (self.stage / "kit" / "procession_inside").symlink_to(INSIDE)
        kit = "/kit" if self.boxed else str(self.stage / "kit")
        scripts = {"python": ("launcher", repr(self.stage_inside))}
        user = self.user.number if self.user else 0
        walls = plan(self) if self.kind == "reduced" else None
        scripts["driver"] = ("driver", f"{self.stage_inside!r}, {self.boxed}, {user}, {walls!r}")
        for name, (module, arguments) in scripts.items():
            path = self.stage / "stage" / name
            path.write_text(SCRIPT.format(python=self.python, kit=kit, module=module, arguments=arguments))
            path.chmod(0o755)
        if self.user:
            shutil.copytree(self.submission, self.stage / "submission", symlinks=True, dirs_exist_ok=True)
            self.submission = self.stage / "submission"
            for folder in (self.stage / "stage", self.stage / "etc", self.submission):
                self.show(folder, *folder.rglob("*"))

    def show(self, *paths: Path) -> None:
        """Let the box's own user read what is bound into the box; nobody else comes into the folder above."""
        for path in paths if self.user else ():
            if not path.is_symlink():
                path.chmod(0o666 if path.is_socket() else 0o644 if path.is_file() and not _runs(path) else 0o755)

    def _start_as_somebody(self) -> None:
        """Start; if a user of its own can't read all that it needs, as the grader's."""
        try:
            self._start()
        except GraderError:
            if self.user is None:
                raise
            self.user.close()
            self.user = None
            self.control.close()
            self._fill_stage()
            self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [self.python, "-sPSB", f"{self.stage_inside}/driver"]
        passed = []
        if self.boxed:
            passed = filter_to_pass()
            command = [*wrap(self), *seccomp_options(passed), "--", *command]
        with theirs, closing(passed):
            self.process = subprocess.Popen(
                command,
                pass_fds=passed,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self._environment(),
                start_new_session=not self.boxed,
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

    def _environment(self) -> dict[str, str]:
        """The environment inside: nothing of the grader's own."""
        home = WORK if self.boxed else self.work_inside
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": home,
            "TMPDIR": "/tmp" if self.boxed else str(self.stage / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
        }

    def _open_kernel(self) -> None:
        assert self.process is not None
        if self.boxed:
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
            if self.boxed:
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
        if self.user:
            self.user.close()
        shutil.rmtree(self.stage, ignore_errors=True)


def _runs(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o100)


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
