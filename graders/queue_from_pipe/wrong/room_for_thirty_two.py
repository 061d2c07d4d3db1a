"""At most 32 items are on their way, however small."""

# fails: many_consumers = deadlocked

import multiprocessing
import pickle


class PipeQueue:
    def __init__(self):
        self._reader, self._writer = multiprocessing.Pipe(duplex=False)
        self._reading, self._writing = multiprocessing.Lock(), multiprocessing.Lock()
        self._room = multiprocessing.BoundedSemaphore(32)

    def put(self, item):
        data = pickle.dumps(item)
        self._room.acquire()
        with self._writing:
            self._writer.send_bytes(data)

    def get(self):
        with self._reading:
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)


# given: leave as it is
class Broken:
    """Can be sent, but raises ValueError where it is received."""

    def __reduce__(self):
        return int, ("broken",)


# given: leave as it is
def supply(q, items):
    """A producer: puts its items. "generator" stands for one, which can't be sent, and "broken" for a Broken."""
    for item in items:
        if item == "generator":
            item = (nothing for nothing in ())
        elif item == "broken":
            item = Broken()
        try:
            q.put(item)
        except Exception as error:
            print(f"put raised {type(error).__name__}: {error}")


# given: leave as it is
def collect(q, count, answer):
    """A consumer: gets `count` items, and sends the list of them to `answer`."""
    found = []
    for _ in range(count):
        try:
            found.append(q.get())
        except Exception as error:
            print(f"get raised {type(error).__name__}: {error}")
            found.append(("raised", type(error).__name__))
    answer.send(found)


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
def rehearse(batches, counts, later=False):
    """Let processes use a PipeQueue: a producer for each batch, and a consumer for each count, who gets so many items.

    Returns the list of what each consumer got. With `later`, the consumers start when the producers have ended."""
    from queue_from_pipe import PipeQueue, collect, supply  # by their names, as a spawned process finds them

    q = PipeQueue()
    if names := ready_made(q):
        raise TypeError(f"a PipeQueue is made of pipes and locks, but there is a {names[0]} inside")
    producers = [multiprocessing.Process(target=supply, args=(q, batch)) for batch in batches]
    pipes = [multiprocessing.Pipe(duplex=False) for _ in counts]
    consumers = [
        multiprocessing.Process(target=collect, args=(q, count, answer))
        for count, (_, answer) in zip(counts, pipes, strict=True)
    ]
    for group in (producers, consumers) if later else (consumers, producers):
        for process in group:
            process.start()
        if later:
            for process in producers:
                process.join()
    found = [result.recv() for result, _ in pipes]
    for process in producers + consumers:
        process.join()
    return found


if __name__ == "__main__":
    for got in rehearse([[bytes(20_000)] * 30] * 3, [30] * 3):
        print(len(got), "items, all of them whole:", all(item == bytes(20_000) for item in got))
