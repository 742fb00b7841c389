"""Registers the app with Django, and hands down what the lower apps may not know."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The app `config`."""

    name = "pamong.config"

    def ready(self) -> None:
        """Tell the ledger what follows from which verb."""
        from pamong.config.reactions import REACTIONS
        from pamong.ledger.reactions import register

        register(REACTIONS)
