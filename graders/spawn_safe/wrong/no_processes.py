"""Without processes there is nothing to send."""

# fails: every_label = failed
# fails: width_is_told = failed
# fails: takes_the_chosen_method = failed
# fails: all_at_once = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    return {name: render(name, label_width) for name in names}


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
