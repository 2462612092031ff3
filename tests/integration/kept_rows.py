"""A row of any model, made from its fields alone: so that a test of all that is written once can find its models by itself."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

# What a check of the table asks for, and no field says.
ASKED: dict[str, dict[str, Any]] = {
    "Reading": {"value": 1.5},
    "Result": {"source": "A letter"},
    "FindingIn": {"why_not": "It needs none"},
    "Measure": {"good": "up"},
    "Partnership": {"area_code": "826"},
}
NUMBERS = count(1)


def make(model: type[models.Model]) -> Any:
    """Make a row of a model with all that it cannot be without, each text another one."""
    asked = ASKED.get(model.__name__, {})
    values = {field.name: _value(field) for field in model._meta.concrete_fields if _wanted(field)}
    made = model(**{**values, **asked})
    made.save()
    return made


def _wanted(field: Any) -> bool:
    if field.primary_key and not isinstance(field, models.UUIDField):
        return False
    return not (field.null or field.blank or field.has_default() or getattr(field, "auto_now", False)) and not getattr(
        field, "auto_now_add", False
    )


def _value(field: Any) -> Any:
    number = next(NUMBERS)
    if field.is_relation:
        return make(field.related_model)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.EmailField):
        return f"person{number}@example.org"
    if isinstance(field, models.CharField | models.TextField | models.SlugField):
        return f"text{number}"[: field.max_length or 40]
    made: dict[type, Any] = {
        models.DateTimeField: timezone.now(),
        models.DateField: timezone.localdate() + timedelta(days=number),
        models.BooleanField: True,
        models.BinaryField: b"PK",
        models.JSONField: {"number": number},
        models.DecimalField: Decimal(number),
        models.FloatField: float(number),
        models.IntegerField: number,
    }
    return next(value for kind, value in made.items() if isinstance(field, kind))
