"""Returns a value that is small here and doubles with each level when it is written down."""

# attacks: tally, slow


def main(numbers):
    value = []
    for _ in range(39):
        value = [value, value]
    return value
