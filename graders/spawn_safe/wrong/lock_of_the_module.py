"""The lock around a read-modify-write is made on import: each spawned process has its own."""

# fails: every_label = failed
# fails: width_is_told = failed

import multiprocessing
import sys
import time

lock = multiprocessing.Lock()


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    label = render(name, width)
    with lock:
        labels.value = {**labels.value, name: label}


def main(names, label_width):
    with multiprocessing.Manager() as manager:
        labels = manager.Value("O", {})
        processes = [multiprocessing.Process(target=make_label, args=(name, label_width, labels)) for name in names]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return labels.value


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
