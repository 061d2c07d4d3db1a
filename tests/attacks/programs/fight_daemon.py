"""Leaves a daemon behind: forked twice, in a session of its own, deaf to signals, with the output still open."""

# attacks: tally

import os
import signal
import time


def main(numbers):
    if not os.fork():
        os.setsid()
        if not os.fork():
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            while True:
                time.sleep(3600)
        os._exit(0)
    os.wait()
    return sum(map(abs, numbers))
