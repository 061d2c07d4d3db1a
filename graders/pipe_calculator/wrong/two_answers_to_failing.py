"""A failing request gets an answer in the except, and one more after it."""

# fails: unknown_requests = failed
# fails: failing_requests = failed
# fails: ends = failed

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


def serve(conn, other=None):
    if other is not None:
        other.close()
    while True:
        try:
            request = conn.recv()
        except EOFError:
            break
        note(request)
        try:
            answer = None
            answer = calculate(*request)
        except Exception as error:
            conn.send(("error", f"{type(error).__name__}: {error}"))
        conn.send(answer)


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
