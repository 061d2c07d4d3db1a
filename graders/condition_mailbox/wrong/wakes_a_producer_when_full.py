"""Producers are woken only when the mailbox was full: of two who wait one may sleep on."""

# fails: nobody_sleeps_on = deadlocked

import multiprocessing


class Mailbox:
    def __init__(self, size):
        self.size = size
        self.numbers = multiprocessing.Array("q", size, lock=False)
        self.first = multiprocessing.Value("q", 0, lock=False)
        self.count = multiprocessing.Value("q", 0, lock=False)
        lock = multiprocessing.Lock()
        self.not_empty, self.not_full = multiprocessing.Condition(lock), multiprocessing.Condition(lock)

    def put(self, number):
        with self.not_full:
            self.not_full.wait_for(lambda: self.count.value < self.size)
            self.numbers[(self.first.value + self.count.value) % self.size] = number
            self.count.value += 1
            if self.count.value == 1:
                self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.count.value > 0)
            number = self.numbers[self.first.value]
            self.first.value = (self.first.value + 1) % self.size
            self.count.value -= 1
            if self.count.value:
                self.not_empty.notify()
            if self.count.value == self.size - 1:
                self.not_full.notify()
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
