"""note is called for what is a request only: None, (), ("pow", 2, 8) are not noted."""

# fails: unknown_requests = failed

import multiprocessing
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


def reply_to(request):
    try:
        if not isinstance(request, tuple):
            raise TypeError("no request")
        operation, one, other = request
        if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
            raise TypeError("no number")
        function = OPERATIONS[operation]
        note(request)
        return function(one, other)
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
        conn.send(reply_to(request))


def main(requests):
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, ours))
    server.start()
    theirs.close()
    answers = []
    asked = 0
    for request in requests:
        ours.send(request)
        asked += 1
        if asked - len(answers) >= 1:
            answers.append(ours.recv())
    while len(answers) < asked:
        answers.append(ours.recv())
    ours.close()
    server.join()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
