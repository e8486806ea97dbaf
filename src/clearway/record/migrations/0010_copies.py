from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("record", "0009_around_reports"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="CopyRow",
            fields=[
                ("report", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("of", models.CharField(db_index=True, max_length=32)),
            ],
            options={"abstract": False},
        ),
    ]
