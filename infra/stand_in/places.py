"""What the stand-in of the Places API knows, in its shape. Nothing in it is about anybody."""

from typing import Any

Data = dict[str, Any]


def _part(kind: str, long: str, short: str = "") -> Data:
    return {"longText": long, "shortText": short or long, "types": [kind, "political"], "languageCode": "nl"}


def _place(id: str, name: str, line: str, *parts: Data, **more: Any) -> Data:
    told = {"id": id, "displayName": {"text": name, "languageCode": "nl"}, "formattedAddress": line}
    return {**told, "addressComponents": [*parts], "businessStatus": "OPERATIONAL", **more}


PLACES: dict[str, Data] = {each["id"]: each for each in (
    _place(
        "ChIJstandin00000000000000001", "Bakkerij De Proef", "Kerkplein 3, 1315 AC Almere, Nederland",
        _part("street_number", "3"), _part("route", "Kerkplein"), _part("locality", "Almere"),
        _part("administrative_area_level_1", "Flevoland", "FL"), _part("country", "Nederland", "NL"),
        _part("postal_code", "1315 AC"),
        internationalPhoneNumber="+31 36 530 12 99", websiteUri="https://bakkerij-de-proef.example.com/",
    ),
    _place(
        "ChIJstandin00000000000000002", "Proof & Sons", "10 High Street, Leeds LS1 4DY, Verenigd Koninkrijk",
        _part("street_number", "10"), _part("route", "High Street"), _part("postal_town", "Leeds"),
        _part("administrative_area_level_1", "England"), _part("country", "Verenigd Koninkrijk", "GB"),
        _part("postal_code", "LS1 4DY"), businessStatus="CLOSED_PERMANENTLY",
    ),
)}  # fmt: skip


def search(text: str) -> Data:
    """Nothing found is an empty object there."""
    words = text.lower().split()
    found = [each for each in PLACES.values() if all(word in _written(each) for word in words)]
    return {"places": found} if found else {}


def _written(each: Data) -> str:
    return f"{each['displayName']['text']} {each['formattedAddress']}".lower()


def refused(code: int, status: str, reason: str) -> Data:
    return {"error": {"code": code, "message": reason, "status": status, "details": [{"reason": reason}]}}
