"""Received mail: from the raw bytes of a message to what a dossier needs, as plain data and without side effects."""

from chalicelib.mail.message import Message, read

__all__ = ["Message", "read"]
