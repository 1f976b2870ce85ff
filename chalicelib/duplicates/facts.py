"""What is compared of a record."""

from typing import NamedTuple

from chalicelib.duplicates.names import Name

Values = frozenset[str]
NONE: Values = frozenset()

# Where anybody has a mailbox: that two have one there tells nothing.
_PUBLIC = """
gmail.com googlemail.com outlook.com outlook.nl hotmail.com hotmail.nl hotmail.fr hotmail.co.uk live.com live.nl
msn.com yahoo.com yahoo.fr yahoo.de yahoo.co.uk icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch
web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr ziggo.nl kpnmail.nl kpnplanet.nl
planet.nl xs4all.nl hetnet.nl home.nl upcmail.nl telfort.nl casema.nl chello.nl quicknet.nl solcon.nl telenet.be
skynet.be proximus.be bluewin.ch mail.ru bk.ru inbox.ru list.ru yandex.ru ya.ru rambler.ru proton.me protonmail.com
fastmail.com btinternet.com virginmedia.com sky.com libero.it tiscali.it facebook.com linkedin.com instagram.com
"""
PUBLIC = frozenset(_PUBLIC.split())


class Facts(NamedTuple):
    """All in the form in which it is compared, "" or none where it is not known. Only what is of one `kind` and
    `within` the same, such as a company, is compared. A `house` is a postcode with its number and addition, a `host`
    that of a website or of mail, the `key` what tells an address, or a person, a `part` that of an address, such as a
    floor."""

    kind: str
    name: Name = Name()
    within: str = ""
    key: str = ""
    part: str = ""
    street: str = ""
    countries: Values = NONE
    cities: Values = NONE
    postcodes: Values = NONE
    houses: Values = NONE
    phones: Values = NONE
    mails: Values = NONE
    hosts: Values = NONE
    chambers: Values = NONE
    vats: Values = NONE


def host(name: str) -> str:
    """Of a website or a mail address; "" where it tells nothing of whose it is."""
    bare = name.lower().removeprefix("https://").removeprefix("http://").partition("/")[0].rpartition("@")[2]
    bare = bare.partition(":")[0].removeprefix("www.")
    return "" if bare in PUBLIC else bare
