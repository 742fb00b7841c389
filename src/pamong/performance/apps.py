"""Registers the app with Django, and hands people what follows from a rater and what waits for one."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The app `performance`."""

    name = "pamong.performance"

    def ready(self) -> None:
        """Hand over once; a second start in one process adds nothing."""
        from pamong.people.blocking import WAITS
        from pamong.people.following import (
            ACTING_FOLLOWERS,
            DUTY_FOLLOWERS,
            FOLLOWERS,
            MEND_FOLLOWERS,
            MOVE_FOLLOWERS,
            STAYING,
        )
        from pamong.people.problems.finding import FINDERS
        from pamong.people.sections import SECTIONS
        from pamong.performance.history.presentation import history_section
        from pamong.performance.keeping.following import keep_acting_ratings, keep_ratings
        from pamong.performance.keeping.queries import count_staying
        from pamong.performance.plan.following import (
            close_at_move,
            follow_acting,
            follow_duties,
            follow_raters,
            take_post,
        )
        from pamong.performance.plan.section import leave_section, plans_section
        from pamong.performance.timeline.finding import find_holes, find_old_posts
        from pamong.performance.waiting import KINDS

        if follow_raters not in FOLLOWERS:
            FOLLOWERS.extend([keep_ratings, follow_raters])
            STAYING.append(count_staying)
            MOVE_FOLLOWERS.append(close_at_move)
            MEND_FOLLOWERS.append(take_post)
            ACTING_FOLLOWERS.extend([keep_acting_ratings, follow_acting])
            DUTY_FOLLOWERS.append(follow_duties)
            WAITS.extend(KINDS)
            SECTIONS.extend([plans_section, history_section, leave_section])
            FINDERS.extend([find_holes, find_old_posts])
            hand_over_checks()
            hand_over_leaving()
            for hand_over in HANDED:
                hand_over()


def hand_over_credit() -> None:
    """The way to the account of angka kredit on a person's page, and the ranks that a file brings."""
    from pamong.people.following import RANK_FOLLOWERS
    from pamong.people.sections import SECTIONS
    from pamong.performance.credit.balance_presentation import credit_section
    from pamong.performance.credit.ranking import follow_ranks

    RANK_FOLLOWERS.append(follow_ranks)

    SECTIONS.append(credit_section)


def hand_over_papers() -> None:
    """The kinds of papers that an agency prints about plans and ratings."""
    from pamong.documents.kinds import register
    from pamong.people.jobs import kinds as jobs
    from pamong.performance.papers import credit_writings, follow_writings
    from pamong.performance.papers.contents.skp import SKP
    from pamong.performance.papers.packing import PACKING
    from pamong.performance.papers.writings import KINDS

    for kind in (SKP, *KINDS, *credit_writings.KINDS, *follow_writings.KINDS):
        register(kind)
    jobs.register(PACKING)


def hand_over_standing() -> None:
    """What is done by itself time and again, for the page of background tasks."""
    from pamong.people.jobs.standing import STANDING
    from pamong.performance.national_source.standing import fetch_standing
    from pamong.performance.retention.standing import retention_standing

    STANDING.extend([retention_standing, fetch_standing])


def hand_over_checks() -> None:
    """What was rated and may not be lost when a move, a leaving or a rater is recorded late."""
    from pamong.people.following import KEEPERS, KIND_KEEPERS, POST_KEEPERS, RATER_CHECKS
    from pamong.performance.plan.rated import (
        refuse_rated_years,
        why_not_cut,
        why_post_not_cut,
    )
    from pamong.performance.rhythm_kept import why_kinds_kept

    KIND_KEEPERS.append(why_kinds_kept)
    KEEPERS.append(why_not_cut)
    POST_KEEPERS.append(why_post_not_cut)
    RATER_CHECKS.append(refuse_rated_years)


def hand_over_figures() -> None:
    """What is counted over a large agency beside the requests."""
    from pamong.people.figures import FIGURES, Figure
    from pamong.performance.attendance.queries import MONTHS, months_held
    from pamong.performance.cascade.findings import FIGURE, count_findings
    from pamong.performance.credit.queries import STATES, count_states
    from pamong.performance.distribution.queries import SUMS, count_levels
    from pamong.performance.history.queries import YEARS, years_counted
    from pamong.performance.late.queries import WHO, who_is_late

    FIGURES.append(Figure(FIGURE, count_findings))
    FIGURES.extend([Figure(MONTHS, months_held), Figure(YEARS, years_counted)])
    FIGURES.extend([Figure(STATES, count_states), Figure(WHO, who_is_late)])
    FIGURES.append(Figure(SUMS, count_levels))


def hand_over_leaving() -> None:
    """What ends with a person's service or goes on again, and which rules hold for an agency."""
    from pamong.people.following import LEAVING_FOLLOWERS, RETURN_FOLLOWERS
    from pamong.people.holding import HOLDING
    from pamong.performance.plan.leaving import close_at_leaving, reopen_at_return
    from pamong.performance.rules import pack_held

    HOLDING.append(pack_held)
    LEAVING_FOLLOWERS.append(close_at_leaving)
    RETURN_FOLLOWERS.append(reopen_at_return)


def hand_over_closings() -> None:
    """Until when figures are entered, for questions about those that changed afterwards."""
    from pamong.measurement.findings.changes import CLOSINGS
    from pamong.performance.windows.closings import readings_closings

    if readings_closings not in CLOSINGS:
        CLOSINGS.append(readings_closings)


def hand_over_own_data() -> None:
    """Sheets and files of one's own data, and what went by the rule of retention."""
    from pamong.people.own_data.parts import FILES, SHEETS
    from pamong.people.trace.words import GONE
    from pamong.performance.own_data.copied import copied_sheets
    from pamong.performance.own_data.credited import credited_sheets
    from pamong.performance.own_data.done import done_sheets, own_files
    from pamong.performance.own_data.improved import improved_sheets
    from pamong.performance.own_data.judged import judged_sheets
    from pamong.performance.own_data.measured import measured_sheets
    from pamong.performance.own_data.paid import paid_sheets
    from pamong.performance.own_data.papered import papered_sheets, scan_files
    from pamong.performance.own_data.planned import planned_sheets
    from pamong.performance.own_data.sanctioned import sanctioned_sheets
    from pamong.performance.retention.queries import gone_by_retention

    SHEETS.extend([planned_sheets, done_sheets, judged_sheets, improved_sheets, paid_sheets])
    SHEETS.append(copied_sheets)
    SHEETS.extend([sanctioned_sheets, credited_sheets, papered_sheets, measured_sheets])
    FILES.extend([own_files, scan_files])
    GONE.append(gone_by_retention)


def hand_over_search() -> None:
    """What is found beside people for the same words."""
    from pamong.people.directory.found import KINDS, OF_PEOPLE
    from pamong.performance.search import presentation

    KINDS.update(presentation.KINDS)
    OF_PEOPLE.append(presentation.plans_of_found)


HANDED = (
    hand_over_search,
    hand_over_own_data,
    hand_over_closings,
    hand_over_figures,
    hand_over_papers,
    hand_over_credit,
    hand_over_standing,
)
