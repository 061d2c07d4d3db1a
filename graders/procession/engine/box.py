"""The box: where submission code runs.

Theory of operation. A box is one `bubblewrap` container for one submission. Inside it a *driver*
(`inside/driver.py`) has imported the standard library once and forks the root process of each run.
The container has its own processes, network, users, host name, and memory-backed /tmp, /dev/shm and
work folder; the rest of its file system is read-only and holds an interpreter, the `inside`
package, the submission and the exercise's stub, and nothing that a check knows. It ends with its
last outer process: bubblewrap dies with the thread that started it, and its process namespace
with it.

Where bubblewrap can't be had, a *bare* box runs the same driver without a container. It is labelled
so in every result. The driver ends all it has started when the grading side hangs up.

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
    closing,
    filter_to_pass,
    find_bubblewrap,
    grandchild,
    seccomp_options,
    why_no_bubblewrap,
)
from procession.engine.errors import BoxGone, GraderError
from procession.engine.interpreter import python_home
from procession.engine.kernel import Kernel

INSIDE = Path(__file__).resolve().parent.parent / "inside"
TMPFS_BYTES = 256 << 20
_START_SECONDS = 60
_WAKE_SECONDS = 0.5
_STAGE = "/run/procession"
_WORK = "/work"
_ETC = {
    "hosts": "127.0.0.1 localhost\n::1 localhost\n",
    "nsswitch.conf": "hosts: files\n",
    "passwd": "student:x:{uid}:{gid}::" + _WORK + ":/bin/sh\n",
}
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
    exercise's pristine stub. `kind` is "bubblewrap", "bare", or "auto" (the first that works).
    """

    def __init__(self, submission: Path, stub: Path, kind: str = "auto", python: str = sys.executable) -> None:
        self.submission = submission.resolve()
        self.stub = stub.resolve()
        self.python, self.python_folders = python_home(python)
        self.kind = resolve_kind(kind)
        self.stage = Path(tempfile.mkdtemp(prefix="procession-"))
        self.runs = 0
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self._fill_stage()
            self._start()
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
        return _STAGE if self.boxed else str(self.stage / "stage")

    @property
    def work_inside(self) -> str:
        """The work folder, as seen from inside."""
        return _WORK if self.boxed else str(self.stage / "work")

    @property
    def folders_to_clean(self) -> list[str]:
        """Folders that are emptied after each run, as seen from inside."""
        return [_WORK, "/tmp"] if self.boxed else [self.work_inside, str(self.stage / "tmp")]

    def _fill_stage(self) -> None:
        for name in ("stage", "work", "tmp", "kit", "etc"):
            (self.stage / name).mkdir()
        for name, text in _ETC.items():
            (self.stage / "etc" / name).write_text(text.format(uid=os.getuid(), gid=os.getgid()))
        shutil.copy(self.stub, self.stage / "stage" / "stub.py")
        if self.python == python_home(sys.executable)[0]:
            compileall.compile_dir(INSIDE, quiet=2)  # every spawned child imports them
        if not self.boxed:
            (self.stage / "kit" / "procession_inside").symlink_to(INSIDE)
        kit = "/kit" if self.boxed else str(self.stage / "kit")
        scripts = {"python": ("launcher", repr(self.stage_inside))}
        scripts["driver"] = ("driver", f"{self.stage_inside!r}, {self.boxed}")
        for name, (module, arguments) in scripts.items():
            path = self.stage / "stage" / name
            path.write_text(SCRIPT.format(python=self.python, kit=kit, module=module, arguments=arguments))
            path.chmod(0o755)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [self.python, "-sPSB", f"{self.stage_inside}/driver"]
        passed = []
        if self.boxed:
            passed = filter_to_pass()
            command = [*self._wrap(), *seccomp_options(passed), "--", *command]
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
        text = self.process.stderr.read().decode("utf-8", "replace").strip()
        return text.splitlines()[-1] if text else "no reason given"

    def _environment(self) -> dict[str, str]:
        """The environment inside: nothing of the grader's own."""
        home = _WORK if self.boxed else self.work_inside
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": home,
            "TMPDIR": "/tmp" if self.boxed else str(self.stage / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
        }

    def _wrap(self) -> list[str]:
        bubblewrap = find_bubblewrap()
        assert bubblewrap is not None
        args = [bubblewrap, "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"]
        args += ["--new-session", "--cap-drop", "ALL", "--hostname", "box", "--ro-bind", "/usr", "/usr"]
        for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
            if os.path.islink(name):
                args += ["--symlink", os.readlink(name), name]
            elif os.path.isdir(name):
                args += ["--ro-bind", name, name]
        for name in ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives"):
            args += ["--ro-bind-try", name, name]
        for name in _ETC:
            args += ["--ro-bind", str(self.stage / "etc" / name), f"/etc/{name}"]
        for folder in self.python_folders:
            if not folder.startswith("/usr/") and folder != "/usr":
                args += ["--ro-bind", folder, folder]
        kit = self._kit_in(Path("/usr"), *map(Path, self.python_folders))
        args += ["--tmpfs", str(kit), "--remount-ro", str(kit)] if kit else []
        args += ["--proc", "/proc", "--dev", "/dev"]
        for folder in ("/dev/shm", "/tmp", _WORK):
            args += ["--perms", "1777", "--size", str(TMPFS_BYTES), "--tmpfs", folder]
        args += ["--ro-bind", str(INSIDE), "/kit/procession_inside"]
        args += ["--ro-bind", str(self.stage / "stage"), _STAGE]
        args += ["--ro-bind", str(self.submission), "/submission"]
        return [*args, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", _WORK]

    def _kit_in(self, *shown: Path) -> Path | None:
        """The folder with the hidden checks and solutions, if it is in one that is shown in the box."""
        for folder in self.stub.parents:
            if (folder / "graders").is_dir() or (folder / "solutions").is_dir():
                inside = any(folder.is_relative_to(one.resolve()) for one in shown)
                return folder if inside and not any(one.is_relative_to(folder) for one in shown) else None
        return None

    def _open_kernel(self) -> None:
        assert self.process is not None
        if self.boxed:
            outer = grandchild(self.process.pid)
            proc = os.open(f"/proc/{outer}/root/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self.kernel = Kernel(proc, frozenset({1, self.driver_pid}))
            self._driver = os.pidfd_open(outer)
        else:
            proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self.kernel = Kernel(proc, frozenset(), root=self.driver_pid)
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
        shutil.rmtree(self.stage, ignore_errors=True)


_works: dict[str, str] = {}


def resolve_kind(kind: str) -> str:
    """Turn "auto" into the best kind that works here; GraderError when an asked one doesn't."""
    if kind == "bare":
        return kind
    if "bubblewrap" not in _works:
        _works["bubblewrap"] = why_no_bubblewrap()
    reason = _works["bubblewrap"]
    if not reason:
        return "bubblewrap"
    if kind == "auto":
        return "bare"
    raise GraderError(f"no box by bubblewrap here: {reason}. `procession doctor` says what to do.")
