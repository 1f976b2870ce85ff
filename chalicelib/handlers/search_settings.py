"""Where an organisation's quick search looks."""

from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.models import search_setting
from chalicelib.models.search_setting import SETTING, KnownSearchSettings, SearchSettings
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.storage import search_settings, tenant_settings

AREA = "search"


@operation("GET /v1/search/settings", right=("setting", "read"), area=AREA, gives=KnownSearchSettings,
           touches=(READS,), together=ADMINISTRATION)  # fmt: skip
def read_search_settings(call: Call[None, None]) -> Answer:
    """Tells in which types quick search looks, and in which of their fields"""
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return Answer({"types": search_setting.known(found.values)}, version=found.version)


@operation("PUT /v1/search/settings", right=("setting", "edit"), area=AREA, takes=SearchSettings,
           gives=KnownSearchSettings, touches=(READS, WRITES), together=ADMINISTRATION,
           errors=(Invalid, StaleVersion, KeyReused, Busy),
           example={"types": {"relation": {"off": ["parent"]}, "document": {"searched": False}}})  # fmt: skip
def put_search_settings(call: Call[SearchSettings, None]) -> Answer:
    """Sets in which types quick search looks, and in which of their fields

    It holds within five minutes; nothing is written anew. A type that is not searched is found where `types` names it.
    What a record is called by is always looked at, and custom fields say themselves whether they are `searchable`.
    """
    found = tenant_settings.read(call.actor.tenant, SETTING)
    versions.hold_setting(call.if_match, found.version)
    values = call.body.model_dump()
    if faults := list(search_setting.faults(values["types"])):
        raise Invalid(errors=faults)
    version = found.version
    if values != found.values:
        call.work.put_setting(SETTING, values, found.version)
        search_settings.KNOWN.keep(call.actor.tenant, search_setting.off(values))
        version += 1
    return Answer({"types": search_setting.known(values)}, version=version)
