"""Actions, search, ready pages, commands: on SQLite always, on PostgreSQL when DATABASE_URL names one."""
