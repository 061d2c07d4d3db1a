"""students: a signal is sent before the child has said what it would do on it, and kills the child."""

import os
import signal
import sys
from multiprocessing import Event, Process


def wait_for_signal(ready, never):
    signal.signal(signal.SIGUSR1, lambda *_: sys.exit(0))
    ready.set()
    never.wait()


def main(right):
    ready, never = Event(), Event()
    child = Process(target=wait_for_signal, args=(ready, never))
    child.start()
    if right:
        ready.wait()
    os.kill(child.pid, signal.SIGUSR1)
    child.join()
    return child.exitcode
