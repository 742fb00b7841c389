"""What is done with time: each part is safe to run twice, and says what it did."""

from collections.abc import Callable, Iterator

from pamong.access.clock import today
from pamong.access.forgetting import forget_old
from pamong.analytics.snapshot.ticking import ask_for_snapshots
from pamong.config.mail.delivery import send_waiting
from pamong.config.mail.gathering import ask_for_digests
from pamong.config.notices.nearing import tell_deadlines
from pamong.config.operations.nightly import ask_for_backup
from pamong.config.webhooks.ticking import webhook_round
from pamong.ledger.checking import wanted
from pamong.ledger.tasks import walk_chain
from pamong.measurement.findings.ticking import ask_about_figures
from pamong.measurement.links.ticking import ask_about_links
from pamong.measurement.sources.ticking import source_round
from pamong.people.figures import gather_figures
from pamong.people.ticking import daily_round
from pamong.performance.credit.standings import refresh_daily
from pamong.performance.evaluation.silence import accept_silence
from pamong.performance.home.ticking import gather_overviews
from pamong.performance.keeping.ticking import pass_on_kept
from pamong.performance.retention.ticking import prepare_lists


def check_record() -> Iterator[str]:
    """Once a day let the worker walk each chain of the record."""
    for agency in wanted(today()):
        walk_chain.enqueue(str(agency))
        yield f"the record of {agency} is being checked"


TICKS: list[Callable[[], Iterator[str]]] = [
    *(forget_old, daily_round, pass_on_kept, accept_silence, prepare_lists, ask_for_backup),
    *(check_record, refresh_daily, gather_overviews, gather_figures, tell_deadlines),
    *(ask_about_figures, ask_about_links, source_round),
    *(ask_for_digests, send_waiting),
    webhook_round,
    ask_for_snapshots,
]
