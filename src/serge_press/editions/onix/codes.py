"""The codes that our records use: for each list of ONIX for Books its number and name, and from our words to its codes.

Source: EDItEUR, ONIX for Books Code Lists, issue 73 (April 2026), read code by code; the records are validated in the tests
against the schemas of issue 75 (October 2026). How accessibility metadata of EPUB becomes codes of list 196 is told by the
W3C's crosswalk (Schema.org Accessibility Properties Crosswalk, EPUB to ONIX).
"""

from __future__ import annotations

from serge_press.model.trade import Audience, Availability, Part, SupplierRole

# List 1, notification type: what kind of notice the record is
ADVANCE, CONFIRMED = "02", "03"
# List 5, product identifier type
GTIN13, ISBN13, URN = "03", "15", "22"
# List 2, product composition
SINGLE = "00"
# List 150, product form
HARDBACK, PAPERBACK, DOWNLOAD = "BB", "BC", "ED"
# List 175, product form detail
EPUB, PDF, REFLOWABLE, FIXED, OFFLINE, PAGES_SHOWN = "E101", "E107", "E200", "E201", "E202", "E205"
# List 79, product form feature type
FEATURE_ACCESS, FEATURE_HAZARD, FEATURE_VERSION = "09", "12", "15"
# List 220, e-publication version number
VERSIONS: dict[str, str] = {"epub": "101F", "1.3": "107C", "1.4": "107D", "1.6": "107F", "1.7": "107G", "2.0": "107J"}
PROFILES: dict[str, str] = {"kobo": "Kobo EPUB (kepub)", "kindle": "EPUB for Amazon’s conversion"}
"""What is said of an e-book for one kind of reading system, which has no code of its own."""
# List 81, product content type
TEXT, STILL_PICTURES = "10", "07"
# List 48 and list 50, measure type and unit
HEIGHT, WIDTH, MILLIMETRES = "01", "02", "mm"
# List 144, technical protection
NO_PROTECTION = "00"
# List 218, licence expression type
FOR_READERS, FOR_LAWYERS = "01", "02"
# List 148 and list 149 and list 15, collection type, title element level, title type
PUBLISHERS_SERIES, OF_PRODUCT, OF_SERIES, DISTINCTIVE = "10", "01", "02", "01"
# List 13, series identifier type
ISSN = "02"
# List 177, person date role
BORN, DIED = "50", "51"
# List 22, language role
OF_TEXT = "01"
# List 23 and list 24, extent type and unit
MAIN_PAGES, FRONT_PAGES, BACK_PAGES, CONTENT_PAGES, ALL_PAGES = "00", "03", "04", "11", "07"
TEXT_LENGTH, PRINT_PAGES, FILE_SIZE = "02", "08", "22"
IN_WORDS, IN_PAGES, IN_BYTES = "02", "03", "17"
# List 152, illustrated
NOT_ILLUSTRATED, ILLUSTRATED = "01", "02"
# List 21, edition type
LARGE_PRINT = "LTE"
# List 27, subject scheme
KEYWORDS, BISAC_SUBJECT, THEMA = "20", "10", "93"
THEMA_QUALIFIERS: dict[str, str] = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
# List 29, audience code type
ONIX_AUDIENCE = "01"
# List 153 and list 154, text type and content audience
SHORT_DESCRIPTION, DESCRIPTION, CONTENTS_LIST, COVER_COPY, FOR_ALL = "02", "03", "04", "05", "00"
SHORT = 350
"""Letters that a short description may have."""
# List 158, list 159, list 161, list 162: resources
FRONT_COVER, IS_IMAGE, DOWNLOADABLE, LINKABLE = "01", "03", "02", "01"
FORMAT = "01"
JPEG = "D502"  # list 178
# List 45, publishing role
PUBLISHER = "01"
# List 198, product contact role
ACCESS_CONTACT = "01"
# List 64 and list 163, publishing status and date role
FORTHCOMING, ACTIVE, PUBLICATION_DATE = "02", "04", "01"
# List 46, sales rights type
FOR_SALE_EXCLUSIVE, FOR_SALE = "01", "02"
# List 51, product relation
ALTERNATIVE, BASED_ON_PRINT, ELECTRONIC_VERSION = "06", "13", "27"
# List 57 and list 58, unpriced item type and price type
FREE, ASK_SUPPLIER, WITHOUT_TAX, WITH_TAX = "01", "04", "01", "02"
EXPECTED = "08"  # list 166, supply date role
# List 55, date format, by the letters of a date of ISO 8601
DATE_FORMATS: dict[int, str] = {4: "05", 7: "01", 10: "00"}

