"""The last producer puts the end signal, which may overtake what another one's thread has not sent yet."""

# fails: eats_everything = failed

import multiprocessing
import time


# given: leave as it is
def make(name, i):
    """Make item number i of one producer: slow."""
    time.sleep(0.2)
    return f"{name}-{i}"


# given: leave as it is
def eat(item):
    """Eat one item: slow. Returns the item."""
    time.sleep(0.1)
    return item


def producer(q, name, n, at_work):
    for i in range(n):
        q.put(make(name, i))
    with at_work.get_lock():
        at_work.value -= 1
        if at_work.value == 0:
            q.put(None)  # the last one puts out the light


def consumer(q, out):
    while True:
        item = q.get()
        if item is None:
            break
        out.put(eat(item))
    out.put(None)


def main(producers, n):
    if not producers:
        return []
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    at_work = multiprocessing.Value("i", len(producers))
    processes = [multiprocessing.Process(target=producer, args=(q, name, n, at_work)) for name in producers]
    processes.append(multiprocessing.Process(target=consumer, args=(q, out)))
    for process in processes:
        process.start()
    eaten = list(iter(out.get, None))
    for process in processes:
        process.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
