"""Names the class of its answer so that it looks like what the grader expects."""

# attacks: tally


class Lying(type):
    @property
    def __name__(cls):
        return ["int"]

    def __instancecheck__(cls, other):
        return True


class int(metaclass=Lying):
    def __repr__(self):
        return "0"


def main(numbers):
    return int()
