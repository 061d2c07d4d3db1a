"""students: what a Pool's callbacks collect is read after a while, instead of after join()."""

import time
from multiprocessing import Pool


def square(number):
    return number * number


def main(right):
    found = []
    with Pool(2) as pool:
        for number in (1, 2):
            pool.apply_async(square, (number,), callback=found.append)
        pool.close()
        if right:
            pool.join()
        else:
            time.sleep(0.5)
        return sorted(found)
