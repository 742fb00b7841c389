from django.db import migrations

from pamong.performance.migrations import _first_tables
from pamong.performance.migrations import _last_tables
from pamong.performance.migrations import _more_tables
from pamong.people.migrations._at_once import TablesAtOnce


class Migration(migrations.Migration):

    replaces = [('performance', '0001_initial'), ('performance', '0002_year'), ('performance', '0003_plan_return'), ('performance', '0004_predicates_set_and_evaluations_read'), ('performance', '0005_local_rules'), ('performance', '0006_objections_and_asks'), ('performance', '0007_acting_plans'), ('performance', '0008_months'), ('performance', '0009_unit_windows'), ('performance', '0010_waiting_objections'), ('performance', '0011_extra_duties'), ('performance', '0012_attendance'), ('performance', '0013_waiting_entries'), ('performance', '0014_library'), ('performance', '0015_shortened_plans'), ('performance', '0016_history'), ('performance', '0017_replaced_once'), ('performance', '0018_allowance'), ('performance', '0019_plan_files'), ('performance', '0020_retention'), ('performance', '0021_team_roles'), ('performance', '0022_allowance_moves'), ('performance', '0023_kept_ratings'), ('performance', '0024_sheet_reads'), ('performance', '0025_plans_of_leavers'), ('performance', '0026_national_fetches'), ('performance', '0027_team_inputs'), ('performance', '0028_lists_by_page')]

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('measurement', '0001_initial'),
        ('people', '0030_people_by_birth'),
    ]

    operations = [
        TablesAtOnce([*_first_tables.operations, *_more_tables.operations, *_last_tables.operations])
    ]
