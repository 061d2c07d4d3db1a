"""Computes for ever, in every process."""

# attacks: tally, slow

import multiprocessing


def forever():
    while True:
        pass


def main(numbers):
    for _ in range(3):
        multiprocessing.Process(target=forever).start()
    forever()
