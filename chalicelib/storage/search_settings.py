"""Where a tenant's quick search looks, as functions remember it while somebody types."""

from chalicelib.models import search_setting
from chalicelib.models.search_setting import SETTING, Off
from chalicelib.storage import tenant_settings
from chalicelib.storage.remembered import Remembered


def read(tenant: str) -> Off:
    return search_setting.off(tenant_settings.read(tenant, SETTING).values)


KNOWN = Remembered(read)
