"""The walls of a reduced box: what the root process of a run gives up before it imports the submission.

Where no container can be had, Landlock keeps a run and all its descendants out of the file system but for what
they need, keeps them from signalling and tracing anybody else, and a filter of system calls does the rest. The
driver stays outside of these walls, so that nobody within them can stop it from sweeping up. It has one of its
own around itself and all runs, through which no signal passes: so it can kill all that it has started at once.
"""

import ctypes
import errno
import os
import struct
import sys

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # landlock_create_ruleset and so on: the same numbers on all machines
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_PATH_BENEATH = 1
_SIZES = {3: 8, 4: 16, 5: 16}  # of struct landlock_ruleset_attr, by what the kernel knows; 24 from 6 on
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2

_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE, _DEVICE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_CHARACTER, _BLOCK = 1 << 6, 1 << 11  # devices: nobody makes any
_SEE = _EXECUTE | _READ | _LIST
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICE
_NET = 0b11  # binding and connecting TCP
_SIGNALS = 0b10
_SCOPE = 0b01 | _SIGNALS  # the former: abstract unix sockets
LEAST, SIGNALS = 3, 6
"""The least version that is of use (Linux 6.2), and the one that keeps signals in (Linux 6.12)."""


def version():
    """Which version of Landlock this kernel has; 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, _libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION)))


class Walls:
    """Ready to be put up: `see` may be read and executed, `use` read and written, `own` is the run's altogether.

    `newest` pretends an older kernel. `alone` is whether nobody outside can be reached by a signal any more.
    """

    def __init__(self, see, use, own, syscalls, newest=SIGNALS):
        known = min(version(), newest)
        self.alone = known >= SIGNALS and _keep_signals_in()
        every = (1 << (16 if known >= 5 else 15)) - 1
        attributes = struct.pack("QQQ", every, _NET, _SCOPE)[: _SIZES.get(known, 24)]
        self.ruleset = _checked(_libc().syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0))
        for paths, allowed in ((see, _SEE), (use, _READ | _WRITE), (own, every & ~(_CHARACTER | _BLOCK | _DEVICE))):
            for path in paths:
                self._allow(path, allowed)
        self.syscalls = bytes.fromhex(syscalls)

    def _allow(self, path, allowed):
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return  # not on this machine
        try:
            rule = struct.pack("=Qi", allowed if os.path.isdir(path) else allowed & _ON_FILES, fd)
            _checked(_libc().syscall(_ADD, self.ruleset, _PATH_BENEATH, rule, 0))
        finally:
            os.close(fd)

    def put_up(self):
        """Around this process and all that it will ever start; there is no way back."""
        libc = _libc()
        _restrict(self.ruleset)
        steps = ctypes.create_string_buffer(self.syscalls, len(self.syscalls))
        program = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(steps))
        _checked(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0))


def _keep_signals_in():
    """Whether from now on this process can send signals to itself and its descendants only; tried, not believed."""
    attributes = struct.pack("QQQ", 0, 0, _SIGNALS)
    _restrict(_checked(_libc().syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)))
    for outside in (os.getppid(), 1):
        try:
            os.kill(outside, 0)
        except PermissionError:
            continue
        return False
    return True


def _restrict(ruleset):
    libc = _libc()
    _checked(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(libc.syscall(_RESTRICT, ruleset, 0))
    os.close(ruleset)


def _libc():
    return ctypes.CDLL(None, use_errno=True)


def _checked(result):
    if result < 0:
        number = ctypes.get_errno() or errno.EINVAL
        raise OSError(number, os.strerror(number))
    return result
