"""What the demonstration's distributor sells, to whom, and made by whom."""

from rma.demo.drives import DRIVES
from rma.rules.rows import ACCOUNTS, MANUFACTURERS, PRODUCTS

Rows = tuple[tuple[str, ...], ...]

ACCOUNT_COLUMNS = tuple(column.name for column in ACCOUNTS.columns)
COMPANIES = ("C-1001", "C-1002", "C-1003", "C-1004", "C-1005", "C-1006")
PEOPLE = ("P-2001", "P-2002", "P-2003")
ACCOUNT_ROWS: Rows = tuple(
    tuple(row.split("|"))
    for row in (
        "C-1001|Alpenfoto Handels GmbH|company|gold|service@alpenfoto.example||"
        "Marktgasse 4||Kempten||87435|DE",
        "C-1002|Kustlijn Beveiliging BV|company|gold|rma@kustlijn.example||"
        "Havenweg 12||Den Haag||2583|NL",
        "C-1003|Studio Lumière SARL|company|silver|atelier@studiolumiere.example||"
        "12 rue des Tanneurs||Lille||59000|FR",
        "C-1004|Nordwerk Systemhaus GmbH|company|gold|einkauf@nordwerk.example||"
        "Hafenstraße 31|Tor 2|Rostock||18057|DE",
        "C-1005|Archivum Sp. z o.o.|company|silver|it@archivum.example||"
        "ul. Długa 8||Poznań||61-848|PL",
        "C-1006|Brightwater Media Ltd|company|silver|kit@brightwater.example||"
        "3 Quay Street||Galway||H91|IE",
        "P-2001|Jonas Keller|person|basic|jonas.keller@post.example||"
        "Lindenweg 7||Potsdam||14467|DE",
        "P-2002|Inès Moreau|person|basic|ines.moreau@post.example||"
        "5 place du Marché||Nantes||44000|FR",
        "P-2003|Piotr Zieliński|person|basic|piotr.zielinski@post.example||"
        "ul. Polna 3||Szczecin||70-001|PL",
    )
)

MAKER_COLUMNS = tuple(column.name for column in MANUFACTURERS.columns)
MAKER_ROWS: Rows = tuple(
    tuple(row.split("|"))
    for row in (
        "Corvina Optics|claims@corvina.example|Via Roma 1||Trieste||34121|IT"
        "|90|reported|no|no|10",
        "Halvard Imaging|rma@halvard.example|Storgata 9||Bergen||5003|NO"
        "|120|inspected|yes|hold|14",
        "Teido|service@teido.example|Kaiserring 2||Mannheim||68161|DE"
        "|60|received|no|yes|10",
        "Western Digital|drives-a@claims.example||||||US|90|reported|no|yes|15",
        "Seagate|drives-b@claims.example||||||US|90|received|yes|yes|15",
        "Toshiba|drives-c@claims.example||||||JP|60|reported|no|hold|20",
    )
)

# What need not come back, as the lead of the demonstration typed it.
STAYS = (
    "destroyed: up to 1300.00, category cameras, maker Corvina Optics, "
    "photo, serial_cut, declaration"
)

PRODUCT_COLUMNS = tuple(column.name for column in PRODUCTS.columns)
_KIT = (
    ("CO-ONE", "Corvina Optics", "One", "Corvina One system camera", "cameras", 24, 890,
     (160, 130, 110), "1249.00", "890.00", "packed_with", "no", "yes"),
    ("CO-MINI", "Corvina Optics", "Mini", "Corvina Mini compact camera", "cameras", 24,
     420, (140, 90, 70), "549.00", "391.00", "contained", "no", "yes"),
    ("HV-DOME", "Halvard Imaging", "D4", "Halvard Dome 4K security camera", "cameras",
     36, 1250, (190, 190, 160), "389.00", "262.00", "none", "no", "yes"),
    ("HV-TURRET", "Halvard Imaging", "T2", "Halvard Turret security camera", "cameras",
     36, 780, (150, 150, 130), "219.00", "148.00", "none", "no", "yes"),
    ("TD-REC8", "Teido", "R8", "Teido Recorder, 8 channels", "recorders", 24, 3100,
     (390, 320, 90), "449.00", "318.00", "none", "yes", "no"),
    ("TD-REC16", "Teido", "R16", "Teido Recorder, 16 channels", "recorders", 24, 4800,
     (450, 400, 110), "829.00", "590.00", "none", "yes", "yes"),
    ("TD-FIELD", "Teido", "F1", "Teido Field audio recorder", "recorders", 24, 640,
     (210, 120, 80), "329.00", "231.00", "contained", "yes", "no"),
)  # fmt: skip
# Its battery is covered for a shorter time than the recorder around it.
_PARTS = {"TD-FIELD": "battery 12"}
_TARIFFS = {"cameras": "852589", "recorders": "852190"}
_ORIGINS = {"Corvina Optics": "IT", "Halvard Imaging": "NO", "Teido": "DE"}
_DRIVE_SIZE = ("700", "220", "160", "80")


def product_rows() -> Rows:
    """Return every product as a row of an import."""
    kit = (
        (
            sku, maker, mpn, "", name, category, str(months), str(grams),
            *map(str, size), price, cost, "EUR", lithium, data, swap,
            _TARIFFS[category], _ORIGINS[maker], "invoiced", _PARTS.get(sku, ""),
        )
        for sku, maker, mpn, name, category, months, grams, size, price, cost,
        lithium, data, swap in _KIT
    )  # fmt: skip
    drives = (
        (
            drive.mpn, drive.maker, drive.mpn, "",
            f"{drive.maker} {drive.mpn}, {drive.capacity_tb} TB", "drives", "60",
            *_DRIVE_SIZE, drive.price_usd,
            f"{float(drive.price_usd) * 0.8:.2f}", "USD", "none", "yes", "yes",
            "847170", "TH", "manufactured", "",
        )
        for drive in DRIVES
    )  # fmt: skip
    return (*kit, *drives)


KIT_SKUS = tuple(row[0] for row in _KIT)
PRICES = {row[0]: (row[11], row[13]) for row in product_rows()}
