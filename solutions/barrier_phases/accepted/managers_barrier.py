"""Barrier and lists of a Manager."""

import multiprocessing
import sys
import threading
import time


# given: leave as it is
def work(party, phase):
    """What one party does in one phase: slow, the longer its name the slower.

    Raises ValueError in phase N for a party called "broken-N"."""
    time.sleep(0.1 * len(party))
    if party == f"broken-{phase}":
        raise ValueError(f"{party} fails in phase {phase}")
    return f"{party} did phase {phase}"


def take_part(party, phases, barrier, done):
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(f"{error!r}", file=sys.stderr)
            barrier.abort()
            return
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            return


def main(parties, phases):
    with multiprocessing.Manager() as manager:
        barrier = manager.Barrier(len(parties))
        lists = {party: manager.list() for party in parties}
        processes = [
            multiprocessing.Process(target=take_part, args=(party, phases, barrier, lists[party])) for party in parties
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return {party: list(done) for party, done in lists.items()}


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
