"""Text -> words and the keys each word is found by: one analyzer per language, apart from any engine."""

from __future__ import annotations

import importlib
import re
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

VOCABULARY = Path(__file__).parents[1] / "vocabulary"
GRAM = 4
VOWELS = "aeiouyåäö"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "ς": "σ"})


class Speech(NamedTuple):
    """How a language is analysed: its Snowball stemmer ("" where there is none), and the letters that join the parts of a compound (None: no compounds)."""

    stemmer: str = ""
    joints: tuple[str, ...] | None = None


LANGUAGES = {
    "bg": Speech(),
    "cs": Speech("czech"),
    "da": Speech("danish", ("", "s", "e")),
    "de": Speech("german", ("", "s", "es", "n", "en", "er", "e")),
    "el": Speech("greek"),
    "en": Speech("english"),
    "es": Speech("spanish"),
    "et": Speech("estonian", ("",)),
    "fi": Speech("finnish", ("", "n")),
    "fr": Speech("french"),
    "ga": Speech("irish"),
    "hr": Speech(),
    "hu": Speech("hungarian", ("",)),
    "it": Speech("italian"),
    "lt": Speech("lithuanian"),
    "lv": Speech(),
    "mt": Speech(),
    "nb": Speech("norwegian", ("", "s", "e")),
    "nl": Speech("dutch", ("", "s", "en", "e")),
    "nn": Speech("norwegian", ("", "s", "e")),
    "no": Speech("norwegian", ("", "s", "e")),
    "pl": Speech("polish"),
    "pt": Speech("portuguese"),
    "ro": Speech("romanian"),
    "sk": Speech(),
    "sl": Speech(),
    "sv": Speech("swedish", ("", "s")),
}


class Word(NamedTuple):
    """A word as it is looked up (small letters, NFC), and where it stands in the text."""

    text: str
    start: int
    end: int


class Keys(NamedTuple):
    """What a word is found by: its stem, the stems of its parts and of the words it is derived from, and its stem without accents."""

    stem: str
    parts: tuple[str, ...]
    folded: str


def clean(text: str) -> str:
    """Return a text in NFC and without soft hyphens, as it is indexed and shown."""
    return unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def words(text: str, apart: bool = False) -> list[Word]:
    """Return the words of a clean text; words joined by a hyphen are one word unless wanted ``apart``, an apostrophe always parts them."""
    return [Word(match[0].lower(), *match.span()) for match in (_PIECE if apart else _WORD).finditer(text.translate(_HYPHENS))]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without accents and ligatures."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.translate(_LETTERS)) if not unicodedata.combining(letter))


def plain(text: str) -> str:
    """Return the words of a text as texts are compared: without accents, marks and capitals."""
    return " ".join(fold(word.text) for word in words(text))


def grams(word: str) -> list[str]:
    """Return the runs of four letters of a word without accents; none for shorter words."""
    folded = fold(word).replace("-", "")
    return [folded[at : at + GRAM] for at in range(len(folded) - GRAM + 1)]


