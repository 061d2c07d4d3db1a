"""Takes the gates away and puts the real functions back."""

# attacks: greeting

import sys


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    for module in [module for key, module in sys.modules.items() if key.startswith("procession_inside.")]:
        for key in list(vars(module)):
            if key.startswith("_real_"):
                setattr(module, key.removeprefix("_real"), getattr(module, key))
    wire = sys.modules["procession_inside.wire"]
    wire.state.active = False
    return greet(name)
