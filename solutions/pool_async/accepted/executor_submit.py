"""concurrent.futures: the end of `with` waits for every job, also when a result() has raised."""

import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs: list[int], workers: int) -> list[int]:
    with ProcessPoolExecutor(max_workers=workers) as executor:
        futures = [executor.submit(job, n) for n in jobs]
        return [future.result() for future in futures]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
