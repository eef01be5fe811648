"""The countries a parcel may start from or go to, named in the reader's language."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shipping.words import Address

# ISO 3166-1, the names as people say them.
_NAMES = """
AD Andorra|AE United Arab Emirates|AL Albania|AM Armenia|AO Angola|AR Argentina
AT Austria|AU Australia|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados
BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin
BM Bermuda|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas|BT Bhutan|BW Botswana|BY Belarus
BZ Belize|CA Canada|CD Congo (Kinshasa)|CF Central African Republic
CG Congo (Brazzaville)|CH Switzerland|CI Ivory Coast|CL Chile|CM Cameroon|CN China
CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CW Curaçao|CY Cyprus|CZ Czechia
DE Germany|DJ Djibouti|DK Denmark|DO Dominican Republic|DZ Algeria|EC Ecuador
EE Estonia|EG Egypt|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji
FO Faroe Islands|FR France|GA Gabon|GB United Kingdom|GE Georgia|GF French Guiana
GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe
GQ Equatorial Guinea|GR Greece|GT Guatemala|GY Guyana|HK Hong Kong|HN Honduras
HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man
IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan
KE Kenya|KG Kyrgyzstan|KH Cambodia|KR South Korea|KW Kuwait|KZ Kazakhstan|LA Laos
LB Lebanon|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania
LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro
MG Madagascar|MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao
MQ Martinique|MR Mauritania|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico
MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NG Nigeria
NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NZ New Zealand|OM Oman|PA Panama
PE Peru|PF French Polynesia|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland
PR Puerto Rico|PS Palestine|PT Portugal|PY Paraguay|QA Qatar|RE Réunion|RO Romania
RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SC Seychelles|SD Sudan|SE Sweden
SG Singapore|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal
SO Somalia|SR Suriname|SV El Salvador|SY Syria|SZ Eswatini|TD Chad|TG Togo|TH Thailand
TJ Tajikistan|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TR Türkiye
TT Trinidad and Tobago|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|US United States
UY Uruguay|UZ Uzbekistan|VA Vatican City|VE Venezuela|VN Vietnam|XK Kosovo|YE Yemen
YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""
_BY_CODE = {
    entry[:2]: entry[3:] for line in _NAMES.split("\n") for entry in line.split("|")
}
_BY_CODE.pop("", None)


def choices() -> list[tuple[str, str]]:
    """Return codes and names, sorted by name, with an empty first choice."""
    names = _names_in(get_language() or "en")
    return [("", _("Choose a country")), *sorted(names.items(), key=_by_name)]


def name_of(code: str) -> str:
    """Return a country's name, or its code where we have none."""
    return _names_in(get_language() or "en").get(code, code)


@cache
def _names_in(language: str) -> dict[str, str]:
    """Return our names in English, else those of Unicode's tables, else ours."""
    theirs: Mapping[str, str] = {}
    if not language.startswith("en"):
        with suppress(UnknownLocaleError, ValueError):
            theirs = Locale.parse(language, sep="-").territories
    return {code: theirs.get(code, name) for code, name in _BY_CODE.items()}


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def lines_of(address: Address) -> tuple[str, ...]:
    """Return an address as it is printed for people: its country by name."""
    *before, country = address.lines()
    return (*before, name_of(country))
