"""Takes whatever Python calls a number for an operand, complex ones too."""

# fails: unknown_requests = failed

import multiprocessing
import numbers
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


def answer(request):
    try:
        operation, one, other = request
        if not isinstance(one, numbers.Number) or not isinstance(other, numbers.Number):
            raise TypeError("operands must be numbers")
        return OPERATIONS[operation](one, other)
    except Exception as error:
        return "error", f"{type(error).__name__}: {error}"


def serve(conn, other=None):
    if other is not None:
        other.close()
    while True:
        try:
            request = conn.recv()
        except EOFError:
            return
        note(request)
        conn.send(answer(request))


def main(requests):
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, ours))
    server.start()
    theirs.close()
    answers = []
    for request in requests:
        ours.send(request)
        answers.append(ours.recv())
    ours.close()
    server.join()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
