"""Each party writes on a board how far it is, and the others look and nap."""

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


FAILED = -1


def take_part(number, party, phases, board, results):
    done = []
    for phase in range(phases):
        try:
            done.append(work(party, phase))
        except Exception as error:
            print(error, file=sys.stderr)
            board[number] = FAILED
            break
        board[number] = phase + 1
        while FAILED not in board[:] and min(board[:]) <= phase:
            time.sleep(0.05)
        if FAILED in board[:]:
            break
    results.put((party, done))


def main(parties, phases):
    board = multiprocessing.Array("i", len(parties))
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=take_part, args=(number, party, phases, board, results))
        for number, party in enumerate(parties)
    ]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in parties)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["ada", "bartholomew", "cleo"], 3))
