"""Sleeps and tells; a window of three open requests; waits with poll."""

import multiprocessing
import operator
import sys
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
        print("asked", str(request)[:80], file=sys.stderr)
        time.sleep(0.3)
        note(request)
        try:
            answer = calculate(*request)
        except Exception as error:
            answer = ("error", f"{type(error).__name__}: {error}")
        conn.send(answer)


def main(requests):
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, ours))
    server.start()
    time.sleep(0.5)
    theirs.close()
    answers = []
    for number, request in enumerate(requests):
        ours.send(request)
        if number >= 2:
            while not ours.poll(0.2):
                pass
            answers.append(ours.recv())
    while len(answers) < len(requests):
        answers.append(ours.recv())
    ours.close()
    time.sleep(0.2)
    server.join()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
