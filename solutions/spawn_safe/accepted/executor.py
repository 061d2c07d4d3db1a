"""concurrent.futures, with a process for each name."""

import concurrent.futures
import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    with concurrent.futures.ProcessPoolExecutor(max_workers=max(1, len(names))) as executor:
        futures = {name: executor.submit(render, name, width=label_width) for name in names}
        return {name: future.result() for name, future in futures.items()}


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
