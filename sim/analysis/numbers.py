"""Amounts and shares as each language writes them: 12 345 $ in French, $12,345 in English."""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np
from babel.numbers import (
    format_compact_currency,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
)

from sim.vocabulary.currency import DECLARED, used_currency
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, same, verbatim

LOCALES: Final[dict[Lang, str]] = {"en": "en_CA", "fr": "fr_CA"}
_MONEY: Final[dict[Lang, str]] = {"en": "¤#,##0", "fr": "#,##0\u00a0¤"}
_MILLION: Final = 1e6
_NOTHING: Final = 1e-12
_TRUE: Final = Text("yes", "oui")
_FALSE: Final = Text("no", "non")


def rounded(value: float, digits: int = 3) -> float:
    """Round to significant digits, about the precision of a simulation.

    Examples
    --------
    >>> rounded(1234567.0), rounded(-0.04567, 2), rounded(0.0)
    (1230000.0, -0.046, 0.0)
    """
    return float(f"{value:.{digits - 1}e}")


def _minus(words: str) -> str:
    """Put a true minus sign where Babel leaves a hyphen."""
    return words.replace("-", "\u2212", 1) if words.startswith("-") else words


def money(value: float) -> Text:
    r"""Write an amount in whole dollars, or units of the currency that is used, from a million on in short.

    Parameters
    ----------
    value : float
        Amount [CAD].

    Returns
    -------
    Text
        The amount with the sign of its currency, in both languages.

    Examples
    --------
    >>> money(12345.4)
    Text(en='$12,345', fr='12\xa0345\xa0$')
    >>> money(-2.5e6)
    Text(en='−$2.5M', fr='−2,5\xa0M$')
    """
    return _amount(round(value) if abs(value) < _MILLION else value, used_currency())


def exact_money(value: float) -> Text:
    r"""Write an amount with its cents.

    Examples
    --------
    >>> exact_money(-1.5)
    Text(en='−$1.50', fr='−1,50\xa0$')
    """
    return verbatim(*(_minus(format_currency(value, used_currency(), locale=LOCALES[lang])) for lang in LANGUAGES))


def currency_symbol(lang: Lang) -> str:
    """Return the sign of the currency that is used, as a language writes it."""
    return get_currency_symbol(used_currency(), LOCALES[lang])


def currency_name() -> Text:
    """Return the name of the unit of the currency that is used, such as dollar."""
    code = used_currency()
    if code == DECLARED:
        return Text("dollar", "dollar")
    return verbatim(*(get_currency_name(code, 1, LOCALES[lang]) for lang in LANGUAGES))


@lru_cache(2048)  # matplotlib formats each tick a dozen times while a page is laid out
def _amount(value: float, currency: str) -> Text:
    """Write an amount in a currency, in both languages."""
    return verbatim(*(_minus(_money(value, currency, lang)) for lang in LANGUAGES))


def _money(value: float, currency: str, lang: Lang) -> str:
    """Write an amount in one language, a hyphen for its minus."""
    if abs(value) < _MILLION:
        return format_currency(value, currency, _MONEY[lang], LOCALES[lang], currency_digits=False)
    if abs(value) < 1e15:
        digits = max(0, 2 - int(math.log10(abs(value))) % 3)
        return format_compact_currency(value, currency, locale=LOCALES[lang], fraction_digits=digits)
    power = math.floor(math.log10(abs(value)))
    mantissa = format_decimal(value / 10.0**power, "0.##", LOCALES[lang])
    amount = f"{mantissa}\u00a0×\u00a010^{power}"
    sign = "-" if value < 0 else ""
    symbol = currency_symbol(lang)
    return f"{amount}\u00a0{symbol}" if lang == "fr" else f"{sign}{symbol}{amount.removeprefix('-')}"


