"""As many workers as processors: more parties than these wait for ever."""

# fails: phases_in_step = deadlocked
# fails: every_part = deadlocked
# fails: parties_overlap = deadlocked
# fails: failing_party = deadlocked
# fails: ends = deadlocked

import concurrent.futures
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


def remember(given):
    global barrier
    barrier = given


def take_part(party, phases):
    done = []
    try:
        for phase in range(phases):
            done.append(work(party, phase))
            barrier.wait()
    except (ValueError, threading.BrokenBarrierError) as error:
        print(party, repr(error), file=sys.stderr)
        barrier.abort()
    return done


def main(parties, phases):
    shared = multiprocessing.Barrier(len(parties))
    with concurrent.futures.ProcessPoolExecutor(initializer=remember, initargs=(shared,)) as executor:
        return dict(zip(parties, executor.map(take_part, parties, [phases] * len(parties))))


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
