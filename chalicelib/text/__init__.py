"""Normal forms of text: for sorting, for searching, and for telling whether two values are the same.

Everything here is pure and takes linear time whatever it is given. Functions that check raise ValueError with
a message that tells the user what to do; functions that fold never raise. The libraries that know phones,
mail addresses and company numbers are imported where they are used: most calls need none of them.
"""

from chalicelib.text.cleaning import clean
from chalicelib.text.company_number import company_number, vat_number
from chalicelib.text.folding import fold
from chalicelib.text.internet import email, email_as_typed, origin, secure_website, website
from chalicelib.text.phone import phone, phone_display
from chalicelib.text.words import phone_word, query, words

__all__ = [
    "clean",
    "company_number",
    "email",
    "email_as_typed",
    "fold",
    "origin",
    "phone",
    "phone_display",
    "phone_word",
    "query",
    "secure_website",
    "vat_number",
    "website",
    "words",
]
