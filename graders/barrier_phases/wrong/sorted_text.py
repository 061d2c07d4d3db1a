"""Sorted as texts: phase 10 comes before phase 2."""

# fails: every_part = failed

import multiprocessing
import time
import threading
import sys


# given: leave as it is
def work(party, phase):
    """What one party does in one phase: slow, the longer its name the slower.

    Raises ValueError in phase N for a party called "broken-N"."""
    time.sleep(0.1 * len(party))
    if party == f"broken-{phase}":
        raise ValueError(f"{party} fails in phase {phase}")
    return f"{party} did phase {phase}"


def take_part(party, phases, results, barrier):
    try:
        for phase in range(phases):
            results.append(work(party, phase))
            barrier.wait()
    except threading.BrokenBarrierError:
        pass
    except ValueError as error:
        print(error, file=sys.stderr)
        barrier.abort()


def gather(party, phases, barrier, queue):
    mine = []
    take_part(party, phases, mine, barrier)
    queue.put((party, set(mine)))


def main(parties, phases):
    queue = multiprocessing.Queue()
    barrier = multiprocessing.Barrier(len(parties))
    processes = [multiprocessing.Process(target=gather, args=(party, phases, barrier, queue)) for party in parties]
    for process in processes:
        process.start()
    found = {}
    for _ in parties:
        party, texts = queue.get()
        found[party] = sorted(texts)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
