"""The bus that changes are published on, and its archive, from which they can be played again."""

from infra.resources.resource import Resource, arn

BUS, ARCHIVE = "Bus", "BusArchive"
SOURCE = "relata"
ARCHIVE_DAYS = 30  # as long as the change feed; erasing a person has to wait no longer


def resources() -> dict[str, Resource]:
    return {
        BUS: {
            "Type": "AWS::Events::EventBus",
            "Properties": {"Name": {"Ref": "AWS::StackName"}, "Description": "Relata: changes of records"},
        },
        ARCHIVE: {
            "Type": "AWS::Events::Archive",
            "Properties": {
                "SourceArn": arn(BUS),
                "Description": "Relata: changes of records",
                "EventPattern": {"source": [SOURCE]},
                "RetentionDays": ARCHIVE_DAYS,
            },
        },
    }
