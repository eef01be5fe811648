"""
Real drive models, how many were watched for how long, and how many failed.

Facts, not ours: sums of the public Backblaze drive statistics (to mid-2024) as
published in zachmayer/backblaze_analysis (Apache-2.0), with a street price in US
dollars. Shown in the demonstration only, as an example of real failure rates.
"""

from typing import NamedTuple


class DriveModel(NamedTuple):
    """Be one model: its capacity, drives watched, days they ran, and failures."""

    maker: str
    mpn: str
    capacity_tb: int
    watched: int
    drive_days: int
    failures: int
    price_usd: str

    @property
    def failures_a_year(self) -> float:
        """Return how many of a hundred drives fail in a year."""
        return self.failures / self.drive_days * 365 * 100


DRIVES = (
    DriveModel(
        "Western Digital", "WUH721816ALE6L4", 16, 26_602, 11_616_742, 102, "209.00"
    ),
    DriveModel(
        "Western Digital", "WUH721414ALE6L4", 14, 8_603, 10_867_094, 113, "179.00"
    ),
    DriveModel(
        "Western Digital", "HUH721212ALE600", 12, 2_673, 4_483_664, 61, "148.80"
    ),
    DriveModel(
        "Western Digital", "WUH721816ALE6L0", 16, 3_069, 2_772_374, 37, "229.88"
    ),
    DriveModel("Seagate", "ST6000DX000", 6, 1_939, 4_330_559, 100, "85.00"),
    DriveModel("Seagate", "ST16000NM001G", 16, 34_293, 22_614_411, 480, "165.00"),
    DriveModel("Seagate", "ST12000NM001G", 12, 13_627, 16_705_713, 434, "126.00"),
    DriveModel(
        "Western Digital", "HUH721212ALE604", 12, 13_519, 15_607_978, 392, "199.00"
    ),
    DriveModel("Western Digital", "HUH728080ALE600", 8, 1_218, 2_609_201, 73, "101.17"),
    DriveModel("Toshiba", "MG08ACA16TEY", 16, 5_347, 4_846_164, 125, "229.88"),
    DriveModel("Seagate", "ST8000DM002", 8, 10_307, 27_580_788, 1_111, "119.67"),
    DriveModel(
        "Western Digital", "HUH721212ALN604", 12, 11_422, 20_559_877, 882, "417.95"
    ),
    DriveModel("Toshiba", "MG08ACA16TA", 16, 39_184, 12_456_523, 361, "414.95"),
    DriveModel("Toshiba", "MG08ACA16TE", 16, 6_130, 5_737_006, 192, "200.00"),
    DriveModel("Seagate", "ST14000NM001G", 14, 11_177, 13_299_198, 504, "149.88"),
    DriveModel("Seagate", "ST8000NM0055", 8, 15_680, 36_632_508, 1_893, "109.00"),
    DriveModel("Seagate", "ST12000NM0008", 12, 20_955, 31_032_423, 1_615, "122.00"),
    DriveModel(
        "Western Digital", "WUH722222ALE6L4", 22, 13_244, 1_279_877, 42, "449.99"
    ),
    DriveModel("Seagate", "ST10000NM0086", 10, 1_304, 2_924_650, 202, "133.00"),
    DriveModel("Seagate", "ST12000NM0007", 12, 38_842, 36_947_060, 2_173, "162.00"),
)
