"""What a link keeps of the record that it leads to: its title and place, copied when it is made and made anew when they
change."""

import copy
from dataclasses import replace

from chalicelib.models.link import Link
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.registry import TYPES


def take(link: Link, context: Context) -> None:
    """Into the link itself, as far as its record is known."""
    target = context.linked.get(link.snapshot.get("id", ""))
    if link.unnamed:
        link.snapshot.pop("title", None)
        link.snapshot.pop("place", None)
    elif target is not None and not link.live:
        declared = TYPES[target.type]
        link.snapshot.update(title=declared.title(target.data), place=declared.place(target.data))


def renewed(declared: RecordType, data: Data, context: Context) -> Data:
    """Stored data with its snapshots, and all that is computed of them, made anew; only with new snapshots where it
    would no longer pass."""
    context = replace(context, before=data)
    data = copy.deepcopy(data)
    for link in declared.links(data):
        take(link, context)
    prepared: Prepared = declared.prepare(data, context)
    return data if prepared.faults else prepared.data
