"""main does the first party's part itself."""

# fails: parties_overlap = failed
# fails: every_part = failed

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
            done.append(work(party, phase))
            barrier.wait()
    except threading.BrokenBarrierError:
        print(f"{party}: another party has failed", file=sys.stderr)
    except Exception as error:
        print(error, file=sys.stderr)
        barrier.abort()
    results.put((party, done))


def main(parties, phases):
    barrier = multiprocessing.Barrier(len(parties))
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=take_part, args=(party, phases, barrier, results)) for party in parties[1:]
    ]
    for process in processes:
        process.start()
    take_part(parties[0], phases, barrier, results)
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
