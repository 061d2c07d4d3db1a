"""Make the greeting in a process of its own."""


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    return greet(name)
