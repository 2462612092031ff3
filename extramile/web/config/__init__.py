"""How the web is put together: settings, addresses, templates, commands."""
