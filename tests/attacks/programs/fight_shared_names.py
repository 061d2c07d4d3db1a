"""Leaves shared memory behind whose name is no text."""

# attacks: greeting

import os


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    os.close(os.open(b"/dev/shm/attack\xff\xfe\x1b]0;x\x07", os.O_CREAT | os.O_WRONLY))
    return greet(name)
