from importlib import import_module

from django.db import migrations

from pamong.performance.migrations import _first_tables
from pamong.performance.migrations import _last_tables
from pamong.performance.migrations import _more_tables
from pamong.people.migrations._at_once import TablesAtOnce, steps_of

# It keeps the name that installs have noted, and stands for what came later too.
LATER = [
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

    replaces = [('performance', '0001_initial'), ('performance', '0002_year'), ('performance', '0003_plan_return'), ('performance', '0004_predicates_set_and_evaluations_read'), ('performance', '0005_local_rules'), ('performance', '0006_objections_and_asks'), ('performance', '0007_acting_plans'), ('performance', '0008_months'), ('performance', '0009_unit_windows'), ('performance', '0010_waiting_objections'), ('performance', '0011_extra_duties'), ('performance', '0012_attendance'), ('performance', '0013_waiting_entries'), ('performance', '0014_library'), ('performance', '0015_shortened_plans'), ('performance', '0016_history'), ('performance', '0017_replaced_once'), ('performance', '0018_allowance'), ('performance', '0019_plan_files'), ('performance', '0020_retention'), ('performance', '0021_team_roles'), ('performance', '0022_allowance_moves'), ('performance', '0023_kept_ratings'), ('performance', '0024_sheet_reads'), ('performance', '0025_plans_of_leavers'), ('performance', '0026_national_fetches'), ('performance', '0027_team_inputs'), ('performance', '0028_lists_by_page'), *(('performance', name) for name in LATER)]

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('measurement', '0005_cards_and_origins'),
        ('people', '0040_mandate_end_reason'),
        ('ledger', '0004_entry_refuses_replace'),
    ]

    operations = [
        TablesAtOnce([*_first_tables.operations, *_more_tables.operations, *_last_tables.operations, *steps_of('performance', LATER)]),
        *WORDS,
    ]
