"""Inside an installation: `python -m tests.integration.ground.within EXPRESSION` prints what it is there."""

import sys

from extramile.web.config.commands import set_up

if __name__ == "__main__":
    set_up()
    from extramile.web.audit.models import Chain, Event
    from extramile.web.audit.queries import verify
    from extramile.web.jobs.models import Job

    known = {"Chain": Chain, "Event": Event, "Job": Job, "verify": verify}
    print(eval(sys.argv[1], known))  # noqa: S307, T201 - the tests' own words
