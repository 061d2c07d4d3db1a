"""Which mode runs are made in: controlled where the kernel tells what it takes, else sampled."""

import contextlib
import functools
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from procession.engine import kernel
from procession.engine.box import Box
from procession.engine.errors import GraderError
from procession.engine.observation import Observation
from procession.engine.run import Runner
from procession.engine.sampler import Sampler
from procession.engine.scenario import Scenario
from procession.engine.strategies import Strategy

MODES = ("auto", "controlled", "sampled")
_FILES = ("syscall", "schedstat", "stat", "children")


class Engine(Protocol):
    """Runs scenarios of one submission, in either mode."""

    def run(self, scenario: Scenario, strategy: Strategy) -> Observation:
        """Run `scenario` once."""
        ...

    def close(self) -> None:
        """End everything and remove its folders."""
        ...


class _Controlled(Runner):
    """A runner that owns its box."""

    def close(self) -> None:
        self.box.close()


def open_engine(mode: str, submission: Path, stub: Path, box: str = "auto", python: str | None = None) -> Engine:
    """Make ready to run a submission in the mode "controlled" or "sampled".

    GraderError where the box that is asked for can't be had.
    """
    chosen = python or sys.executable
    if mode == "controlled":
        return _Controlled(Box(submission, stub, box, chosen))
    if box in ("bubblewrap", "reduced"):
        raise GraderError(f"sampled runs are made without a container: leave --box {box} away")
    return Sampler(submission, stub, chosen)


def resolve_mode(mode: str) -> str:
    """Turn "auto" into the best mode that works here; GraderError when an asked one doesn't."""
    if mode == "sampled":
        return mode
    reason = why_not_controlled()
    if not reason:
        return "controlled"
    if mode == "auto":
        return "sampled"
    raise GraderError(f"no controlled mode here: {reason}. `procession doctor` says what to do.")


@functools.cache
def why_not_controlled() -> str:
    """Try what controlled mode asks of the kernel; "" when it is there, else the reason in one line."""
    needed = (
        (os, "pidfd_open"), (signal, "pidfd_send_signal"), (select, "epoll"),
        (socket, "AF_UNIX"), (socket, "SO_PEERCRED"), (socket, "SCM_RIGHTS"),
    )  # fmt: skip
    missing = [name for module, name in needed if not hasattr(module, name)]
    if sys.platform != "linux" or missing:
        return f"{sys.platform} has no {', '.join(missing) or '/proc'}"
    if not kernel.supported():
        return "the kernel's /proc does not tell in which system call a thread is, or the processor is not known"
    return _try_on_a_child()


def _try_on_a_child() -> str:
    """Read what is to be read of every process of a run, of one that does nothing."""
    cat = shutil.which("cat")  # starts far quicker than an interpreter
    command = [cat] if cat else [sys.executable, "-ISc", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:  # ends with us, even if we are killed
        try:
            os.close(os.pidfd_open(child.pid))
            for name in _FILES:
                Path(f"/proc/{child.pid}/task/{child.pid}/{name}").read_bytes()
        except OSError as error:
            return f"the kernel does not let us look at other processes: {error}"
        finally:
            with contextlib.suppress(OSError):
                child.kill()
    return ""
