"""A pool of two."""

import multiprocessing


def main(numbers):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(int, numbers))
