"""A number is announced under the lock, and written when the lock has been given back."""

# fails: every_number = failed
# fails: first_in_first_out = failed

import multiprocessing


class Mailbox:
    """Holds up to `size` numbers, first in, first out, for any number of producers and consumers."""

    def __init__(self, size):
        self.size = size
        self.numbers = multiprocessing.Array("q", size)
        self.places = multiprocessing.Array("i", 2)
        self.room = multiprocessing.Semaphore(size)
        self.there = multiprocessing.Semaphore(0)
        self.lock = multiprocessing.Lock()

    def put(self, number):
        self.room.acquire()
        with self.lock:
            place = self.places[1]
            self.places[1] = (place + 1) % self.size
            self.there.release()
        self.numbers[place] = number

    def get(self):
        self.there.acquire()
        with self.lock:
            number = self.numbers[self.places[0]]
            self.places[0] = (self.places[0] + 1) % self.size
        self.room.release()
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
