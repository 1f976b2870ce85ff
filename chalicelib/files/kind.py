"""The kinds of file that Relata tells apart, one row each: names, declared types, and what may be done with them."""

from typing import NamedTuple

ATTACHMENT = "application/octet-stream"  # what everything is served as that is not shown in the browser


class Kind(NamedTuple):
    """`types`: as browsers and mail programs declare it, the real one first. `shown`: safe in a browser as it is.
    `drawn`: pictures of its pages are made. `runs`: a program, or a file that starts one; refused."""

    name: str
    endings: tuple[str, ...]
    types: tuple[str, ...]
    shown: bool = False
    drawn: bool = False
    runs: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
EXCEL = "application/vnd.ms-excel"  # Windows with Excel declares even csv as this
ZIPPED = ("application/zip", "application/x-zip-compressed", "application/x-zip")
PROGRAM = "application/x-msdownload"

# fmt: off
ROWS = (
    Kind("pdf", ("pdf",), ("application/pdf", "application/x-pdf"), shown=True, drawn=True),
    Kind("png", ("png",), ("image/png", "image/x-png"), shown=True, drawn=True),
    Kind("jpeg", ("jpg", "jpeg", "jfif", "jpe"), ("image/jpeg", "image/jpg", "image/pjpeg"), shown=True, drawn=True),
    Kind("gif", ("gif",), ("image/gif",), shown=True),
    Kind("webp", ("webp",), ("image/webp",), shown=True),
    Kind("tiff", ("tif", "tiff"), ("image/tiff",)),
    Kind("heic", ("heic", "heif", "avif"), ("image/heic", "image/heif", "image/avif")),
    Kind("bmp", ("bmp", "dib"), ("image/bmp", "image/x-ms-bmp")),
    Kind("ico", ("ico",), ("image/x-icon", "image/vnd.microsoft.icon")),
    Kind("docx", ("docx", "dotx"), (f"{OFFICE}wordprocessingml.document", f"{OFFICE}wordprocessingml.template")),
    Kind("xlsx", ("xlsx", "xltx"), (f"{OFFICE}spreadsheetml.sheet", f"{OFFICE}spreadsheetml.template")),
    Kind("pptx", ("pptx", "potx", "ppsx"), (f"{OFFICE}presentationml.presentation",
         f"{OFFICE}presentationml.template", f"{OFFICE}presentationml.slideshow")),
    Kind("docm", ("docm", "dotm"), ("application/vnd.ms-word.document.macroenabled.12",)),
    Kind("xlsm", ("xlsm", "xlsb", "xltm"), ("application/vnd.ms-excel.sheet.macroenabled.12",
         "application/vnd.ms-excel.sheet.binary.macroenabled.12")),
    Kind("pptm", ("pptm", "ppsm"), ("application/vnd.ms-powerpoint.presentation.macroenabled.12",)),
    Kind("odt", ("odt", "ott"), (f"{ODF}text", f"{ODF}text-template")),
    Kind("ods", ("ods", "ots"), (f"{ODF}spreadsheet", f"{ODF}spreadsheet-template")),
    Kind("odp", ("odp", "otp"), (f"{ODF}presentation", f"{ODF}presentation-template")),
    Kind("epub", ("epub",), ("application/epub+zip",)),
    Kind("doc", ("doc", "dot"), ("application/msword",)),
    Kind("xls", ("xls", "xlt"), (EXCEL, "application/msexcel")),
    Kind("ppt", ("ppt", "pps", "pot"), ("application/vnd.ms-powerpoint",)),
    Kind("msg", ("msg",), ("application/vnd.ms-outlook",)),
    Kind("rtf", ("rtf", "doc"), ("application/rtf", "text/rtf", "application/msword")),
    Kind("text", ("txt", "csv", "tsv", "md", "log", "json", "xml", "eml", "ics", "vcf", "yaml", "yml", "ini"),
         ("text/plain", "text/csv", "application/csv", "text/tab-separated-values", "text/markdown", "application/json",
          "text/xml", "application/xml", EXCEL)),
    Kind("eml", ("eml", "txt", "mht", "mhtml"), ("message/rfc822", "text/plain")),
    Kind("ics", ("ics", "ifb"), ("text/calendar", "application/ics")),
    Kind("vcf", ("vcf", "vcard"), ("text/vcard", "text/x-vcard", "text/directory")),
    Kind("html", ("html", "htm", "xhtml", "md"), ("text/html", "application/xhtml+xml", "text/markdown")),
    Kind("svg", ("svg",), ("image/svg+xml",)),
    Kind("xml", ("xml", "xsd", "gpx", "kml"), ("application/xml", "text/xml")),
    Kind("zip", ("zip",), ZIPPED),
    Kind("7z", ("7z",), ("application/x-7z-compressed",)),
    Kind("rar", ("rar",), ("application/vnd.rar", "application/x-rar-compressed", "application/x-rar")),
    Kind("gz", ("gz", "tgz"), ("application/gzip", "application/x-gzip")),
    Kind("mp3", ("mp3",), ("audio/mpeg", "audio/mp3")),
    Kind("wav", ("wav",), ("audio/wav", "audio/x-wav", "audio/vnd.wave")),
    Kind("ogg", ("ogg", "oga", "ogv", "opus"), ("audio/ogg", "video/ogg", "application/ogg")),
    Kind("mp4", ("mp4", "m4a", "m4v"), ("video/mp4", "audio/mp4", "audio/x-m4a", "video/x-m4v")),
    Kind("mov", ("mov",), ("video/quicktime",)),
    Kind("avi", ("avi",), ("video/x-msvideo", "video/avi")),
    Kind("webm", ("webm", "mkv"), ("video/webm", "audio/webm", "video/x-matroska")),
    Kind("exe", ("exe", "dll", "scr", "com", "cpl", "sys", "ocx", "pif"),
         (PROGRAM, "application/x-dosexec"), runs=True),
    Kind("msi", ("msi", "msp"), ("application/x-msi",), runs=True),
    Kind("elf", ("so", "o", "elf"), ("application/x-executable", "application/x-sharedlib"), runs=True),
    Kind("mach-o", ("dylib", "bundle"), ("application/x-mach-binary",), runs=True),
    Kind("class", ("class",), ("application/java-vm",), runs=True),
    Kind("jar", ("jar", "war"), ("application/java-archive",), runs=True),
    Kind("apk", ("apk",), ("application/vnd.android.package-archive",), runs=True),
    Kind("lnk", ("lnk",), ("application/x-ms-shortcut",), runs=True),
    Kind("script", ("sh", "bash", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "mjs", "jse", "wsf", "wsh", "hta",
         "py", "pl", "rb", "php", "reg", "url", "scf", "inf", "command", "applescript", "desktop", "jnlp"),
         ("application/x-sh", "text/x-python", "text/javascript", "application/javascript", "text/x-php",
          "application/x-bat", "application/hta"), runs=True),
    Kind("disk", ("iso", "img", "vhd", "vhdx", "dmg", "deb", "rpm", "app", "appx", "msix", "chm", "xll", "gadget"),
         ("application/x-iso9660-image", "application/x-apple-diskimage", "application/vnd.debian.binary-package"),
         runs=True),
    Kind("unknown", (), ()),
    Kind("empty", (), ()),
)
# fmt: on
KINDS = {row.name: row for row in ROWS}
UNKNOWN = KINDS["unknown"]
RUNS = frozenset(ending for row in ROWS if row.runs for ending in row.endings)
DRAWN = frozenset(row.name for row in ROWS if row.drawn)
TEXTS = ("text", "eml", "ics", "vcf", "html", "svg", "xml", "rtf")


def named(ending: str) -> tuple[Kind, ...]:
    """What a name with this ending promises."""
    return tuple(row for row in ROWS if ending in row.endings)


def declared(media_type: str) -> tuple[Kind, ...]:
    return tuple(row for row in ROWS if media_type in row.types)
