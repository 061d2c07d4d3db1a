"""The system calls in which a thread may wait, and by which arguments it does so without a time-out."""

import platform

# Numbers of the system calls that may wait for ever: name -> number, for each architecture.
_X86_64 = {
    "read": 0, "write": 1, "poll": 7, "readv": 19, "writev": 20, "select": 23, "pause": 34,
    "connect": 42, "accept": 43, "sendto": 44, "recvfrom": 45, "sendmsg": 46, "recvmsg": 47, "wait4": 61,
    "fcntl": 72, "flock": 73, "rt_sigtimedwait": 128, "rt_sigsuspend": 130, "futex": 202,
    "epoll_wait": 232, "waitid": 247, "openat": 257, "pselect6": 270, "ppoll": 271,
    "epoll_pwait": 281, "accept4": 288, "epoll_pwait2": 441, "nanosleep": 35, "clock_nanosleep": 230,
}  # fmt: skip
_AARCH64 = {
    "fcntl": 25, "flock": 32, "openat": 56, "read": 63, "write": 64, "readv": 65, "writev": 66,
    "pselect6": 72, "ppoll": 73, "waitid": 95, "futex": 98, "epoll_pwait": 22,
    "rt_sigsuspend": 133, "rt_sigtimedwait": 137, "accept": 202, "connect": 203, "sendto": 206, "recvfrom": 207,
    "sendmsg": 211, "recvmsg": 212, "accept4": 242, "wait4": 260, "epoll_pwait2": 441,
    "nanosleep": 101, "clock_nanosleep": 115,
}  # fmt: skip
_TABLES = {"x86_64": _X86_64, "aarch64": _AARCH64, "arm64": _AARCH64}
NAMES = {number: name for name, number in _TABLES.get(platform.machine(), {}).items()}

_PLAIN = {"wait4", "waitid", "connect", "accept", "accept4", "pause", "rt_sigsuspend", "flock"}
ON_A_FILE = {"read", "write", "readv", "writev", "recvfrom", "recvmsg", "sendto", "sendmsg"}
_NULL_TIMEOUT = {"futex": 3, "select": 4, "pselect6": 4, "ppoll": 2, "rt_sigtimedwait": 2, "epoll_pwait2": 3}
_MILLISECONDS = {"poll": 2, "epoll_wait": 3, "epoll_pwait": 3}
TIMED = {*_NULL_TIMEOUT, *_MILLISECONDS, "nanosleep", "clock_nanosleep"}
_FUTEX_WAITS = {0, 6, 9, 11, 13}  # WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2
_F_SETLKW = {7, 38}


def without_timeout(name: str, arguments: tuple[int, ...]) -> bool:
    """Whether a call with these arguments has no time-out (of one in ON_A_FILE: what it is open on tells)."""
    if name in _NULL_TIMEOUT:
        waits = name != "futex" or arguments[1] & 0x7F in _FUTEX_WAITS
        return waits and arguments[_NULL_TIMEOUT[name]] == 0
    if name in _MILLISECONDS:
        return bool(arguments[_MILLISECONDS[name]] & 0x80000000)  # a negative int
    if name == "fcntl":
        return arguments[1] in _F_SETLKW
    return name in _PLAIN
