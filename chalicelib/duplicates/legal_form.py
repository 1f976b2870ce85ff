"""Legal forms of companies, as they stand in names that are folded."""

from collections.abc import Mapping, Sequence

from chalicelib.duplicates.spelling import distance

# By country, parted by |: a form, and behind = how else it is written. Initialisms with full stops are folded into one
# word already, but "A/S" and "S A" into two.
_FORMS = {
    "NL": "bv=b v=besloten vennootschap|nv=n v=naamloze vennootschap|vof=v o f=vennootschap onder firma|cv=c v"
    "=commanditaire vennootschap|ua=u a|ba=b a",
    "BE": "bvba=sprl|comm v|commva=comm va|vzw=asbl|cvba=scrl",
    "DE": "gmbh=g m b h=gesellschaft mit beschrankter haftung=gesellschaft mit beschraenkter haftung"
    "|ag=aktiengesellschaft=akt ges|kg=kommanditgesellschaft|kgaa=kommanditgesellschaft auf aktien"
    "|ohg=offene handelsgesellschaft|ug=unternehmergesellschaft|haftungsbeschrankt=haftungsbeschraenkt|gbr|ek=e k"
    "|ev=e v=eingetragener verein|ggmbh|vvag|se=societas europaea",
    "AT": "gesmbh=ges m b h=gesellschaft m b h",
    "FR": "sa=s a=societe anonyme=ste anonyme=anonyme societe=anonyme ste|sarl=s a r l"
    "=societe a responsabilite limitee|sas=s a s"
    "=societe par actions simplifiee|sasu|eurl|sci|snc|scop|sca=s c a=societe en commandite par actions"
    "|societe cooperative|societe europeenne|selarl",
    "GB": "ltd=limited|plc=p l c=public limited company|llp=l l p=limited liability partnership|cic",
    "IE": "dac=designated activity company|teoranta",
    "US": "inc=incorporated|corp=corporation|co=company|llc=l l c=limited liability company|pllc|lllp",
    "CH": "sagl",
    "IT": "spa=s p a=societa per azioni|srl=s r l=societa a responsabilita limitata|srls|sapa=s a p a"
    "|societa cooperativa=soc coop|scarl|scpa",
    "ES": "sl=s l=sociedad limitada|sau|slu|sll|sociedad anonima",
    "PT": "lda=limitada|sgps",
    "SE": "ab=aktiebolag|publ|hb=handelsbolag|kb=kommanditbolag",
    "NO": "asa|as=aksjeselskap|ans",
    "DK": "a s=aktieselskab|aps=anpartsselskab|i s|k s|amba",
    "FI": "oy=osakeyhtio|oyj=julkinen osakeyhtio|ky|abp",
    "PL": "sp z o o=sp zoo=spolka z ograniczona odpowiedzialnoscia|spolka akcyjna|sp k|sp j",
    "CZ": "sro=s r o",
    "HU": "kft|zrt|nyrt",
    "LU": "secs|scsp",
    "RU": "ooo|oao=ojsc=open joint stock company|zao|pao=public joint stock company=pjsc|ao=joint stock company=jsc"
    "|nao",
    "TR": "anonim sirketi|sti=sirketi",
    "AU": "pty=proprietary",
    "IN": "pvt=private",
}
LONGEST = 5
FORMS: Mapping[tuple[str, ...], str] = {
    tuple(written.split()): each.split("=")[0]
    for line in _FORMS.values()
    for each in line.split("|")
    for written in each.split("=")
}


_LONG = sorted({word for form in FORMS for word in form if len(word) > 5})


def _corrected(word: str) -> str:
    """Aktiengesellschaft, also with a slip of the pen; what is short is soon another word."""
    if len(word) < 6 or word in _LONG:
        return word
    return next((each for each in _LONG if abs(len(each) - len(word)) < 2 and distance(each, word) < 2), word)


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The name without the forms that it begins and ends with, and those forms; a name that is nothing else stays."""
    rest, forms = [*words[:1], *map(_corrected, words[1:])], []
    while (size := _size(rest, at_end=True)) and size < len(rest):
        forms.append(FORMS[tuple(rest[-size:])])
        rest = rest[:-size]
    while (size := _size(rest, at_end=False)) and size < len(rest):
        forms.append(FORMS[tuple(rest[:size])])
        rest = rest[size:]
    return rest, forms


def _size(words: Sequence[str], *, at_end: bool) -> int:
    """Of how many words the longest form is that stands there."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        if tuple(words[-size:] if at_end else words[:size]) in FORMS:
            return size
    return 0
