"""The system calls that a box refuses: a seccomp filter, as the bytes that bubblewrap takes.

Refused is what no program of `multiprocessing` needs and what the other walls of the box do not stop: memory that
belongs to no process and so escapes the memory limit, objects of the kernel that outlive the processes of a run (System
V, message queues, keys), looking into other processes of the same user, and parts of the kernel in which holes are found
often. What takes privileges is refused already: nobody in the box has any; nor can anybody get some in a namespace of
users made for that.
"""

import errno
import platform
import struct
from collections.abc import Iterable

_X86_64 = {
    "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240,
    "add_key": 248, "request_key": 249, "keyctl": 250, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
    "pidfd_getfd": 438, "kcmp": 312, "io_uring_setup": 425, "userfaultfd": 323, "bpf": 321, "perf_event_open": 298,
    "unshare": 272, "setns": 308, "mount": 165,
}  # fmt: skip
_AARCH64 = {
    "memfd_create": 279, "memfd_secret": 447, "shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180,
    "add_key": 217, "request_key": 218, "keyctl": 219, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
    "pidfd_getfd": 438, "kcmp": 272, "io_uring_setup": 425, "userfaultfd": 282, "bpf": 280, "perf_event_open": 241,
    "unshare": 97, "setns": 268, "mount": 40,
}  # fmt: skip
# A reduced box shares its file system and its users with the rest of the machine. Landlock asks neither who changes modes,
# owners, times and attributes (here such calls do nothing, and say that all is well: copying files calls them), nor who
# changes the limits or the turns of another process (here only of oneself, by the number 0).
_PRETENDED = {
    "x86_64": (90, 91, 92, 93, 94, 132, 188, 189, 190, 197, 198, 199, 235, 260, 261, 268, 280, 452, 463, 466, 469),
    "aarch64": (5, 6, 7, 14, 15, 16, 52, 53, 54, 55, 88, 452, 463, 466, 469),
}
_OF_ONESELF = {
    # prlimit64, sched_setaffinity, sched_setattr, sched_setparam, sched_setscheduler
    "x86_64": (302, 203, 314, 142, 144),
    "aarch64": (261, 122, 274, 118, 119),
}
_NEVER = {"x86_64": (141, 251), "aarch64": (140, 30)}  # setpriority, ioprio_set
_SOCKET = {"x86_64": 41, "aarch64": 198}
_MACHINES = {"x86_64": (0xC000003E, _X86_64, 56), "aarch64": (0xC00000B7, _AARCH64, 220)}
"""Mark of the machine, what is refused there, and the number of `clone`."""
_CLONE3 = 435  # its flags lie in memory, which no filter reads: who is refused it takes `clone`
_NEW_USERS = 0x10000000  # CLONE_NEWUSER
_UNIX = 1  # AF_UNIX
_X32 = 0x40000000  # a second set of numbers for the same calls
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # see linux/bpf_common.h
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16  # where struct seccomp_data has them
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000


def program(machine: str = "", reduced: bool = False) -> bytes:
    """The filter for a machine (this one if none is named); empty where its numbers are not known.

    `reduced` adds what a container would see to.
    """
    machine = machine or platform.machine()
    known = _MACHINES.get(machine)
    if known is None:
        return b""
    architecture, calls, clone = known
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]
    steps += _answer(calls.values(), errno.EPERM) + _answer([_CLONE3], errno.ENOSYS)
    if reduced:
        steps += _answer(_PRETENDED[machine], 0) + _answer(_NEVER[machine], errno.EPERM)
        for number in _OF_ONESELF[machine]:
            steps += _unless(number, _EQUAL, 0)
        steps += _unless(_SOCKET[machine], _EQUAL, _UNIX)
    steps += [(_EQUAL, 0, 3, clone), (_LOAD, 0, 0, _ARGUMENT), (_ANY_BIT, 0, 1, _NEW_USERS)]
    steps += [(_RETURN, 0, 0, _ERRNO | errno.EPERM), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _answer(numbers: Iterable[int], error: int) -> list[tuple[int, int, int, int]]:
    """Calls that are not made: the answer is an error, or 0 as if all were well."""
    return [step for number in numbers for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | error))]


def _unless(number: int, test: int, value: int) -> list[tuple[int, int, int, int]]:
    """A call that is refused unless its first argument is so."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENT),
        (test, 1, 0, value),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
