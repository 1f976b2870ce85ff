"""How much of a message is read. What is over a limit is cut off and told as a fault; the raw message keeps it."""

from typing import NamedTuple

KILO, MEGA = 1_000, 1_000_000


class Limit(NamedTuple):
    name: str
    most: int
    unit: str


MESSAGE = Limit("message", 41 * MEGA, "bytes")  # SES takes in 40 MB
HEADERS = Limit("header of a message or part", MEGA, "bytes")
HEADER_LINES = Limit("header lines", 2_000, "lines")
HEADER_VALUE = Limit("header value", 300 * KILO, "bytes")
PARAMETERS = Limit("parameters of a header", 50, "parameters")
PARAMETER_TEXT = Limit("text of the parameters", 8 * KILO, "bytes")
PARTS = Limit("parts", 200, "parts")
DEPTH = Limit("depth of parts", 20, "levels")
ADDRESSES = Limit("addresses in a header", 2_000, "addresses")
ADDRESS_TEXT = Limit("address kept as text", 500, "characters")
SUBJECT = Limit("subject", 1_000, "characters")
IDS = Limit("references", 100, "message ids")
TEXT = Limit("text", MEGA, "characters")
HTML = Limit("html", 2 * MEGA, "characters")
HTML_TAGS = Limit("html", 50 * KILO, "tags")
HTML_DEPTH = Limit("depth of html", 100, "levels")
UUENCODED = Limit("uuencoded attachment", 700 * KILO, "lines")
ATTACHMENTS = Limit("attachments", 100, "attachments")
FILE_NAME = Limit("file name", 150, "characters")
RECIPIENTS = Limit("recipients in a report", 100, "recipients")
REPORT = Limit("report", 500 * KILO, "bytes")
CALENDAR = Limit("calendar", 500 * KILO, "bytes")
CALENDARS = Limit("calendars", 3, "parts")
EVENTS = Limit("events in a calendar", 20, "events")
FORWARDED_SEARCH = Limit("lines searched for a forwarded message", 2_000, "lines")
FAULTS = Limit("faults", 50, "faults")

LIMITS = tuple(each for each in globals().values() if isinstance(each, Limit))
