"""From which network address somebody asks: as the edge says, where it shows that it is ours, else who connected.

Whoever asks API Gateway itself may write any header, so no header is believed without the secret that the distribution
adds to what it passes on."""

import hmac
from collections.abc import Mapping
from typing import Any

from chalicelib.settings import settings

SHOWN, VIEWER = "x-relata-edge", "x-relata-viewer"


def address(headers: Mapping[str, str], connected: Any) -> str:
    """`connected` is what API Gateway says, which behind the edge is an address of CloudFront."""
    secret = settings().edge_secret.encode()
    viewer = headers.get(VIEWER)
    if secret and viewer and hmac.compare_digest(headers.get(SHOWN, "").encode(), secret):
        return viewer
    return str(connected or "")
