"""circular buffer (SCTBench): two producers ask for the next slot before they take the lock."""

from multiprocessing import Array, Lock, Process, Value


def put_buggy(ring, tail, lock, item):
    slot = tail.value
    with lock:
        ring[slot % len(ring)] = item
        tail.value = slot + 1


def put_right(ring, tail, lock, item):
    with lock:
        slot = tail.value
        ring[slot % len(ring)] = item
        tail.value = slot + 1


def main(right):
    ring, tail, lock = Array("i", 4), Value("i", 3), Lock()
    put = put_right if right else put_buggy
    producers = [Process(target=put, args=(ring, tail, lock, item)) for item in (1, 2)]
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    return sorted(ring)
