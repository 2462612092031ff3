"""What everybody may read of a partnership: its latest outcome, from finding to progress, news, documents."""
