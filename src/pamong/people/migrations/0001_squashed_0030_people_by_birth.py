from django.db import migrations

from pamong.people.migrations import _raters_and_files
from pamong.people.migrations import _units_and_people
from pamong.people.migrations._at_once import TablesAtOnce, steps_of

# It keeps the name that installs have noted, and stands for what came later too.
LATER = [
    '0031_leavings_ahead',
    '0032_unit_changes',
    '0033_former_kinds',
    '0034_kept_raters_and_old_posts',
    '0035_keeps_offline',
    '0036_saved_filters',
    '0037_long_work',
    '0038_roles_for_a_time',
    '0039_filled_posts',
    '0040_mandate_end_reason',
]


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_access_requests'), ('people', '0003_problems_search_uploads'), ('people', '0004_upload_columns'), ('people', '0005_local_packs'), ('people', '0006_team_roles'), ('people', '0007_acting_raters'), ('people', '0008_monthly_years'), ('people', '0009_chosen_superiors'), ('people', '0010_recorded_raters'), ('people', '0011_working_days'), ('people', '0012_upload_units'), ('people', '0013_extra_duties'), ('people', '0014_plan_periods'), ('people', '0015_file_sources'), ('people', '0016_bearers_by_name'), ('people', '0017_positions_end'), ('people', '0018_delegated_duties'), ('people', '0019_vacant_raters'), ('people', '0020_contracts'), ('people', '0021_superior_left'), ('people', '0022_team_mandates'), ('people', '0023_kept_ratings'), ('people', '0024_treasurers'), ('people', '0025_leaving_reasons'), ('people', '0026_trace_reads'), ('people', '0027_gathered_figures'), ('people', '0028_lists_by_page'), ('people', '0029_employees_in_unit'), ('people', '0030_people_by_birth'), *(('people', name) for name in LATER)]

    initial = True

    dependencies = [
        ('access', '__first__'),
    ]

    operations = [
        TablesAtOnce([*_units_and_people.operations, *_raters_and_files.operations, *steps_of('people', LATER)])
    ]
