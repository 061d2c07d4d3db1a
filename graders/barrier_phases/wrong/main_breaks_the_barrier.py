"""Main breaks the barrier when it hears of a failure, and the one that failed comes to the barrier meanwhile."""

# fails: failing_party = failed

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


def take_part(party, phases, results, meet):
    done, failed = [], False
    try:
        for phase in range(phases):
            if phase:
                meet.wait()
            done.append(work(party, phase))
    except threading.BrokenBarrierError:
        pass
    except ValueError as error:
        print(error, file=sys.stderr)
        failed = True
    results.put((party, done, failed))
    if failed and phase + 1 < phases:
        try:
            meet.wait()
        except threading.BrokenBarrierError:
            pass


def main(parties, phases):
    results = multiprocessing.SimpleQueue()
    meet = multiprocessing.Barrier(len(parties))
    processes = [multiprocessing.Process(target=take_part, args=(party, phases, results, meet)) for party in parties]
    for process in processes:
        process.start()
    found = {}
    for _ in parties:
        party, done, failed = results.get()
        if failed:
            meet.abort()
        found[party] = done
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
