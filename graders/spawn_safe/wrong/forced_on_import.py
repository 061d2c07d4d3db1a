"""set_start_method with force, on import: whatever the program was given is overruled."""

# fails: takes_the_chosen_method = failed

import multiprocessing
import time

multiprocessing.set_start_method("spawn", force=True)


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    labels.put((name, render(name, width)))


def main(names, label_width):
    labels = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=make_label, args=(name, label_width, labels)) for name in names]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
