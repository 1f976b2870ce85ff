"""Who has a part in an activity."""

from chalicelib.models import activity_held, activity_mail, stakes, stored, through
from chalicelib.models.record import Record
from chalicelib.models.stakes import Stakes

NOTE = "note"  # below another activity it is what was said of that


def stakes_in(record: Record) -> Stakes:
    data, present = record.data, stored.parts(record.data, "participants")
    parties = stakes.ids(each.get(name) for each in present for name in ("contact", "relation"))
    beside = [*stakes.ids(stored.parts(data, "links")), *parties, *stakes.ids(stored.parts(data, through.NAME))]
    within = tuple(stakes.ids([data.get("parent")]))
    return Stakes(
        owners=(record.created_by,),
        given=tuple(dict.fromkeys(stakes.ids(activity_held.holders(data)))),
        present=tuple(stakes.ids(each.get("user") for each in present)),
        parties=tuple(parties),
        around=stakes.relations(beside),
        within=within,
        said_of=within if stored.line(data, "kind") == NOTE else (),
        reserved="file" if activity_mail.state(data) == activity_mail.INBOX else "",
        visibility=stored.line(data, "visibility") or stakes.INTERNAL,
    )
