"""What everybody is told of the next days: when something closes, of nobody by name."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pamong.performance.home.queries import Due
from pamong.performance.models import Window
from pamong.performance.periods import (
    say_period,
)
from pamong.ui.dates import say_day_long
from pamong.ui.pasting import Paste


def deadlines_told(windows: Sequence[Due]) -> Paste:
    """The next days on which something closes, as everybody has them."""
    told = [one for one in windows if not one.is_ours]
    return Paste(_("Tenggat di Pamong"), [_closing(one.stage, one) for one in told])


def _closing(stage: str, window: Due) -> str:
    period = say_period(window.year, window.period)
    named = {"stage": Window.Stage(stage).label, "period": period}
    named["day"] = say_day_long(window.closes_on)
    return _("%(stage)s %(period)s: paling lambat %(day)s") % named
