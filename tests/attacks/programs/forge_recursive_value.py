"""Returns a list that holds itself."""

# attacks: tally


def main(numbers):
    value = [0]
    value.append(value)
    return value
