"""What goes on by itself: erasing somebody, gathering what is kept of somebody, and what waits for a day."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access import held
from chalicelib.actions import carrying
from chalicelib.actions.privacy import erase as asking
from chalicelib.actions.privacy import erasing, export, gathering


def erase(event: Mapping[str, Any]) -> None:
    told = event["detail"]
    asking.wake(told["tenant"], told["record"])
    carrying.carry_on(erasing.JOB, event)


def gather(event: Mapping[str, Any]) -> None:
    told = event["detail"]
    if "drop" in told:
        export.drop(told["tenant"], told["record"])
        return
    with held.within(told["tenant"]):
        if held.of(told["tenant"]).is_suspended:
            carrying.wait(gathering.JOB, told["tenant"], told["record"])
        else:
            carrying.carry_on(gathering.JOB, event)
