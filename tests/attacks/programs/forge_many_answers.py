"""Claims to have returned every number there is."""

# attacks: tally

import sys


def main(numbers):
    wire = sys.modules["procession_inside.wire"]
    for number in range(-5, 6):
        wire.park("returned", "main", ["i", hex(number)])
    return sum(map(abs, numbers))
