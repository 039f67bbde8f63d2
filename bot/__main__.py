"""`python -m bot` is `everyvote`."""

from bot.cli import main

main()
