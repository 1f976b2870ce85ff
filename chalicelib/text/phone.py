"""Phone numbers: E.164 of what was typed, and back to what people read."""

import re

LONGEST_PHONE = 60

_EXTENSION = re.compile(r"[\s,;(]*(?:ext(?:ension)?|tst|toestel|poste|dw|durchwahl|доб|x|#)[.:\s]*[0-9]{1,7}\)?$", re.I)


def _dialled(value: str) -> str:
    """Without extension, 00 as +; "" for what has letters or is too long to be a phone."""
    number = _EXTENSION.sub("", value.strip()) if len(value) <= LONGEST_PHONE else ""
    return "" if any(char.isalpha() for char in number) else re.sub(r"^\(?00", "+", number)


def phone(value: str, country: str) -> str | None:
    """E.164, or None if it cannot be a number that is dialled from anywhere; an extension is dropped.

    `country` (ISO 3166-1 alpha-2) tells what a number without country code means. Letters are refused:
    a name typed behind the number would otherwise be dialled as digits.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(_dialled(value), country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_display(e164: str, country: str) -> str:
    """As people in `country` write it: national inside the country, international otherwise."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    at_home = phonenumbers.country_code_for_region(country.upper()) == number.country_code
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
