"""What may be read, a module for each part of the house."""

from collections.abc import Sequence

from ninja import NinjaAPI

from pamong.config.api.reading import Resource, add_resources
from pamong.config.api.resources.asking import add_asking
from pamong.config.api.resources.cards import CARDS, add_readings
from pamong.config.api.resources.dashboards import add_dashboards
from pamong.config.api.resources.measures import MEASURES
from pamong.config.api.resources.pay import PAY
from pamong.config.api.resources.people import PEOPLE
from pamong.config.api.resources.plans import PLANS
from pamong.config.api.resources.ratings import RATINGS, add_accounts
from pamong.config.api.resources.rules import add_rules
from pamong.config.api.resources.samples import SAMPLES, add_pieces
from pamong.config.api.resources.sources import SOURCES, add_sources
from pamong.config.api.resources.work import WORK, add_work

RESOURCES: Sequence[Resource] = (
    *PEOPLE,
    *PLANS,
    *WORK,
    *CARDS,
    *MEASURES,
    *SOURCES,
    *SAMPLES,
    *RATINGS,
    *PAY,
)


def add_reads(api: NinjaAPI) -> None:
    """All of them."""
    add_resources(api, RESOURCES)
    add_work(api)
    add_readings(api)
    add_sources(api)
    add_pieces(api)
    add_accounts(api)
    add_rules(api)
    add_asking(api)
    add_dashboards(api)
