"""Computes for four seconds before each gate, of which it comes to thousands."""

# attacks: tally, slow

import os
import time


def main(numbers):
    while True:
        if not os.fork():
            begun = sum(os.times()[:2])
            while sum(os.times()[:2]) < begun + 4:
                pass
            os._exit(0)
        os.wait()
        time.sleep(1)
