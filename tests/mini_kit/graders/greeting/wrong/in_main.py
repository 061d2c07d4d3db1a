"""The greeting is made in the main process."""

# fails: in_a_process = failed


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    return greet(name)
