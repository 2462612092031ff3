"""The golden thread: from a record, a voice or a document to what changed, and back. Rooms register their things here."""
