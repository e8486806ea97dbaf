from typing import Any

from django.db import migrations

from clearway.record import guards


def install(apps: Any, schema_editor: Any) -> None:
    guards.remove(schema_editor.connection)
    guards.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]

    operations = [migrations.RunPython(install, remove)]
