"""What team leaders say, as tables, fields and quotations."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.measurement.attainment import Attainment, low_bound
from pamong.performance.evaluation.wording import proposed_said, team_leader_said
from pamong.performance.models import TeamInput
from pamong.performance.plan.aims import aim_parts
from pamong.performance.plan.content import PlanContent, ResultLine
from pamong.performance.rules import choices, label_of
from pamong.performance.team_input.actions import VALUES
from pamong.performance.team_input.forms import TeamInputForm
from pamong.performance.team_input.queries import MemberLine
from pamong.policy.pack import Pack
from pamong.ui.components import Meter, Trace
from pamong.ui.dates import say_day
from pamong.ui.inline import judged
from pamong.ui.markup import safe
from pamong.ui.numbers import say_number, with_unit
from pamong.ui.tables import Cell, Column, Row, Table


def member_table(lines: Sequence[MemberLine], period: str) -> Table:
    """The members of one's teams with what was said about each."""
    several = len({line.team_uuid for line in lines}) > 1
    columns = [
        Column(_("Pegawai"), kind="row"),
        *([Column(_("Tim kerja"))] if several else []),
        Column(_("Penilai")),
        Column(_("Hasil dari tim"), kind="num"),
        Column(_("Masukan Anda"), kind="tag"),
    ]
    rows = []
    for line in lines:
        args = [line.team_uuid, line.plan_uuid, period]
        url = reverse("performance:team-input-give", args=args)
        is_over = line.is_final and not line.given_on
        name = Cell(line.name, url="" if is_over else url, sub=line.unit)
        team = [line.team] if several else []
        rows.append(Row([name, *team, line.rater or "–", say_number(line.results), _state(line)]))
    return Table(columns, rows, _("Anggota tim yang dinilai pada periode ini"))


def _state(line: MemberLine) -> Cell:
    if line.given_on:
        return Cell(_("Diberikan"), tag="agreed", sub=say_day(line.given_on))
    if line.is_final:
        return Cell(_("Predikat ditetapkan"), tag="none")
    return Cell(_("Belum diberikan"), tag="wait")


def results_table(
    results: Sequence[ResultLine],
    parts: dict[int, Attainment],
    form: TeamInputForm | None,
    pack: Pack,
) -> Table:
    """The results from the team with their figures, and one's judgement below each."""
    low = low_bound(pack)
    rows: list[Row] = []
    for number, result in enumerate(results, start=1):
        rows.append(Row(cells=[f"{number}. {result.text}"], group=True))
        for line in result.indicators:
            part = parts[line.pk]
            actual = (
                with_unit(say_number(part.actual), line.unit) if part.actual is not None else ""
            )
            aim, span = aim_parts(line, part)
            read = Cell(actual or _("belum ada"), sub=_since(part))
            rows.append(Row([line.name, Cell(aim, sub=span), read, Meter(part.uncapped, low)]))
        if form:
            label = _("Usulan untuk hasil kerja %(n)s") % {"n": number}
            field = judged(*form.pair(result.pk), label, _("Alasan"))
            rows.append(Row(cells=[Cell(html=field)], joined=True))
    return Table(
        columns=[
            Column(_("Indikator"), kind="row"),
            Column(_("Target"), kind="num"),
            Column(_("Realisasi"), kind="num"),
            Column(_("Capaian"), kind="meter"),
        ],
        rows=rows,
        caption=_("Hasil kerja dari tim dengan target dan realisasi"),
    )


def _since(part: Attainment) -> str:
    return _("per %s") % say_day(part.as_of) if part.as_of else ""


def value_rows(form: TeamInputForm, pack: Pack) -> SafeString:
    """The values of behaviour, each with one's judgement."""
    rows = (
        judged(*form.pair(None, code), label, _("Alasan"), panel=True)
        for code, label in choices(pack, VALUES)
    )
    return safe("".join(rows))


def of_team(content: PlanContent, keys: Iterable[int]) -> list[ResultLine]:
    """The results that came from the team, in the order of the plan."""
    known = set(keys)
    return [result for result in content.results if result.pk in known]


def input_traces(rows: Iterable[TeamInput], pack: Pack) -> list[Trace]:
    """Each word with who said it when, about what, and the rating proposed."""
    return [
        Trace(
            team_leader_said(row.giver.full_name, row.team.name),
            at=row.on,
            note=proposed_said(
                row.result.text if row.result else label_of(pack, VALUES, row.value),
                row.rating,
                pack,
            ),
            quote=row.text,
        )
        for row in rows
    ]
