"""Registers the app with Django, and hands the apps below what they cannot know."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The app `config`."""

    name = "pamong.config"

    def ready(self) -> None:
        """Tell the ledger what follows from which verb, the first screen what goes wrong by itself."""
        from pamong.config.operations.presentation import operations_notices
        from pamong.config.reactions import REACTIONS
        from pamong.ledger.reactions import register
        from pamong.performance.home.notices import SOURCES

        register(REACTIONS)
        if operations_notices not in SOURCES:
            SOURCES.append(operations_notices)
