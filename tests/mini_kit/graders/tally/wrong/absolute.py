"""Signs are lost."""

# fails: adds = failed

import multiprocessing


def main(numbers):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(abs, numbers))
