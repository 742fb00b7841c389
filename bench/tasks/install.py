"""An empty install with its static files, of which each task gets a copy."""

import django


def main() -> None:
    """As a command of its own."""
    django.setup()
    from pamong.config.upkeep import collect_static, migrate_if_needed

    migrate_if_needed()
    collect_static()


if __name__ == "__main__":
    main()
