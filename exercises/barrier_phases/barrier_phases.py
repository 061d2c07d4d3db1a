"""Several parties work in phases, and nobody may begin a phase before all have ended the one before.

Here they sleep for a moment in between, and hope that this is enough."""

import multiprocessing
import time


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
    for phase in range(phases):
        print(f"{party} begins phase {phase}")
        done.append(work(party, phase))
        time.sleep(0.2)  # by now the others will have ended it, too
    results.put((party, done))


def main(parties, phases):
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
