"""What an organisation calls the kinds of the activities that somebody from outside sees. Told beside each activity, so
that no kind is told of that nothing has which they see: its name alone may tell what is not for them."""

from collections.abc import Mapping
from typing import Any

from chalicelib.models import activity_kind, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record_type import Data
from chalicelib.storage import tenant_settings

Names = Mapping[str, Data]


def read(tenant: str, type_name: str) -> Names:
    """Of those that it made or calls otherwise than Relata does, by key; one round trip. What is no activity has
    none."""
    if type_name != ACTIVITY.name:
        return {}
    found = tenant_settings.read(tenant, activity_kind.SETTING)
    return of(found.values, found.language)


def of(setting: Mapping[str, Any], language: str) -> Names:
    own = activity_kind.own_names(setting, language)
    return {each["key"]: {"label": each["label"], "labels": each["labels"]} for each in own}


def named(activity: Data, names: Names) -> Data:
    """As they see it, with what its kind is called."""
    own = names.get(stored.line(activity, "kind"))
    return {**activity, "kind_names": own} if own else activity
