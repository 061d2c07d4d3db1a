"""A pool of one."""

import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    with multiprocessing.Pool(1) as pool:
        answer = pool.apply(greet, (name,))
        pool.close()
        pool.join()
    return answer
