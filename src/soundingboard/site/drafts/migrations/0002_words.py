"""Search by words."""

from django.db import migrations

from soundingboard.site.fulltext import indexed


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [migrations.RunPython(*indexed("drafts_paragraph"))]
