"""Rows that are written once: neither the ORM's ordinary calls nor the database change or delete them.

A model that is `Kept` needs `AppendOnly(table)` in its migration as well: the database refuses what goes around the ORM.
"""

from typing import Any, NoReturn

from django.db import models


class KeptError(Exception):
    """A row that is written once was about to be changed or deleted: a mistake of ours, not of a person."""


class KeptRows(models.QuerySet):
    """Rows that can be read and added to, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptError(f"{self.model.__name__} is written once")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise KeptError(f"{self.model.__name__} is written once")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptError(f"{self.model.__name__} is written once")

    def bulk_create(self, objs: Any, **kwargs: Any) -> Any:
        """Add rows; one that is there already is not overwritten."""
        if kwargs.get("update_conflicts"):
            raise KeptError(f"{self.model.__name__} is written once")
        return super().bulk_create(objs, **kwargs)


class Kept(models.Model):
    """What is written once."""

    objects = KeptRows.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Add this row. Raises KeptError if it is there already."""
        if not self._state.adding:
            raise KeptError(f"{type(self).__name__} is written once")
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise KeptError(f"{type(self).__name__} is written once")
