"""Where a Chromium is on this machine."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Nothing asks the network, and no sandbox is needed for a page of our own.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium: EVERYVOTE_TEST_CHROMIUM, else the first known name in PATH."""
    told = os.environ.get("EVERYVOTE_TEST_CHROMIUM")
    return told or next((path for name in NAMES if (path := shutil.which(name))), None)
