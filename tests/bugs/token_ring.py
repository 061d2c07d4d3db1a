"""token ring (SCTBench): each process counts on from its left neighbour, without waiting for it."""

from multiprocessing import Array, Event, Process


def pass_on(ring, place, left, mine):
    if left is not None:
        left.wait()
    ring[place] = ring[place - 1] + 1
    mine.set()


def main(right):
    ring = Array("i", 4)
    passed = [Event() for _ in range(4)]
    passed[0].set()
    members = [
        Process(target=pass_on, args=(ring, place, passed[place - 1] if right else None, passed[place]))
        for place in range(1, 4)
    ]
    for member in members:
        member.start()
    for member in members:
        member.join()
    return list(ring)
