"""Nothing but an empty answer tells of a failure; but an empty payload gives empty results, too."""

# fails: every_result = failed

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def work(conn, payload, n):
    try:
        conn.send(produce(n, payload))
    except ValueError:
        conn.send(b"")
    conn.close()


def main(numbers, payload):
    jobs = []
    for n in numbers:
        r, w = multiprocessing.Pipe(False)
        p = multiprocessing.Process(target=work, args=(w, payload, n))
        p.start()
        jobs.append((n, r, p))
    found = {}
    for n, r, p in jobs:
        data = r.recv()
        if data or n == 0:
            found[n] = data
        p.join()
    return found


if __name__ == "__main__":
    print(main([1, 2], b"x"))
