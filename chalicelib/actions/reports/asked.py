"""A report as it is asked for."""

from typing import Literal

from pydantic import Field

from chalicelib.actions.selecting import Those
from chalicelib.models.fields import TimeZone
from chalicelib.models.report_shape import DIMENSIONS, MEASURES, ZONE, By, Measure


class Report(Those):
    measures: list[Measure] = MEASURES
    by: list[By] = DIMENSIONS
    time_zone: TimeZone | None = ZONE


class ReportFile(Report):
    separator: Literal[",", ";", "\t"] = Field(default=",", description="of CSV")
