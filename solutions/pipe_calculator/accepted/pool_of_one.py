"""A pool with one worker is a server, too."""

import multiprocessing
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


def calculate(operation, one, other):
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        raise TypeError("both operands must be numbers")
    return OPERATIONS[operation](one, other)


def serve(request):
    note(request)
    try:
        return calculate(*request)
    except Exception as error:
        return ("error", f"{error!r}")


def main(requests):
    with multiprocessing.Pool(1) as pool:
        answers = pool.map(serve, requests)
        pool.close()
        pool.join()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
