"""Waits in a system call that the grader does not know."""

# attacks: tally, slow

import ctypes


def main(numbers):
    library = ctypes.CDLL(None)
    queue = library.msgget(0, 0o1600)
    library.msgrcv(queue, ctypes.create_string_buffer(100), 50, 0, 0)
    return sum(map(abs, numbers))
