"""`python -m tests`: every storey, on all cores, with coverage; what `make test` runs."""

import os
import subprocess
import sys

from tests.browser.chromium import find

NO_BROWSER = (
    "NOTE: the browser storey did not run: no Chromium on this machine."
    " On Debian: apt-get install chromium."
)

SPREAD = ("-q", "-n", "auto", "--dist", "worksteal")
COVERED = ("--cov", "--cov-report=term:skip-covered")


def main() -> int:
    """The exit code of pytest, after its report and a plain word on what could not run."""
    code = subprocess.call(
        [sys.executable, "-m", "pytest", *SPREAD, *COVERED, *sys.argv[1:]],
        env=os.environ | {"COVERAGE_FILE": ".cache/coverage"},
    )
    if find() is None:
        print(NO_BROWSER)
    return code


if __name__ == "__main__":
    sys.exit(main())
