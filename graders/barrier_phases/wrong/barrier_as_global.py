"""The barrier is a global that main sets: a spawned process finds None."""

# fails: phases_in_step = deadlocked
# fails: every_part = deadlocked
# fails: ends = deadlocked
# fails: failing_party = deadlocked

import multiprocessing
import sys
import threading
import time

barrier = None


# given: leave as it is
def work(party, phase):
    """What one party does in one phase: slow, the longer its name the slower.

    Raises ValueError in phase N for a party called "broken-N"."""
    time.sleep(0.1 * len(party))
    if party == f"broken-{phase}":
        raise ValueError(f"{party} fails in phase {phase}")
    return f"{party} did phase {phase}"


def take_part(party, phases, results):
    done = []
    try:
        for phase in range(phases):
            done.append(work(party, phase))
            barrier.wait()
    except threading.BrokenBarrierError:
        print(f"{party}: another party has failed", file=sys.stderr)
    except ValueError as error:
        print(error, file=sys.stderr)
        if barrier:
            barrier.abort()
    results.put((party, done))


def main(parties, phases):
    global barrier
    barrier = multiprocessing.Barrier(len(parties))
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, results)) for party in parties]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