class Analyzer:
    """Finds the keys of the words of one language; ``vocabulary`` holds the words that compounds may be made of."""

    def __init__(self, language: str, vocabulary: Container[str] = frozenset(), ignore_forms: bool = False) -> None:
        self.language = language
        self.speech = LANGUAGES.get(language, Speech())
        self.stop_words = stop_words().get(language, frozenset())
        self._vocabulary = vocabulary
        self._forms = {} if ignore_forms else word_forms(language)
        self._known: dict[str, Keys] = {}
        self._stemmer = _stemmer(self.speech.stemmer)
        self._lock = threading.Lock()
        self._snowball = lru_cache(maxsize=100_000)(self._stem)

    def keys(self, word: str) -> Keys:
        """Return the keys of a word as ``words`` gives it."""
        found = self._known.get(word)
        if found is None:
            stem, parts = self._analyse(word)
            found = Keys(stem, tuple(dict.fromkeys(part for part in parts if part != stem and len(part) > 1)), self._fold(stem))
            if len(self._known) > 200_000:  # words of visitors must not fill the memory
                self._known.clear()
            self._known[word] = found
        return found

    def stem(self, word: str) -> str:
        """Return the stem of a word: its lemma's where the table of word forms knows it, else by Snowball, else the word itself."""
        known = self._entry(word)
        return known[0] if known else self._snowball(word)

    def lists(self, word: str) -> bool:
        """Return whether a word stands in the texts or in the table of word forms."""
        return word in self._vocabulary or bool(self._entry(word))

    def respelt(self, word: str) -> str:
        """Return the right word for one whose one fault is what joins the parts of a known compound, or in a word of the table, also at the
        end of a compound, a consonant doubled or not doubled; else "".
        """
        parts = () if word in self._vocabulary or self._entry(word) else self._split(word)
        if joined := next((other for joint in self.speech.joints or () if parts and (other := joint.join(parts)) in self._vocabulary), ""):
            return joined
        last = word if self._entry(word) else "".join(parts[1:])
        lemma = "".join(self._entry(last)[:1])
        if word in self._vocabulary or last in self._vocabulary or last in self._forms or len(lemma) < 4 or not _one_consonant_apart(last, lemma):
            return ""
        return word[: len(word) - len(last)] + lemma

    def _entry(self, word: str) -> tuple[str, ...]:
        return self._forms.get(word) or self._forms.get("~" + self._snowball(word)) or ()

    def _stem(self, word: str) -> str:
        if self._stemmer is None or not word.isalpha():
            return word
        with self._lock:  # a Snowball stemmer keeps the word it works on
            return str(self._stemmer.stemWord(word))

    def _fold(self, stem: str) -> str:
        folded = fold(stem)
        if self.language == "de":  # ae, oe and ue are typed for ä, ö and ü
            folded = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
        return folded

    def _analyse(self, word: str) -> tuple[str, list[str]]:
        if known := self._entry(word):
            return known[0], list(known[1:])
        pieces = [piece for piece in word.split("-") if piece] if "-" in word else self._split(word)
        parts = [part for piece in pieces for part in (self.stem(piece), *self.keys(piece).parts)]
        return self.stem(word.replace("-", "")), parts

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the two known words a compound is made of, the longest last part first; nothing when there are none."""
        if self.speech.joints is None or len(word) < 7:
            return ()
        for at in range(3, len(word) - 3):
            last = word[at:]
            if not (last in self._vocabulary or (self._forms and self._entry(last))):
                continue
            for joint in self.speech.joints:
                first = word[: at - len(joint)] if joint else word[:at]
                known = first in self._vocabulary or (self._forms and self._entry(first)[:1] == (first,))
                if known and len(first) >= 3 and word[:at].endswith(joint):
                    return first, last
        return ()


def _one_consonant_apart(one: str, other: str) -> bool:
    """Return whether two words differ by one doubled consonant and nothing else."""
    shorter, longer = sorted((one, other), key=len)
    doubled = (at for at in range(1, len(longer)) if longer[at] == longer[at - 1] and longer[at] not in VOWELS)
    return len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in doubled)


def _stemmer(name: str) -> Any | None:
    if not name:
        return None
    # the class itself, because the package prefers a compiled stemmer of another version where one is installed
    module = importlib.import_module(f"snowballstemmer.{name}_stemmer")
    return getattr(module, f"{name.title()}Stemmer")()


@lru_cache(maxsize=8)
def word_forms(language: str) -> dict[str, tuple[str, ...]]:
    """Return the shipped table of a language: form, or ``~`` and a stem -> lemma, then its parts and the words it is derived from."""
    path = VOCABULARY / f"word-forms.{language}.txt"
    result: dict[str, tuple[str, ...]] = {}
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            entry, tab, forms = line.partition("\t")
            if tab:
                lemma = tuple(entry.split())
                result.update(dict.fromkeys(forms.split(), lemma))
    return result


@lru_cache(maxsize=1)
def stop_words() -> dict[str, frozenset[str]]:
    """Return per language the words that say nothing in a question; negations and permissions are never among them."""
    result = {}
    for line in (VOCABULARY / "stop-words.txt").read_text("utf-8").splitlines():
        language, colon, entries = line.partition(":")
        if colon and not line.startswith("#"):
            result[language] = frozenset(entries.split())
    return result


@lru_cache(maxsize=64)
def analyzer(language: str) -> Analyzer:
    """Return the analyzer of a language with no vocabulary beyond the shipped tables."""
    return Analyzer(language)
