"""Gathers the static files that the servers of a run give out."""

import django


def main() -> None:
    """As a command of its own."""
    django.setup()
    from pamong.config.upkeep import collect_static

    collect_static()


if __name__ == "__main__":
    main()
