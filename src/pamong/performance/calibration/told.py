"""What the person rated, and whoever reads that evaluation, is told of a session: the changes, and no other people."""

from django.utils.translation import gettext as _

from pamong.performance.calibration.queries import calibrations_of, changes_made
from pamong.performance.models import CalibrationChange, CalibrationPeer, Evaluation
from pamong.performance.rules import label_of
from pamong.policy.pack import Pack
from pamong.ui.components import Trace

RATINGS, PREDICATES = "rating", "predicate"


def calibration_traces(evaluation: Evaluation, pack: Pack) -> list[Trace]:
    """That the rating was calibrated, when, and each change with before, after and why; newest first."""
    if not getattr(evaluation, "was_calibrated", True):  # as the row was read for its page
        return []
    peers = calibrations_of(evaluation)
    made = changes_made(peers)
    found = []
    for peer in peers:
        own = [change for change in made if change.peer_id == peer.pk]
        found += [_changed(change, pack) for change in reversed(own)]
        found.append(_calibrated(peer, changed=bool(own)))
    return found


def _calibrated(peer: CalibrationPeer, *, changed: bool) -> Trace:
    session = peer.calibration
    verb = _("Dikalibrasi dengan pegawai setingkat")
    if session.closed_on and not changed:
        verb = _("Dikalibrasi dengan pegawai setingkat, rating tetap")
    return Trace(verb, at=session.closed_on or session.opened_on, note=session.unit.name)


def _changed(change: CalibrationChange, pack: Pack) -> Trace:
    note = changed_said(change, pack)
    by = change.answered_by.full_name if change.answered_by else ""
    verb = _("Rating diubah penilai dalam sesi kalibrasi")
    return Trace(verb, by=by, at=change.answered_on, note=note, quote=change.reason)


def changed_said(change: CalibrationChange, pack: Pack) -> str:
    """`Hasil kerja: Sesuai ekspektasi menjadi Di atas ekspektasi; …`; what stays is left out."""
    parts = [
        (_("Hasil kerja"), RATINGS, change.results_before, change.results_after),
        (_("Perilaku"), RATINGS, change.behaviour_before, change.behaviour_after),
        (_("Predikat"), PREDICATES, change.predicate_before, change.predicate_after),
    ]
    return "; ".join(
        _("%(what)s: %(before)s menjadi %(after)s")
        % {
            "what": what,
            "before": label_of(pack, scale, before) or _("belum dipilih"),
            "after": label_of(pack, scale, after),
        }
        for what, scale, before, after in parts
        if before != after
    )
