"""Stops itself, and a child at a gate."""

# attacks: tally

import multiprocessing
import os
import signal
import time


def main(numbers):
    child = multiprocessing.Process(target=time.sleep, args=(1,))
    child.start()
    os.kill(child.pid, signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
    return sum(map(abs, numbers))
