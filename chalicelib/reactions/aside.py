"""What nobody could carry out is put aside, for an operator to look at; `infra/redrive.py` has it delivered again. No
personal data goes into that queue: it is told where something is, and not what is in it."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib import aws
from chalicelib.settings import settings


def put(letter: Mapping[str, Any]) -> None:
    """Raises what botocore does."""
    aws.client("sqs").send_message(QueueUrl=settings().dead_letters, MessageBody=json.dumps(letter))
