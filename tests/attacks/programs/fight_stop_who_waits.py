"""Stops a child that waits for a lock, then gives the lock back."""

# attacks: tally

import multiprocessing
import os
import signal


def child(lock, ready):
    ready.set()
    with lock:
        pass


def main(numbers):
    lock, ready = multiprocessing.Lock(), multiprocessing.Event()
    with lock:
        process = multiprocessing.Process(target=child, args=(lock, ready))
        process.start()
        ready.wait()
        os.kill(process.pid, signal.SIGSTOP)
    process.join()
    return sum(map(abs, numbers))
