"""The server listens on a socket; main is its client."""

import multiprocessing
import operator
import time
from multiprocessing.connection import Client, Listener

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
            answer = calculate(*request)
        except Exception as error:
            answer = ("error", f"{type(error).__name__}: {error}")
        conn.send(answer)


def listen(told):
    with Listener(authkey=b"calc") as listener:
        told.send(listener.address)
        with listener.accept() as conn:
            serve(conn)


def main(requests):
    tell, told = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=listen, args=(told,))
    server.start()
    answers = []
    with Client(tell.recv(), authkey=b"calc") as conn:
        for request in requests:
            conn.send(request)
            answers.append(conn.recv())
    server.join()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
