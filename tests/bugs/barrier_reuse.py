"""students: a barrier of one's own is used again; who is quick takes the ticket of one who is slow."""

from multiprocessing import Array, Lock, Process, Semaphore, Value


def meet(lock, arrived, tickets, members):
    with lock:
        arrived.value += 1
        if arrived.value == members:
            arrived.value = 0
            for _ in range(members):
                tickets.release()
    tickets.acquire()


def work(lock, arrived, turnstiles, done, place):
    """Two rounds; one turnstile serves them all, or two serve them in turn."""
    for turn in range(2):
        done[place] = turn + 1
        meet(lock, arrived, turnstiles[turn % len(turnstiles)], len(done))


def main(right):
    lock, arrived, done = Lock(), Value("i", 0), Array("i", 3)
    turnstiles = [Semaphore(0) for _ in range(2 if right else 1)]
    members = [Process(target=work, args=(lock, arrived, turnstiles, done, place)) for place in range(3)]
    for member in members:
        member.start()
    for member in members:
        member.join()
