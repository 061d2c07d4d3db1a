"""Each phase begins with the barrier, and the last one has none after it."""

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
    done = []
    try:
        for phase in range(phases):
            if phase > 0:
                barrier.wait()
            done += [work(party, phase)]
    except threading.BrokenBarrierError:
        pass
    except ValueError as error:
        barrier.abort()
        print(party, "stops:", error, file=sys.stderr)
    finally:
        results.put((party, done))


def main(parties, phases):
    barrier = multiprocessing.Barrier(len(parties))
    results = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, barrier, results)) for party in parties]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
