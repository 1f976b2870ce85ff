"""Cards of people and companies: vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), read and written."""

MEDIA_TYPE = "text/vcard; charset=utf-8"
