"""Puts its own function in place of the one that the grader watches."""

# attacks: greeting

import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def nothing():
    pass


def main(name):
    greet.__globals__["procession_given"] = lambda *args: f"hello {name}"
    greet.__code__ = (lambda name: f"hello {name}").__code__
    process = multiprocessing.Process(target=nothing)
    process.start()
    process.join()
    return greet(name)
