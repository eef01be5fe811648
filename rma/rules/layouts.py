"""What a scanner meant whose keyboard language is not the computer's."""

# One string a row of keys, plain and with shift. A scanner leaves the works set to
# the first layout; a computer that has another writes the sign at the same place.
_ENGLISH = (
    "1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "zxcvbnm,./",
    "!@#$%^&*()_+" + "QWERTYUIOP{}" + 'ASDFGHJKL:"|' + "ZXCVBNM<>?",
)
_OTHERS = {
    "german": (
        "1234567890ß´" + "qwertzuiopü+" + "asdfghjklöä#" + "yxcvbnm,.-",
        '!"§$%&/()=?`' + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + "YXCVBNM;:_",
    ),
    "french": (
        "&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù*" + "wxcvbn,;:!",
        "1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%µ" + "WXCVBN?./§",
    ),
    "spanish": (
        "1234567890'¡" + "qwertyuiop`+" + "asdfghjklñ´ç" + "zxcvbnm,.-",
        '!"·$%&/()=?¿' + "QWERTYUIOP^*" + "ASDFGHJKLÑ¨Ç" + "ZXCVBNM;:_",
    ),
}


def _back(layout: tuple[str, str]) -> dict[int, str]:
    plain, shifted = layout
    return {
        ord(written): meant
        for row, english in ((shifted, _ENGLISH[1]), (plain, _ENGLISH[0]))
        for written, meant in zip(row, english, strict=True)
    }


_BACK = {name: _back(layout) for name, layout in _OTHERS.items()}


def readings(text: str) -> tuple[str, ...]:
    """
    Return what else a text may have been before a wrong keyboard layout wrote it.

    The text itself is not among them; where no layout would change it there is none.
    """
    meant = (text.translate(table) for table in _BACK.values())
    return tuple(dict.fromkeys(each for each in meant if each != text))
