"""The reduced box: Landlock and a filter of system calls around each run, for where no container can be had.

Its walls (`inside/walls.py`) are weaker than a container's: see "The reduced box" in graders/README.md for what
they leave open. So it holds hidden checks only where the instructor asks for it by name.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from procession.engine import seccomp
from procession.engine.bubblewrap import INSIDE, kit_in
from procession.engine.errors import GraderError
from procession.inside import walls

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SEEN = (*_SYSTEM, "/etc/ld.so.cache", "/etc/localtime", "/proc", "/sys/devices/system/cpu")
_USED = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def why_no_reduced() -> str:
    """What the reduced box takes; "" when all is there, else the reason in one line."""
    if walls.version() < walls.LEAST:
        return "the kernel has no Landlock, or an old one (Linux 6.2 or newer has it, unless it is switched off)"
    if not seccomp.program(reduced=True):
        return "there is no filter of system calls for this processor"
    if os.geteuid() == 0:
        return "root is above its walls: grade as an ordinary user"
    return ""


def why_not_whole() -> str:
    """What of the walls this kernel is too old for; "" when nothing."""
    if walls.version() < walls.SIGNALS:
        return "before Linux 6.12 a submission can send signals to your other processes"
    return ""


def plan(stub: Path, python_folders: Sequence[str], seen: Sequence[str], own: Sequence[str]) -> dict[str, Any]:
    """What the walls of a box are made of: arguments of `walls.Walls`; what is `own` can be written, what is `seen` read.

    GraderError if it would show hidden checks: unlike a container, it can't cover a folder within one that is shown.
    """
    shown = (*_SYSTEM, *python_folders)
    kit = kit_in(stub, *map(Path, shown))
    if kit:
        raise GraderError(
            f"the reduced box would show {kit}, which lies among what Python needs: put the kit elsewhere"
        )
    return {
        "see": [*_SEEN, *python_folders, str(INSIDE), *seen],
        "use": list(_USED),
        "own": [*own, "/dev/shm"],
        "syscalls": seccomp.program(reduced=True).hex(),
    }
