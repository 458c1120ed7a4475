"""The database itself refuses to change or remove an entry."""

from django.db import migrations

_SQLITE = """
CREATE TRIGGER entry_is_never_{verb}d BEFORE {verb_sql} ON record_entry
BEGIN SELECT RAISE(ABORT, 'entries of the record are never changed'); END
"""
_REPLACING = """
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON record_entry
WHEN EXISTS (SELECT 1 FROM record_entry WHERE id = NEW.id OR (process = NEW.process AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'entries of the record are never changed'); END
"""
_POSTGRES = """
CREATE FUNCTION entry_is_final() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'entries of the record are never changed'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE ON record_entry
FOR EACH ROW EXECUTE FUNCTION entry_is_final();
"""


def guard(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRES)
        return
    for verb in ("update", "delete"):
        schema_editor.execute(_SQLITE.format(verb=verb, verb_sql=verb.upper()))
    schema_editor.execute(_REPLACING)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
