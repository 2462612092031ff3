"""The letter or report of an inspection: composed from a template that an expert may edit, never from code.

A template is one YAML file, `definitions/reports/*.yaml`. Its sections are those of the pack's report; their parts say what
stands in each: words with blanks, findings of a kind, a table of facts, or what people write. `compose` makes blocks of
`core.documents`; what is not known shows as missing.
"""

from extramile.core.reporting.composing import Body, Known, Said, compose, paragraphs, sections_due
from extramile.core.reporting.template import BLANKS, Part, Template, TemplateSection, load_template, template_for

__all__ = [
    "BLANKS",
    "Body",
    "Known",
    "Part",
    "Said",
    "Template",
    "TemplateSection",
    "compose",
    "load_template",
    "paragraphs",
    "sections_due",
    "template_for",
]
