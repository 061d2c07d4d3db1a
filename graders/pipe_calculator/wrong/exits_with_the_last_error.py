"""The server ends with the text of an error, if the last request got one: that is exit code 1."""

# fails: ends = failed

import multiprocessing
import operator
import sys
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


def answer(request):
    try:
        operation, one, other = request
        for number in (one, other):
            if not isinstance(number, (int, float)):
                raise TypeError("operands must be numbers")
        return OPERATIONS[operation](one, other)
    except Exception as error:
        return "error", str(error)


def serve(conn, other=None):
    if other is not None:
        other.close()
    status = None
    while True:
        try:
            request = conn.recv()
        except EOFError:
            sys.exit(status)
        note(request)
        result = answer(request)
        status = result[1] if isinstance(result, tuple) else None
        conn.send(result)


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
