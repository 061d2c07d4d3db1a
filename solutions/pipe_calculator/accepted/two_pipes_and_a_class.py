"""Subclass of Process with a pipe for each direction; a match statement."""

import multiprocessing
import operator
import time

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}


# given: leave as it is
def note(request):
    """The server notes down each request before it works it out: slow."""
    time.sleep(0.1)


class Calculator(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self.questions, self.ask = multiprocessing.Pipe(duplex=False)
        self.answers, self.answer = multiprocessing.Pipe(duplex=False)

    def run(self):
        self.ask.close()
        self.answers.close()
        try:
            while True:
                question = self.questions.recv()
                note(question)
                self.answer.send(work_out(question))
        except EOFError:
            pass

    def __call__(self, question):
        self.ask.send(question)
        return self.answers.recv()

    def stop(self):
        self.ask.close()
        self.join()


def work_out(question):
    try:
        match question:
            case ("add", int() | float() as a, int() | float() as b):
                return a + b
            case ("sub", int() | float() as a, int() | float() as b):
                return a - b
            case ("mul", int() | float() as a, int() | float() as b):
                return a * b
            case ("div", int() | float() as a, int() | float() as b):
                return a / b
            case _:
                return ("error", "what?")
    except ArithmeticError as e:
        return ("error", str(e))


def main(requests):
    calculator = Calculator()
    calculator.start()
    answers = [calculator(request) for request in requests]
    calculator.stop()
    return answers


if __name__ == "__main__":
    print(main([("add", 2, 3), ("div", 1, 0), ("mul", 4, 5), ("pow", 2, 8)]))
