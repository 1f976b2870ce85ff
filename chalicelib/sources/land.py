"""Countries by their names in Dutch, as the Dutch register writes them. Pure."""

from chalicelib import text

# Where Dutch registrations have their addresses; of others the name itself is told.
_NAMES = (
    "NL Nederland|BE België|DE Duitsland|FR Frankrijk|LU Luxemburg|GB Verenigd Koninkrijk=Groot-Brittannië|IE Ierland|"
    "ES Spanje|PT Portugal|IT Italië|AT Oostenrijk|CH Zwitserland|LI Liechtenstein|MC Monaco|DK Denemarken|SE Zweden|"
    "NO Noorwegen|FI Finland|IS IJsland|EE Estland|LV Letland|LT Litouwen|PL Polen|CZ Tsjechië|SK Slowakije|"
    "HU Hongarije|SI Slovenië|HR Kroatië|RO Roemenië|BG Bulgarije|GR Griekenland|CY Cyprus|MT Malta|TR Turkije|"
    "UA Oekraïne|RU Rusland|US Verenigde Staten van Amerika=Verenigde Staten|CA Canada|CN China|HK Hongkong|JP Japan|"
    "IN India|IL Israël|AE Verenigde Arabische Emiraten|SG Singapore|AU Australië|ZA Zuid-Afrika|BR Brazilië|"
    "CW Curaçao|AW Aruba|SX Sint Maarten|SR Suriname|MA Marokko"
)
BY_NAME = {
    text.fold(name): code
    for code, _, names in (each.partition(" ") for each in _NAMES.split("|"))
    for name in names.split("=")
}


def code(name: str) -> str:
    """ISO 3166-1 alpha-2, "" where it is not known."""
    return BY_NAME.get(text.fold(name), "")
