"""Each result is sent at once; an end mark says that no more will come."""

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


def take_part(party, phases, barrier, results):
    try:
        for phase in range(phases):
            results.put((party, work(party, phase)))
            barrier.wait()
    except threading.BrokenBarrierError:
        print(party, "stops", file=sys.stderr)
    except BaseException:
        barrier.abort()
        raise
    finally:
        results.put((party, None))


def main(parties, phases):
    barrier = multiprocessing.Barrier(len(parties))
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=take_part, args=(p, phases, barrier, results)) for p in parties]
    for process in processes:
        process.start()
    found = {party: [] for party in parties}
    working = len(parties)
    while working:
        party, result = results.get()
        if result is None:
            working -= 1
        else:
            found[party].append(result)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
