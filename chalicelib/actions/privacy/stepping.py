"""Steps of privacy jobs: each acts on a page of what there is, which bears being done twice, and is then saved under
the version of the job."""

from collections.abc import Callable
from typing import NamedTuple

from chalicelib.actions.carrying import Act, Job
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data


class Step(NamedTuple):
    """What is to be kept of the job after it. `beside` None leaves what stands there."""

    data: Data
    beside: Data | None = None


Stepping = Callable[[Record], Step]


def job(by: str, event: str, step: Stepping, stopped: Stepping) -> Job:
    return Job(by, event, "privacy_job", _saved(step), _saved(stopped))


def _saved(step: Stepping) -> Act:
    return lambda work, found: work.update(found, *step(found))
