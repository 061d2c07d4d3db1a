"""Two queues instead of a pipe, and a special object for the end."""

import multiprocessing
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


STOP = "\0stop"


def calculate(request):
    if type(request) is not tuple or len(request) != 3:
        raise ValueError("a request is (operation, number, number)")
    name, a, b = request
    if name not in list(OPERATIONS):
        raise ValueError("unknown operation")
    for x in (a, b):
        if type(x) not in (int, float):
            raise ValueError("no number")
    return OPERATIONS[name](a, b)


def serve(questions, answers):
    for request in iter(questions.get, STOP):
        note(request)
        try:
            answers.put(calculate(request))
        except Exception as e:
            answers.put(("error", str(e)))


def main(requests):
    mp = multiprocessing.get_context()
    questions, answers = mp.Queue(), mp.SimpleQueue()
    p = mp.Process(target=serve, args=(questions, answers))
    p.start()
    for request in requests:
        questions.put(request)
    questions.put(STOP)
    result = [answers.get() for _ in requests]
    p.join()
    return result


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
