"""StringBuffer (SCTBench's CB.stringbuffer): its length is asked, it shrinks, and then it is copied."""

from contextlib import nullcontext
from multiprocessing import Array, Lock, Process, Value


def erase(lock, length, letters):
    with lock or nullcontext():
        length.value = 0
        letters[:] = [0, 0, 0]


def main(right):
    lock, length, letters = Lock() if right else None, Value("i", 3), Array("i", [7, 8, 9])
    eraser = Process(target=erase, args=(lock, length, letters))
    eraser.start()
    with lock or nullcontext():
        copied = letters[: length.value]
    eraser.join()
    return copied
