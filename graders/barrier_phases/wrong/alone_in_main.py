"""A party that is alone gets no process: main does its work."""

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
    done = []
    try:
        for phase in range(phases):
            done.append(work(party, phase))
            barrier.wait()
    except threading.BrokenBarrierError:
        pass
    except ValueError as error:
        print(error, file=sys.stderr)
        barrier.abort()
    results.put((party, done))


def main(parties, phases):
    if len(parties) == 1:  # nobody to wait for
        done = []
        try:
            for phase in range(phases):
                done.append(work(parties[0], phase))
        except ValueError as error:
            print(error, file=sys.stderr)
        return {parties[0]: done}
    results = multiprocessing.Queue()
    barrier = multiprocessing.Barrier(len(parties))
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, results, barrier)) for party in parties]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
