"""Loads for tests of the room of returns: read, and measured where that is wanted."""

from extramile.core.synthetic import make, to_xml
from extramile.web.jobs import work
from extramile.web.returns.actions import loading
from extramile.web.returns.models import Load, Measured


def xml(*, children: int = 120, seed: int = 1, faults: int = 2) -> bytes:
    """Return an invented return with planted faults."""
    return "".join(to_xml(make(children, seed, faults=faults).persons)).encode()


def loaded(scope, data: bytes, name: str = "return.xml") -> Load:
    """Load files and let the job read them."""
    load = loading.load_files(scope=scope, files=[(name, data)])
    work.run(str(load.job))
    load.refresh_from_db()
    return load


def measured(scope, data: bytes) -> Load:
    """Load files, let the job read them and the next one work out the measures."""
    load = loaded(scope, data)
    work.run(str(Measured.objects.get(load=load).job))
    load.refresh_from_db()
    return load
