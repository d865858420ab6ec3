"""Entry of the group's own numbers: what is typed, the table that is chosen or pasted, and whether they can be used."""

from collections.abc import Callable, Sequence

from sim.analysis.numbers import money
from sim.app.cost_file import LONGEST_PASTED, read_pasted, read_table
from sim.app.own_numbers import FIELDS, OwnNumbers, OwnNumbersError, read_numbers
from sim.app.words import own_numbers as words
from sim.tables.notices import listening
from sim.vocabulary.text import Lang, Text, number


class OwnEntry:
    r"""The fields as they are typed, and a table in place of the number of organizations and their common cost.

    It outlives the page on which it is filled in. A table that is refused stays refused: until another one is read, or
    it is removed, no numbers can be used. Pages in both languages may show it at once: what depends on the language is
    told that of the page.

    Attributes
    ----------
    typed : dict of str to str
        What is typed in each field; the examples at the beginning.
    pasted : str
        Rows that were pasted.
    refused : tuple of Text
        Why the table is refused; empty if it is not.
    left_out : tuple of Text
        What was left out of the table.

    Examples
    --------
    >>> entry = OwnEntry()
    >>> [text.en for text in entry.choose(b"nom;cout\nA;abc\nB;2\n", "table.csv")]
    ['Row 2: “abc” is not an amount above 0.']
    >>> entry.numbers()
    Traceback (most recent call last):
    sim.app.own_numbers.OwnNumbersError: Your table was not read, ...
    >>> entry.remove()
    >>> entry.numbers().number
    8
    """

    def __init__(self) -> None:
        self.typed = _examples()
        self.pasted = ""
        self.refused: tuple[Text, ...] = ()
        self.left_out: tuple[Text, ...] = ()
        self.costs: dict[str, float] = {}
        self._choices = 0

    @property
    def has_table(self) -> bool:
        """Whether a table was chosen or pasted, whether it could be read or not."""
        return bool(self.costs or self.refused)

    @property
    def touched(self) -> bool:
        """Whether anything differs from the examples."""
        return self.has_table or bool(self.pasted) or self.typed != _examples()

    def write(self, field: str, typed: str) -> None:
        """Keep what is typed in a field."""
        longest = 200 if field in words.TEXTS else 41  # one character more than an amount may have
        self.typed[field] = typed[:longest]

    def choose(self, content: bytes, name: str) -> list[Text]:
        """Read a table, and return why it is refused, or otherwise what was left out.

        Until it is read, no numbers can be used; of several tables the one chosen last counts.
        """
        return self._read(lambda: read_table(content, name))

    def paste(self, text: str, lang: Lang = "fr") -> list[Text]:
        """Read rows that were pasted, as :meth:`choose` reads a table; none if the text is blank."""
        self.pasted = text[: LONGEST_PASTED + 1]
        if not self.pasted.strip():
            self.remove()
            return []
        return self._read(lambda: read_pasted(self.pasted, words.PASTED[lang]))

    def _read(self, read: Callable[[], dict[str, float]]) -> list[Text]:
        """Take a table in place of the one before."""
        self.refuse([words.READING])
        mine = self._choices
        costs: dict[str, float] = {}
        problems: tuple[Text, ...] = ()
        left_out: list[Text] = []
        try:
            with listening(left_out.append):
                costs = read()
        except OwnNumbersError as error:
            problems = error.problems
        if mine == self._choices:
            self.costs, self.refused, self.left_out = costs, problems, tuple(left_out)
        return list(problems) or left_out

    def refuse(self, problems: Sequence[Text]) -> None:
        """Note that the table that was chosen cannot be used."""
        self._forget()
        self.refused = tuple(problems)

    def remove(self) -> None:
        """Forget the table and what was pasted: the fields are used."""
        self._forget()
        self.pasted = ""

    def _forget(self) -> None:
        """Forget the table."""
        self.costs, self.refused, self.left_out = {}, (), ()
        self._choices += 1

    def numbers(self, lang: Lang = "fr") -> OwnNumbers:
        """Return the numbers to use, as a page in this language means them: in English, 3,000 is three thousand.

        Raises
        ------
        OwnNumbersError
            With all problems; also while the table is refused.
        """
        if self.refused:
            raise OwnNumbersError([words.REFUSED, *self.refused])
        return read_numbers(self.typed, self.costs or None, english=lang == "en")

    def summary(self, lang: Lang = "fr") -> Text | None:
        """Return what was read, in a sentence; None while something cannot be used."""
        try:
            numbers = self.numbers(lang)
        except OwnNumbersError:
            return None
        what = words.SPENDING.format(n=number(numbers.number), x=money(numbers.spending))
        return words.READ.format(what=what)


def _examples() -> dict[str, str]:
    """Return what stands in the fields at the beginning."""
    return dict.fromkeys(words.TEXTS, "") | {name: f"{example:g}" for name, (_, _, example) in FIELDS.items()}
