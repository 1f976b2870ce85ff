"""How much a word of a name tells: what half of all companies are called tells little."""

COMMON = 0.4
_WORDS = """
group holding international technology company services management industries investment systems solutions resources
engineering communications capital energy properties financial insurance foundation association national partners
media equipment electronics general europe construction transport development global bank trading trade consulting
consultancy advies advisory administratie beheer bakkerij slagerij garage restaurant cafe hotel kapper kapsalon
schilder loodgieter aannemer aannemersbedrijf installatie installatiebedrijf bouwbedrijf school praktijk huisarts
tandarts apotheek makelaars makelaardij advocaten notaris fysiotherapie winkel shop store auto autobedrijf
transportbedrijf logistics logistiek software digital data net online web design studio bureau health care zorg
medical food foods oil gas mining real estate immobilien immo fund funds equity trust nordic european american world
worldwide new north south east west central noord zuid oost joint stock societe ste anonyme aktiengesellschaft
limited public power water air green first best plus pro one invest venture ventures retail industrial commercial
production productions products house home city club vastgoed aktier kl
"""
_COMMON = frozenset(_WORDS.split())


def weight(word: str) -> float:
    return COMMON if word in _COMMON or len(word) < 3 else 1.0
