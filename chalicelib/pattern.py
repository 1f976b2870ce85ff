"""The forms that texts have, such as that of an id, and how each is told to who sent another."""

ID = r"^[a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26}$"
CODE = r"^[A-Za-z0-9._-]{1,60}$"
KEY = r"^[a-z][a-z0-9_]{0,39}$"
TABLE_CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$"
NAME = r"^[a-z_-]{1,60}$"
TYPE = r"^(\*|[a-z_]{1,60})$"
FIELD = r"^(\*|[a-z][a-z0-9_]{0,59})$"
CURRENCY = r"^[A-Z]{3}$"
PRICE = r"^[0-9]{1,13}(\.[0-9]{1,4})?$"
COLOUR = r"^#[0-9a-f]{6}$"
WORDS = r"^[a-z_ ]{1,60}$"
SECRET = r"^[!-~]{16,200}$"

TOLD = {
    ID: "Give an id, such as rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z.",
    CODE: "Give 1 to 60 letters without accents, digits, points, dashes or underscores.",
    TABLE_CODE: "Give 1 to 30 letters without accents, digits, points, dashes or underscores; the first no mark.",
    KEY: "Give 1 to 40 small letters, digits or underscores, the first of them a letter.",
    NAME: "Give 1 to 60 small letters, dashes or underscores.",
    TYPE: "Give the name of a type, such as relation, or * for all.",
    FIELD: "Give the name of a field, such as note, or * for all.",
    CURRENCY: "Give a currency by its three capitals of ISO 4217, such as EUR.",
    PRICE: "Give an amount as digits with at most four decimals behind a point, such as 12.50.",
    COLOUR: "Give a colour as # and six digits of 0-9 and a-f, such as #2f6fed.",
    SECRET: "Give the key as it was given to you: 16 to 200 letters, digits and signs without spaces.",
    WORDS: "Give 1 to 60 small letters, underscores or spaces.",
}
