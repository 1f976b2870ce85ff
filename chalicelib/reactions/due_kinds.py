"""What is done with what falls due, as one table: of one tenant, and of one kind. Each bears being done twice."""

import json
from collections.abc import Callable, Sequence

from chalicelib import clock
from chalicelib.reactions import notice_mail, planning, publish, reminders, touches
from chalicelib.reactions.event import SOURCE, Entry, Event, Origin, batches
from chalicelib.storage import due
from chalicelib.storage.due import Due


class NotOnBus(RuntimeError):
    """Tells the code that EventBridge gave."""


def _touch(tenant: str, dues: Sequence[Due]) -> None:
    for each in dues:
        touches.refresh(tenant, each.record)


def _event(tenant: str, dues: Sequence[Due]) -> None:
    """What had to wait, such as another try."""
    events = [Event(Origin("", "", tenant, "", ""), _entry(each)) for each in dues]
    for batch in batches(events):
        if refused := [code for code in publish.put([each.entry for each in batch]) if code]:
            raise NotOnBus(refused[0])


def _entry(each: Due) -> Entry:
    detail = json.dumps(each.told["detail"], ensure_ascii=False, separators=(",", ":"))
    return {"Source": SOURCE, "DetailType": each.told["detail_type"], "Detail": detail, "Time": clock.now()}


KINDS: dict[str, Callable[[str, Sequence[Due]], None]] = {
    due.REMINDER: reminders.remind,
    due.DIGEST: notice_mail.send_digests,
    due.TOUCH: _touch,
    due.EVENT: _event,
    due.REPLAN: planning.replan,
}
