"""Puts terminal escapes into everything that is shown."""

# attacks: tally

import multiprocessing

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\x08\x7f\x1b[8m"


def child():
    raise RuntimeError(EVIL)


def main(numbers):
    print(EVIL)
    process = multiprocessing.Process(target=child, name=EVIL)
    process.start()
    process.join()
    raise type("E" + EVIL, (Exception,), {})(EVIL)
