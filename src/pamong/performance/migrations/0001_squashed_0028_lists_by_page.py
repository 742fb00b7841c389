from importlib import import_module

from django.db import migrations

from pamong.people.migrations._at_once import TablesAtOnce, steps_of

# It keeps the name that installs have noted, and stands for what came later too.
STEPS = [
    '0001_initial',
    '0002_year',
    '0003_plan_return',
    '0004_predicates_set_and_evaluations_read',
    '0005_local_rules',
    '0006_objections_and_asks',
    '0007_acting_plans',
    '0008_months',
    '0009_unit_windows',
    '0010_waiting_objections',
    '0011_extra_duties',
    '0012_attendance',
    '0013_waiting_entries',
    '0014_library',
    '0015_shortened_plans',
    '0016_history',
    '0017_replaced_once',
    '0018_allowance',
    '0019_plan_files',
    '0020_retention',
    '0021_team_roles',
    '0022_allowance_moves',
    '0023_kept_ratings',
    '0024_sheet_reads',
    '0025_plans_of_leavers',
    '0026_national_fetches',
    '0027_team_inputs',
    '0028_lists_by_page',
    '0029_people_set',
    '0030_moved_quarters',
    '0031_credit',
    '0032_ranks_by_day',
    '0033_words_of_results',
    '0034_calibration',
    '0035_deadline_tellings',
    '0036_improvement_plans',
    '0037_sanctions',
    '0038_cut_by_sanctions',
]
WORDS = import_module('pamong.performance.migrations.0033_words_of_results').Migration.operations


class Migration(migrations.Migration):

    replaces = [('performance', name) for name in STEPS]

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('measurement', '0005_cards_and_origins'),
        ('people', '0040_mandate_end_reason'),
        ('ledger', '0004_entry_refuses_replace'),
    ]

    operations = [TablesAtOnce([*steps_of('performance', STEPS)]), *WORDS]
