"""A user of its own for each box, where the grader is root.

Root is above some limits: the kernel counts nobody's processes against root. And what root owns is root's in
the box as well. So where root grades, the box is made with root's rights and its driver then becomes a user
that nobody else is: without any rights, alone in the count of its processes, and owner of nothing outside.
"""

import functools
import os
import random
import socket
from pathlib import Path

from procession.engine import seccomp
from procession.engine.bubblewrap import why_no_bubblewrap

_FIRST, _LAST = 60_706, 61_183  # free on all systems: see "Users, Groups, UIDs and GIDs on systemd Systems"
_NEEDED = {"CAP_CHOWN": 0, "CAP_KILL": 5, "CAP_SETGID": 6, "CAP_SETUID": 7, "CAP_SYS_PTRACE": 19, "CAP_SYS_ADMIN": 21}


class PrivateUser:
    """A number of a user, taken until it is closed or the grader ends."""

    def __init__(self, number: int, mark: socket.socket) -> None:
        self.number = number
        self._mark = mark

    def close(self) -> None:
        """Give the number back."""
        self._mark.close()


def private_user() -> PrivateUser | None:
    """One that no other box has; None where there is none to be had."""
    if why_no_private_user():
        return None
    numbers = list(range(_FIRST, _LAST + 1))
    random.shuffle(numbers)
    for number in numbers:
        mark = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            mark.bind(f"\0procession-user-{number}")  # the kernel lets one have it, and takes it back
        except OSError:
            mark.close()
            continue
        return PrivateUser(number, mark)
    return None


@functools.cache
def why_no_private_user() -> str:
    """What a box's own user takes; "" when all is there, else the reason in one line."""
    if os.geteuid() != 0:
        return "the grader is not root"
    if not seccomp.program():
        return "there is no filter of system calls for this processor"
    missing = [name for name, bit in _NEEDED.items() if not _capabilities() >> bit & 1]
    if missing:
        return f"root without {', '.join(missing)}"
    if not _mapped():
        return f"there are no users {_FIRST} to {_LAST} in this container"
    return why_no_bubblewrap(users=False)


def _capabilities() -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace").splitlines()
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)


def _mapped() -> bool:
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return any(first <= _FIRST and first + count > _LAST for first, _, count in ranges)
