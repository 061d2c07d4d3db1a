"""Aborts in the main process and in a child."""

# attacks: tally

import multiprocessing
import os


def main(numbers):
    process = multiprocessing.Process(target=os.abort)
    process.start()
    process.join()
    os.abort()
