"""Each request travels in a tuple of its own; an empty one is the end."""

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


def serve(conn):
    while packet := conn.recv():
        request = packet[0]
        note(request)
        try:
            answer = calculate(*request)
        except (TypeError, KeyError, ArithmeticError, ValueError) as error:
            answer = ("error", "can't: " + str(error))
        conn.send(answer)


def main(requests):
    conn, child = multiprocessing.Pipe()
    p = multiprocessing.Process(target=serve, args=[child], daemon=True)
    p.start()

    def ask(request):
        conn.send((request,))
        return conn.recv()

    try:
        return list(map(ask, requests))
    finally:
        conn.send(())
        p.join()


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
