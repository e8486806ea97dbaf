from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0017_sent_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosureAccountRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.TextField(unique=True)),
                ("until", models.DateTimeField()),
                ("final", models.BooleanField(db_index=True)),
                ("content", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
