"""An infinite result is taken for an overflow."""

# fails: answers_in_order = failed

import multiprocessing
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


import math


def reply_to(request):
    try:
        if not isinstance(request, tuple):
            raise TypeError("no request")
        operation, one, other = request
        if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
            raise TypeError("no number")
        answer = OPERATIONS[operation](one, other)
        if isinstance(answer, float) and not math.isfinite(answer):
            raise OverflowError
        return answer
    except Exception as error:
        return ("error", type(error).__name__)


def serve(conn, other=None):
    if other:
        other.close()
    while True:
        try:
            request = conn.recv()
        except EOFError:
            return
        note(request)
        conn.send(reply_to(request))


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
