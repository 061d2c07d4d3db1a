"""carter01 (SCTBench): who waits for the room holds the lock that those inside need in order to leave."""

from multiprocessing import Lock, Process, Value


def visit(door, room, inside):
    """The first of a group takes the room, the last gives it back."""
    with door:
        inside.value += 1
        if inside.value == 1:
            room.acquire()
    with door:
        inside.value -= 1
        if inside.value == 0:
            room.release()


def main(right):
    door, room = Lock(), Lock()
    other_door = Lock() if right else door
    groups = [(door, room, Value("i", 0)), (other_door, room, Value("i", 0))]
    visitors = [Process(target=visit, args=group) for group in groups]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
