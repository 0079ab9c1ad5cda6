"""Writes the shipped table of Finnish word forms from the library's own words; needs Debian's python3-libvoikko and voikko-fi, the product does not.

Run it when texts have changed: python -m clauses.search.wordforms
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from clauses import reader
from clauses.search.analysis import VOCABULARY, Analyzer, clean, words
from clauses.search.documents import document, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE = re.compile(r"\(([^()+=]+)\)")
_ENDING_LIST = """
n t a ä ta tä tta ttä ssa ssä sta stä lla llä lta ltä lle na nä ksi an än en in on un yn ön een iin hin seen jen ien iden ja jä ia iä ita itä issa issä
ista istä ihin illa illä ilta iltä ille ina inä iksi ni nsa nsä ko kö taan tään daan dään ttiin tiin tu ty ttu tty nut nyt vat vät minen misen mista mistä
misesta misestä
"""
_GRADE_LIST = "kk:k pp:p tt:t nk:ng nt:nn mp:mm lt:ll rt:rr t:d p:v k:"
_CHANGE_LIST = """
nen:se nen:s s:kse s:ks us:uude ys:yyde uus:uude yys:yyde uus:uut yys:yyt e:ee in:ime i:e a:o ä:ö a: ä: a:i ä:i aa:e ää:e ton:ttoma ut:ee yt:ee aa:a ää:ä
oa:o ua:u ella:ele da: dä: ta:a tä:ä taa:nna tää:nnä
"""
_ENDINGS = ("", *_ENDING_LIST.split())
_GRADES, _CHANGES = ([pair.split(":") for pair in text.split()] for text in (_GRADE_LIST, _CHANGE_LIST))


def _stems(lemma: str) -> set[str]:
    """Return more stems than a word can have; the dictionary decides which forms of them exist."""
    result = {lemma} | {lemma[: -len(old)] + new for old, new in _CHANGES if lemma.endswith(old)}
    for stem in list(result):
        for strong, weak in _GRADES:
            for old, new in ((strong, weak), (weak, strong)):
                at = stem.rfind(old, max(0, len(stem) - len(old) - 3)) if old else -1
                if at > 0:
                    result.add(stem[:at] + new + stem[at + len(old) :])
    return result


def _parts(dictionary: Any, analysis: dict[str, str], form: str) -> list[str]:
    """Return the words a word is made of and derived from."""
    found = _BASE.findall(analysis.get("WORDBASES", ""))
    pieces = []
    for length in (len(piece) for piece in analysis["STRUCTURE"].split("=")[1:]):
        pieces.append(form[:length])
        form = form[length:]
    if len(pieces) > 1:
        found += [other[0]["BASEFORM"] for piece in pieces if (other := dictionary.analyze(piece.strip("-")))]
    return [part.lower() for part in dict.fromkeys(found) if part.isalpha()]


def _texts() -> Iterator[str]:
    """Yield every Finnish text of the library and its vocabulary."""
    library = reader.survey()[0]
    for clause in in_order(library):
        if wording := library.wording(clause.id, "fi"):
            yield from (piece for _, piece in document(library, clause, wording).pieces)
    for entry in library.vocabulary.catalogue.values():
        yield entry.title.get("fi", "")
    for statement in library.vocabulary.statements.values():
        yield statement.text.get("fi", "")
    for concept in library.vocabulary.concepts.values():
        yield from concept.words.get("fi", ())


def main() -> None:
    """Write the table: lemma, its parts, a tab, and the Snowball stems (after ~) and odd forms it is known by."""
    try:
        import libvoikko  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit("libvoikko is not installed here; use Debian's python3-libvoikko, in an environment that sees the system's packages") from None

    dictionary = libvoikko.Voikko("fi")
    plain = Analyzer("fi", ignore_forms=True)
    counted = Counter(word.text for text in _texts() for word in words(clean(text)) if not word.text.isdigit())
    analyses = {form: dictionary.analyze(form) for form in counted}
    often: Counter[str] = Counter()
    for form, found in analyses.items():
        often.update(dict.fromkeys({entry["BASEFORM"].lower() for entry in found}, counted[form]))
    parts: dict[str, list[str]] = {}
    forms: dict[str, str] = {}
    for form, found in analyses.items():
        if found:
            best = max(found, key=lambda entry: (often[entry["BASEFORM"].lower()], len(entry.get("WORDBASES", ""))))
            lemma = forms[form] = best["BASEFORM"].lower()
            known = parts.setdefault(lemma, [])
            known += [part for part in _parts(dictionary, best, form) if part not in known and part != lemma]
    for lemma in sorted(parts):
        for form in {stem + ending for stem in _stems(lemma) for ending in _ENDINGS} - forms.keys():
            if any(entry["BASEFORM"].lower() == lemma for entry in dictionary.analyze(form)):
                forms.setdefault(form, lemma)
    _write(forms, parts, often, plain)


def _write(forms: dict[str, str], parts: dict[str, list[str]], often: Counter[str], plain: Analyzer) -> None:
    """Write stems for whole families of forms, and single forms only where their stem belongs to a commoner word."""
    by_stem: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in forms.items():
        by_stem[plain.stem(form)][lemma] += often[lemma]
    owners = {stem: max(sorted(lemmas), key=lambda lemma: lemmas[lemma]) for stem, lemmas in by_stem.items()}
    known: dict[str, set[str]] = defaultdict(set)
    for stem, lemma in owners.items():
        known[lemma].add(f"~{stem}")
    for form, lemma in forms.items():
        if owners[plain.stem(form)] != lemma:
            known[lemma].add(form)
    lines = [f"{' '.join([lemma, *parts[lemma]])}\t{' '.join(sorted(known[lemma]))}" for lemma in sorted(known)]
    head = "# Finnish words of the library by stem, from libvoikko's analyses; written by clauses/search/wordforms.py, not by hand.\n"
    (VOCABULARY / "word-forms.fi.txt").write_text(head + "\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(lines)} words, {sum(map(len, known.values()))} stems and forms\n")


if __name__ == "__main__":
    main()
