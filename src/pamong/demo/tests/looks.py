"""What is looked at in the one small demonstration that `test_filled` fills."""

from pamong.measurement.models import Reading, Source
from pamong.performance.models import AuditSample, SampleItem, UnitLevel
from pamong.performance.sampling.queries import lines_of, redrawn, whole_rate


def look_at_samples() -> None:
    """One is closed with its rate beside the levels of offices, one is under way; both are drawn again by their seeds."""
    closed, running = AuditSample.objects.order_by("pk")
    assert (closed.closed_on is not None, running.closed_on) == (True, None)
    assert (closed.seed_typed, running.seed_typed) == (False, True)
    rate = whole_rate(lines_of(closed))
    assert rate
    assert 0 < rate.low < rate.rate < rate.high < 0.5
    assert not SampleItem.objects.filter(stratum__sample=closed, verdict="").exists()
    verdicts = set(SampleItem.objects.filter(stratum__sample=running).values_list("verdict"))
    assert {("",), ("right",), ("wrong",)} <= verdicts
    again = redrawn(closed)
    assert again
    assert all(one.is_same for one in again)
    levels = UnitLevel.objects.filter(year=closed.year, period=closed.period)
    assert levels.filter(unit__in=closed.strata.values("unit")).exists()


def look_at_sources() -> None:
    """One brought its rows, two of them faulty; one failed once and is well again."""
    sources = Source.objects.all()
    assert sources.count() == 2
    well = sources.get(kind="database")
    states = list(well.runs.order_by("pk").values_list("status", flat=True))
    assert states == ["done", "failed", "done"]
    assert (well.failures, well.schedule) == (0, "hand")
    file = sources.get(kind="file").runs.get()
    assert (file.status, file.rejected) == ("done", 2)
    assert Reading.objects.filter(origin__run=file.uuid).count() == file.added > 6
