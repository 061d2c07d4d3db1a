"""main works it out itself."""

# fails: answers_in_order = failed
# fails: one_server = failed
# fails: unknown_requests = failed
# fails: failing_requests = failed
# fails: ends = failed
# fails: many_requests = failed

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


def main(requests):
    answers = []
    for request in requests:
        note(request)
        try:
            answers.append(calculate(*request))
        except Exception as error:
            answers.append(("error", str(error)))
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
