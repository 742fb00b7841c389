"""Makes the tables of a first migration when all of them are known."""

from importlib import import_module

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.operations.special import RunPython


def steps_of(app, names):
    """What the migrations of an app draw, one after the other; work on rows is for tables that hold some."""
    for name in names:
        for operation in import_module(f"pamong.{app}.migrations.{name}").Migration.operations:
            if isinstance(operation, TablesAtOnce):
                yield from operation.operations
            elif not isinstance(operation, RunPython):
                yield operation


class TablesAtOnce(Operation):
    """New tables with what later steps of the list add to them.

    Django draws every model that hangs on a new one anew, for each of the list: most of the time that
    an install takes. Here they are drawn once, after the last step, and each table is made as it is then.
    """

    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (self.__class__.__qualname__, [self.operations], {})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what is drawn of it; drawn again when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self._models(app_label, to_state):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self._models(app_label, from_state)):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self):
        return f"Create {len(self.operations)} tables and what belongs to them"

    def _models(self, app_label, state):
        made = [one.name for one in self.operations if isinstance(one, CreateModel)]
        return [state.apps.get_model(app_label, name) for name in made]
