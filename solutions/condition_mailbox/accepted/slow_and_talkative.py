"""Takes its time, and tells what it does."""

import multiprocessing
import sys
import time


class Box:
    def __init__(self, size, context):
        self.values = context.RawArray("q", size)
        self.used = context.RawValue("i", 0)

    def __len__(self):
        return self.used.value


def say(*words):
    print(multiprocessing.current_process().name, *words, file=sys.stderr)


class Mailbox:
    def __init__(self, size):
        context = multiprocessing.get_context()
        self.size = size
        self.box = Box(size, context)
        self.condition = context.Condition()

    def put(self, number):
        time.sleep(0.1)
        with self.condition:
            while len(self.box) >= self.size:
                say("waits for room")
                self.condition.wait()
            say("puts", number)
            time.sleep(0.1)
            self.box.values[len(self.box)] = number
            self.box.used.value += 1
            self.condition.notify_all()

    def get(self):
        time.sleep(0.1)
        with self.condition:
            while len(self.box) == 0:
                say("waits for a number")
                self.condition.wait()
            number, *others = self.box.values[: len(self.box)]
            self.box.values[: len(others)] = others
            self.box.used.value -= 1
            say("got", number)
            self.condition.notify_all()
        time.sleep(0.1)
        return number


# given: leave as it is
def produce(number):
    """What a producer does before it puts a number."""
    return number


# given: leave as it is
def consume(number):
    """What a consumer does with a number that it has got."""
    return number


# given: leave as it is
def supply(mailbox, numbers):
    """A producer: puts its numbers."""
    from condition_mailbox import produce

    for number in numbers:
        mailbox.put(produce(number))


# given: leave as it is
def collect(mailbox, count, answer):
    """A consumer: gets `count` numbers, and sends the list of them to `answer`."""
    from condition_mailbox import consume

    answer.send([consume(mailbox.get()) for _ in range(count)])


# given: leave as it is
def ready_made(thing, depth=4):
    """Names of the queues, and of what belongs to a Manager, somewhere inside `thing`."""
    modules = ("multiprocessing.queues", "multiprocessing.managers", "queue")
    found = [kind.__name__ for kind in type(thing).__mro__ if kind.__module__ in modules]
    if isinstance(thing, type(multiprocessing)) or depth == 0:  # modules are not looked into
        return found
    inner = [*getattr(thing, "__dict__", {}).values(), getattr(thing, "__self__", None)]
    inner += [getattr(thing, name, None) for name in getattr(type(thing), "__slots__", ())]
    inner += thing.values() if isinstance(thing, dict) else thing if isinstance(thing, (list, tuple)) else []
    return found + [name for one in inner for name in ready_made(one, depth - 1)]


# given: leave as it is
def rehearse(size, batches, counts):
    """Let processes use a Mailbox(size): a producer for each batch, and a consumer for each count, who gets so many numbers.

    Returns the list of what each consumer got."""
    from condition_mailbox import Mailbox, collect, supply  # by their names, as a spawned process finds them

    mailbox = Mailbox(size)
    if names := ready_made(mailbox):
        raise TypeError(f"a Mailbox is made by hand, but there is a {names[0]} inside")
    producers = [multiprocessing.Process(target=supply, args=(mailbox, batch)) for batch in batches]
    pipes = [multiprocessing.Pipe(duplex=False) for _ in counts]
    consumers = [
        multiprocessing.Process(target=collect, args=(mailbox, count, answer))
        for count, (_, answer) in zip(counts, pipes, strict=True)
    ]
    for process in consumers + producers:
        process.start()
    found = [result.recv() for result, _ in pipes]
    for process in producers + consumers:
        process.join()
    return found


if __name__ == "__main__":
    found = rehearse(2, [list(range(start, start + 1000)) for start in (1000, 2000, 3000)], [1000, 1000, 1000])
    numbers = [number for got in found for number in got]
    print(len(numbers), "numbers got,", len(set(numbers)), "of them different")