AUDIENCES: dict[Audience, str] = {
    Audience.GENERAL: "01",
    Audience.CHILDREN: "02",
    Audience.TEENAGE: "03",
    Audience.SCHOOL: "04",
    Audience.STUDENTS: "05",
    Audience.SCHOLARS: "06",
    Audience.LANGUAGE_LEARNERS: "09",
    Audience.ADULT_LEARNERS: "08",
}
"""List 28."""

ROLES: dict[Part, str] = {
    Part.AUTHOR: "A01",
    Part.EDITOR: "B01",
    Part.COMPILER: "C01",
    Part.TRANSLATOR: "B06",
    Part.INTRODUCER: "A24",
    Part.FOREWORD: "A23",
    Part.PREFACE: "A15",
    Part.AFTERWORD: "A19",
    Part.NOTES: "A20",
    Part.ANNOTATOR: "A21",
    Part.ILLUSTRATOR: "A12",
    Part.PHOTOGRAPHER: "A13",
    Part.COVER: "A36",
    Part.MAPS: "A39",
    Part.INDEXER: "A34",
    Part.DESCRIBER: "B35",
    Part.RESEARCHER: "A51",
}
"""List 17."""

NAME_IDS: dict[str, str] = {"isni": "16", "orcid": "21", "gnd": "25", "viaf": "31", "bnf": "34", "idref": "38"}
"""List 44, by the catalogue's names of authorities; any other is proprietary and named."""
NAME_ID_PROPRIETARY = "01"

AVAILABILITY: dict[Availability, str] = {
    Availability.AVAILABLE: "20",
    Availability.NOT_YET: "10",
    Availability.IN_STOCK: "21",
    Availability.TO_ORDER: "22",
    Availability.ON_DEMAND: "23",
}
"""List 65."""

SUPPLIERS: dict[SupplierRole, str] = {
    SupplierRole.PUBLISHER: "01",
    SupplierRole.PUBLISHER_TO_READERS: "09",
    SupplierRole.EXCLUSIVE: "02",
    SupplierRole.DISTRIBUTOR: "03",
    SupplierRole.WHOLESALER: "04",
    SupplierRole.PRINTER: "07",
    SupplierRole.RETAILER: "08",
}
"""List 93."""

ACCESS: dict[str, str] = {
    "tableOfContents": "11",
    "index": "12",
    "readingOrder": "13",
    "alternativeText": "14",
    "longDescription": "15",
    "MathML": "17",
    "pageBreakMarkers": "19",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
    "pageNavigation": "41",
}
"""List 196, by the words of ``accessibilityFeature``."""
SUMMARY, EPUB_ACCESS_11, NOTHING_DISABLED, LANGUAGES_MARKED, LANDMARKS, WITHOUT_SIGHT = (
    "00",
    "04",
    "10",
    "22",
    "32",
    "52",
)
WCAG: dict[str, str] = {"2.0": "80", "2.1": "81", "2.2": "82"}
LEVELS: dict[str, str] = {"A": "84", "AA": "85", "AAA": "86"}
CREDENTIAL, CERTIFIER, ASSESSED_ON, REPORT, CONTACT = "88", "90", "91", "94", "99"
EXEMPTIONS: dict[str, str] = {
    "eaa-microenterprise": "75",
    "eaa-disproportionate-burden": "76",
    "eaa-fundamental-alteration": "77",
}

HAZARDS: dict[str, str] = {
    "none": "00",
    "flashing": "13",
    "noFlashingHazard": "14",
    "unknownFlashingHazard": "24",
    "sound": "15",
    "noSoundHazard": "16",
    "unknownSoundHazard": "25",
    "motionSimulation": "17",
    "noMotionSimulationHazard": "18",
    "unknownMotionSimulationHazard": "26",
}
"""List 143, by the words of ``accessibilityHazard``."""
