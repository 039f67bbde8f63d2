"""`python -m bot` is `everyvote`."""

from bot.cli import main

if __name__ == "__main__":
    main()
