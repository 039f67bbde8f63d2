"""`python -m tests.browser.pictures` takes the README's picture anew, of what really happens."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sandbox.company import build
from sandbox.driver import Sandbox
from tests.browser import chromium
from tests.journeys.conftest import ROOT, Bot, manifest

PICTURE = ROOT / "docs" / "images" / "visit.png"
LOGGED = (
    "/visit met Sofia Dubois and 张三 @Acme yesterday on a site tour with @ben: wants spares on"
    " site #need. next: send the offer by Fri"
)
TYPED = "/visit called Karl Fischer @Helvetia today: the seals hold #praise"


def main() -> None:
    """Alice logs a visit in one line, reads what was understood, and types the next."""
    company = build()
    with tempfile.TemporaryDirectory() as folder, Sandbox(company, manifest()) as workspace:
        told = {"EVERYVOTE_DATABASE_URL": f"sqlite:///{folder}/everyvote.db"}
        bot = Bot(workspace.environment() | told, Path(folder))
        bot.imports(**{name.removesuffix(".csv"): text for name, text in company.sheets.items()})
        with bot.running(lambda: workspace.connected), sync_playwright() as playwright:
            workspace.clock.pass_(seconds=1)
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=list(chromium.ARGUMENTS)
            )
            page = browser.new_page(
                viewport={"width": 1060, "height": 680}, device_scale_factor=1.3
            )
            alice = workspace.person("alice")
            page.goto(f"{workspace.url}/#as={alice.id}&in={workspace.workspace.dm(alice.id).id}")
            page.get_by_role("article").first.wait_for()
            _types(page, LOGGED).press("Enter")
            page.get_by_text("Only visible to you").wait_for()
            _types(page, TYPED)
            page.screenshot(path=PICTURE)
            browser.close()


def _types(page: Page, line: str):
    composer = page.get_by_role("textbox", name=re.compile("^Message"))
    composer.fill(line)
    composer.press("Escape")
    return composer


if __name__ == "__main__":
    main()
