from django.db import migrations

from pamong.people.migrations._at_once import TablesAtOnce, steps_of

# It keeps the name that installs have noted, and stands for what came later too.
STEPS = [
    '0001_initial',
    '0002_access_requests',
    '0003_problems_search_uploads',
    '0004_upload_columns',
    '0005_local_packs',
    '0006_team_roles',
    '0007_acting_raters',
    '0008_monthly_years',
    '0009_chosen_superiors',
    '0010_recorded_raters',
    '0011_working_days',
    '0012_upload_units',
    '0013_extra_duties',
    '0014_plan_periods',
    '0015_file_sources',
    '0016_bearers_by_name',
    '0017_positions_end',
    '0018_delegated_duties',
    '0019_vacant_raters',
    '0020_contracts',
    '0021_superior_left',
    '0022_team_mandates',
    '0023_kept_ratings',
    '0024_treasurers',
    '0025_leaving_reasons',
    '0026_trace_reads',
    '0027_gathered_figures',
    '0028_lists_by_page',
    '0029_employees_in_unit',
    '0030_people_by_birth',
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

    replaces = [('people', name) for name in STEPS]

    initial = True

    dependencies = [
        ('access', '__first__'),
    ]

    operations = [TablesAtOnce([*steps_of('people', STEPS)])]
