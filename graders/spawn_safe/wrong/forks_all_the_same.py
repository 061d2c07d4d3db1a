"""Makes the problem go away by forcing fork."""

# fails: every_label = failed
# fails: width_is_told = failed
# fails: takes_the_chosen_method = failed

import multiprocessing
import sys
import time

width = 20


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    global width
    width = label_width
    multiprocessing.set_start_method("fork", force=True)
    labels = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=lambda name=name: labels.put((name, render(name, width)))) for name in names
    ]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
