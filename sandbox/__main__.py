"""`python -m sandbox demo` shows the bot in a company; `serve` opens an empty workspace for one."""

import argparse
import importlib
import json
import sys
import threading
from pathlib import Path

from sandbox.driver import Sandbox

PORT = 8737


def main(words: list[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    demo = verbs.add_parser("demo", help="start the bot in the demo company and show a short tour")
    demo.add_argument("--once", action="store_true", help="exit after the tour")
    demo.add_argument("--port", type=int, default=PORT)
    serve = verbs.add_parser("serve", help="serve the demo company's workspace, without a bot")
    serve.add_argument("manifest", type=Path, help="the app's manifest, a JSON file")
    serve.add_argument("--port", type=int, default=PORT)
    serve.add_argument("--rate-limits", action="store_true", help="enforce Slack's rate limits")
    told = parser.parse_args(words)
    if told.verb == "demo":
        code = importlib.import_module("sandbox.demo").demo(once=told.once, port=told.port)
        return int(code)
    return _serve(told.manifest, told.port, rate_limits=told.rate_limits)


def _serve(manifest: Path, port: int, *, rate_limits: bool) -> int:
    company = importlib.import_module("sandbox.company").build()
    app = json.loads(manifest.read_text(encoding="utf-8"))
    workspace = Sandbox(company, app, port=port, rate_limits=rate_limits)
    try:
        workspace.start()
    except OSError:
        taken = f"Port {port} is in use: choose another with --port {port + 1}."
        print(taken, file=sys.stderr)  # noqa: T201 — it speaks to a terminal
        return 1
    try:
        print(f"The workspace is open at {workspace.url}\n\nThe bot's environment:")  # noqa: T201
        for name, value in workspace.environment().items():
            print(f"  {name}={value}")  # noqa: T201 — it speaks to a terminal
        threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    finally:
        workspace.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
