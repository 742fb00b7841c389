"""Lets `python -m pamong.cli` stand for `pamong`."""

from pamong.cli import main

if __name__ == "__main__":
    main()