@lru_cache(2048)
def percent(share: float) -> Text:
    r"""Write a share in percent with two significant digits; a share below 1 is never rounded up to 100 %.

    Parameters
    ----------
    share : float
        A share [1].

    Returns
    -------
    Text
        The percentage, in both languages.

    Examples
    --------
    >>> percent(0.0712), percent(0.4)
    (Text(en='7.1%', fr='7,1\xa0%'), Text(en='40%', fr='40\xa0%'))
    >>> percent(0.9996).en, percent(0.0).en, percent(-1.0).en
    ('99.96%', '0%', '−100%')
    >>> percent(-0.0).en, percent(-1e-17).en  # rounding errors
    ('0%', '0%')
    """
    if abs(share) < _NOTHING:
        share = 0.0
    decimals = 0
    if 0.0 < abs(share) < 1.0:
        decimals = max(0, -math.floor(math.log10(abs(share))) - 1)
        while decimals < 12 and round(abs(share), decimals + 2) == 1.0:
            decimals += 1
    value = round(share, decimals + 2)
    return Text(*(_minus(_percent(value, decimals, lang)) for lang in LANGUAGES))


def fine_percent(share: float) -> Text:
    r"""Write a share in percent with three significant digits, to compare shares that are close.

    Examples
    --------
    >>> fine_percent(0.25378).en, fine_percent(0.00628).fr, fine_percent(1.0).en, fine_percent(0.0).en
    ('25.4%', '0,628\xa0%', '100%', '0%')
    """
    share = rounded(share) if abs(share) >= _NOTHING else 0.0
    decimals = max(0, 1 - math.floor(math.log10(abs(share) * (1.0 + 1e-12)))) - 1 if share else 0
    return Text(*(_minus(_percent(share, max(0, decimals), lang)) for lang in LANGUAGES))


def decimal(value: float) -> Text:
    r"""Write a number with one decimal.

    Examples
    --------
    >>> decimal(1234.56)
    Text(en='1,234.6', fr='1\xa0234,6')
    """
    return Text(
        *(format_decimal(round(value, 1), "#,##0.0", LOCALES[lang]).replace("-", "\u2212") for lang in LANGUAGES)
    )


def signed(value: float, words: Callable[[float], Text]) -> Text:
    r"""Write a number with its sign, also a plus, so that gains and losses read alike.

    Examples
    --------
    >>> signed(1200.0, money), signed(-0.25, percent), signed(0.0, money).en
    (Text(en='+$1,200', fr='+1\xa0200\xa0$'), Text(en='−25%', fr='−25\xa0%'), '$0')
    """
    amount = words(value)
    return Text(f"+{amount.en}", f"+{amount.fr}") if value > 0.0 and amount != words(0.0) else amount


def points(share: float) -> Text:
    r"""Write a difference of two shares in percentage points, with two significant digits.

    Examples
    --------
    >>> points(0.0712), points(-0.4).fr, points(0.01).en
    (Text(en='7.1 points', fr='7,1\xa0points'), '−40\xa0points', '1 point')
    """
    percentage = percent(share)
    en, fr = percentage.en.removesuffix("%"), percentage.fr.removesuffix("\u00a0%")
    one = en.lstrip("\u2212") == "1"
    fewer_than_two = fr.lstrip("\u2212").partition(",")[0] in ("0", "1")
    return Text(f"{en} point{'' if one else 's'}", f"{fr}\u00a0point{'' if fewer_than_two else 's'}")


def value_words(value: object, digits: int = 3) -> Text:
    """Write a value of a parameter, rounded to significant digits.

    Examples
    --------
    >>> value_words(0.25).fr, value_words(True).fr, value_words("spatial").en
    ('0,25', 'oui', 'spatial')
    """
    if isinstance(value, bool | np.bool_):
        return _TRUE if value else _FALSE
    return number(float(f"{value:.{digits}g}")) if isinstance(value, int | float | np.number) else same(str(value))


def _percent(share: float, decimals: int, lang: Lang) -> str:
    """Write a share in one language, with up to so many decimals and a hyphen for its minus."""
    pattern = f"#,##0{'.' if decimals else ''}{'#' * decimals}"
    space = "\u00a0" if lang == "fr" else ""
    return format_percent(share, f"{pattern}{space}%", LOCALES[lang])
