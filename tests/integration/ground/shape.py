"""What a database looks like, as JSON: `python -m tests.integration.ground.shape`."""

import json

from extramile.web.config.commands import set_up

QUESTIONS = {
    "sqlite": ("SELECT type, name, sql FROM sqlite_master", "SELECT app, name FROM django_migrations"),
    "postgresql": (
        # Django tells migrations and models apart in the number of a row of this table of its own, which nothing here uses.
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, generation_expression "
        "FROM information_schema.columns WHERE table_schema = 'public' "
        "AND (table_name, column_name) != ('auth_group_permissions', 'id')",
        "SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c "
        "JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT event_object_table, trigger_name, event_manipulation, action_statement FROM information_schema.triggers",
        "SELECT proname, prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'",
        "SELECT dictname, dictinitoption FROM pg_ts_dict WHERE dictname LIKE '%_words'",
        "SELECT app, name FROM django_migrations",
    ),
}


def shape() -> list[str]:
    """Return every table with its columns and constraints, index and trigger, in words of the database itself."""
    from django.db import connection

    found: list[str] = []
    with connection.cursor() as cursor:
        for question in QUESTIONS[connection.vendor]:
            cursor.execute(question)
            found += [" | ".join(in_order(str(each)) for each in row) for row in cursor.fetchall()]
    return sorted(found)


def in_order(words: str) -> str:
    """Return what makes a table in SQLite with its columns in one order: a column that was added later stands last."""
    return (
        " ".join(sorted(words.replace(",", " , ").replace(")", " ) ").split())) if words.startswith("CREATE") else words
    )


if __name__ == "__main__":
    set_up()
    print(json.dumps(shape()))  # noqa: T201 - read by the test
