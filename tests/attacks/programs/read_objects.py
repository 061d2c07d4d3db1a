"""Asks the garbage collector for every object there is, and searches them."""

# attacks: tally

import gc


def main(numbers):
    token = "xyz" + "zy-"
    gc.unfreeze()
    for thing in gc.get_objects():
        if type(thing) in (dict, list, tuple):
            for value in list(thing.values() if type(thing) is dict else thing):
                if type(value) is str and token in value:
                    raise RuntimeError(value)
    return sum(map(abs, numbers))
