"""`python -m tests`: every storey, on all cores; what `make test` runs, and `make cover`."""

import os
import subprocess
import sys

from tests.browser.chromium import find

NO_BROWSER = (
    "NOTE: the browser storey did not run: no Chromium on this machine."
    " On Debian: apt-get install chromium."
)

#: One process more than there are cores: much of the time is spent waiting for others.
PROCESSES = (os.cpu_count() or 1) + 1
SPREAD = ("-q", "-n", str(PROCESSES), "--dist", "worksteal")
#: What is compiled is kept, whatever the machine's custom: each process would compile all anew.
KEPT = {"COVERAGE_FILE": ".cache/coverage", "PYTHONDONTWRITEBYTECODE": ""}


def main() -> int:
    """The exit code of pytest, after its report and a plain word on what could not run."""
    code = subprocess.call(
        [sys.executable, "-m", "pytest", *SPREAD, *sys.argv[1:]],
        env=os.environ | KEPT,
    )
    if find() is None:
        print(NO_BROWSER)
    return code


if __name__ == "__main__":
    sys.exit(main())
