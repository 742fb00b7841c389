"""The rules that hold on a day, clause by clause, with what the agency says and what it asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pamong.access.scope import Scope
from pamong.people.contracts.rules import PACK as CONTRACTS
from pamong.people.leave.kinds import PACK as LEAVE
from pamong.people.models import Agency
from pamong.people.workdays.hours import PACK as HOURS
from pamong.performance.models import LocalRule
from pamong.performance.rules import local_on, pack_held, pack_named, pack_on
from pamong.policy.figures import Figure, Path, figures_of
from pamong.policy.load import builtin
from pamong.policy.local import MARK, Content, from_toml, open_clauses_of
from pamong.policy.pack import Clause, Pack, Table
from pamong.policy.section import PackError

# Packs beside that of plans: learning hours, contracts of PPPK, working hours, leave.
OTHERS = ("id-peraturan-lan-10-2018", CONTRACTS, HOURS, LEAVE)


@dataclass(frozen=True, slots=True)
class OpenClause:
    """A clause that leaves an answer open: the official one, and what holds for the agency."""

    name: str
    official: Clause
    figures: list[Figure]
    standard: list[Figure]
    is_local: bool
    citation: str
    pending: LocalRule | None = None

    @property
    def is_asked(self) -> bool:
        """Whether no text says anything and the agency has not answered yet."""
        return any(figure.value is None for figure in self.figures)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether what holds rests on no confirmed text."""
        return not self.is_local


def answerable_on(day: date) -> list[Pack]:
    """The official packs of the day that an agency may answer here: that of plans first."""
    others = [builtin(name) for name in OTHERS]
    held = [pack for pack in others if pack.head.period.holds(day)]
    return [pack_on(day, local=()), *held]


def answerable_in(official: Pack, day: date) -> frozenset[str]:
    """The clauses of a pack that an agency may answer on our pages on the day."""
    if official.id not in {pack.id for pack in answerable_on(day)}:
        return frozenset()
    return frozenset(n for n in open_clauses_of(official) if title_key(n) in official.texts)


def clause_named(scope: Scope, day: date, name: str) -> tuple[Pack, OpenClause] | None:
    """An open clause by its name, which no two of the packs share, with its official pack."""
    for official in answerable_on(day):
        if name in official.clauses:
            clauses = open_clauses(scope, day, official, asked_rules(scope))
            return next(((official, one) for one in clauses if one.name == name), None)
    return None


def open_clauses(
    scope: Scope, day: date, official: Pack, asked: Sequence[LocalRule]
) -> list[OpenClause]:
    """All of a pack that an agency may answer, with what waits of it."""
    holding = pack_held(official.id, day, scope.local_packs)
    waiting = {rule.clause: rule for rule in asked if rule.pack == official.id}
    answered = _answers(holding)
    return [
        OpenClause(
            name,
            clause,
            figures_of(official, clause, holding.clauses[name]),
            figures_of(official, clause),
            name in answered,
            _cited(holding.clauses[name]) if name in answered else clause.citation,
            waiting.get(name),
        )
        for name, clause in open_clauses_of(official).items()
        if title_key(name) in official.texts
    ]


def _cited(answer: Clause) -> str:
    """What an answer of the agency rests on: of a table its rows say it."""
    if isinstance(answer, Table):
        return next((row.citation for row in answer.rows.values() if row.citation), answer.citation)
    return answer.citation


def title_key(clause: str) -> str:
    """Where the pack's words tell what a clause is about; one without is for reference only."""
    return f"clause.{clause}"


def _answers(pack: Pack) -> set[str]:
    """The clauses that the agency's own pack answers."""
    if MARK not in pack.id:
        return set()
    rule = LocalRule.objects.filter(local_pack=pack.id).order_by("pk")[:1].get()
    return {name for sections in from_toml(rule.content).values() for name in sections}


def unreadable_answers() -> Iterator[str]:
    """Agencies whose own answers no longer make a pack, say after an upgrade of the official one."""
    for agency in Agency.objects.order_by("code"):
        for _official, since, name in agency.local_packs:
            try:
                pack_named(name)
            except (PackError, LocalRule.DoesNotExist) as fault:
                yield f"{agency.code} from {since}: {fault}"


def asked_rules(scope: Scope) -> list[LocalRule]:
    """What waits for a second person."""
    rows = LocalRule.objects.visible_to(scope).filter(status=LocalRule.Status.ASKED)
    return list(rows.select_related("asked_by", "agency").order_by("pk"))


def past_rules(scope: Scope) -> list[LocalRule]:
    """What was answered, newest first."""
    rows = LocalRule.objects.visible_to(scope).exclude(status=LocalRule.Status.ASKED)
    return list(rows.select_related("asked_by", "answered_by").order_by("-pk")[:20])


def content_before(rule: LocalRule) -> Content:
    """All answers of the agency on the day from which a rule shall hold."""
    return content_on(rule, rule.valid_from)


def content_on(rule: LocalRule, day: date) -> Content:
    """All answers of the agency to the pack of a rule, as they hold on a day."""
    name = local_on(rule.pack, day, rule.agency.local_packs)
    if MARK not in name:
        return {}
    found = LocalRule.objects.filter(local_pack=name).order_by("pk")[:1].get()
    return from_toml(found.content)


def values_of(rule: LocalRule) -> dict[Path, Decimal | str]:
    """The figures of a rule by their place in the clause."""
    official = builtin(rule.pack)
    return values_by_path(figures_of(official, official.clauses[rule.clause]), rule.figures)


def values_by_path(figures: list[Figure], given: Mapping[str, object]) -> dict[Path, Decimal | str]:
    """What a form or a row holds by name, under the places in the clause."""
    return {
        figure.path: str(given[figure.name])
        if figure.choices or figure.letters
        else Decimal(str(given[figure.name]))
        for figure in figures
    }


def figures_before(rule: LocalRule) -> list[Figure]:
    """What would hold, or held, on the first day of a rule without it."""
    held, own = rule.agency.local_packs, [rule.pack, rule.valid_from.isoformat(), rule.local_pack]
    if own in held:
        held = held[: held.index(own)]
    holding = pack_held(rule.pack, rule.valid_from, held)
    official = builtin(rule.pack)
    return figures_of(official, official.clauses[rule.clause], holding.clauses[rule.clause])
