"""The recorded files of a draft as they were read, and what one changed of another; a page asks for them again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import abort

from drafting import answering
from drafting.columns import is_bilingual
from drafting.returning import compare, language_of, likeness, sent_from
from drafting.word.incoming.child import read_apart
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.draft import Draft
    from drafting.exchange import ReturnedComparison
    from drafting.returned import ReturnedDocument
    from drafting.store import Exchange, Ledger


def entry(identity: str, number: str) -> Exchange:
    """Return the entry of the ledger that an address or a form names; raises NoExchange, aborts with 404 for what is no number."""
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        abort(404)
    return services().store.ledger.exchange(identity, int(number))


def returned_entry(identity: str, number: int) -> Exchange:
    """Return an entry of the ledger that came back; raises NoExchange, aborts with 404 for one that was sent."""
    found = services().store.ledger.exchange(identity, number)
    if found.direction != "returned":
        abort(404)
    return found


def answered(identity: str, revision: int, document: ReturnedDocument, content: bytes) -> Exchange | None:
    """Return the sent file that a returned one is most like, the newest of several; None when none was recorded.

    ``revision`` is the one the returned file was made from; words copied into a new file do not say it (0), and may answer any.
    """
    ledger = services().store.ledger
    sent = [entry for entry in ledger.exchanges(identity) if entry.direction == "sent" and revision in (0, entry.revision)]
    sent = [entry for entry in sent if is_bilingual(_document(ledger, identity, entry.id)) == is_bilingual(document)]
    documents = [_document(ledger, identity, entry.id) for entry in sent]
    scores = [likeness(one, read_apart(content, one.revisions) if one.revisions else document) for one in documents]
    return sent[scores.index(max(scores))] if sent else None


@lru_cache(maxsize=16)
def _document(ledger: Ledger, identity: str, number: int, settled: frozenset[tuple[str, str]] = frozenset()) -> ReturnedDocument:
    """Return a recorded file as read; what is recorded never changes, so it is read once. An offer of ours may hold words of theirs."""
    return read_apart(ledger.content(identity, number), settled)


@dataclass(frozen=True)
class _Question:
    """What is asked of recorded files: nothing of a draft matters to the answer but its clauses and languages."""

    ledger: Ledger
    first: int
    second: int
    clauses: tuple[str, ...]
    languages: tuple[str, ...]
    draft: Draft = field(compare=False)


def _question(draft: Draft, first: int, second: int) -> _Question:
    return _Question(services().store.ledger, first, second, tuple(selection.id for selection in draft.selections), draft.languages, draft)


def comparison(draft: Draft, entry: Exchange) -> ReturnedComparison:
    """Return what a returned file changed of the one it answers, or of the draft as it stood when none was recorded."""
    return _compared(_question(draft, entry.compared_with or 0, entry.id))


def between(draft: Draft, first: Exchange, second: Exchange) -> ReturnedComparison:
    """Return what one recorded file changed of another, whose own tracked changes are taken as made."""
    return _compared(_question(draft, first.id, second.id))


@lru_cache(maxsize=16)
def _compared(asked: _Question) -> ReturnedComparison:
    ledger, draft = asked.ledger, asked.draft
    if asked.first:
        before = _document(ledger, draft.id, asked.first)
        return compare(before, _document(ledger, draft.id, asked.second, before.revisions), draft, services().library)
    document = _document(ledger, draft.id, asked.second)
    sent = sent_from(services().store.version(draft.id, ledger.exchange(draft.id, asked.second).revision), services().library, document)
    return compare(sent, document, draft, services().library)


def tongue(draft: Draft, entry: Exchange) -> str:
    """Return the language of a recorded file, of a bilingual one that of its first column."""
    return _spoken(_question(draft, 0, entry.id))


@lru_cache(maxsize=64)
def _spoken(asked: _Question) -> str:
    return language_of(asked.draft, services().library, _document(asked.ledger, asked.draft.id, asked.second))


def last_returned(identity: str) -> Exchange | None:
    """Return the entry of the file that came back last, or None."""
    return next((entry for entry in services().store.ledger.exchanges(identity) if entry.direction == "returned"), None)


def their_words(draft: Draft, entry: Exchange, language: str) -> Mapping[str, tuple[str, str]]:
    """Return the words of each clause that a returned file was about, as sent and as returned ("" for a clause that it deleted), in one language.

    A new part of the file that was taken into the draft is the clause it became.
    """
    found = comparison(draft, entry)
    new = ((answering.own_clause(draft, part, language), answering.new_words(part)) for part in found.new if part.language in ("", language))
    return {clause.clause: (clause.before, clause.after) for clause in found.clauses if clause.language in ("", language)} | {
        own.id: (words, words) for own, words in new if own is not None
    }


def their_clause(draft: Draft, entry: Exchange, clause: str) -> list[tuple[str, str]]:
    """Return the words a returned file has for a clause, each with its language: in one language, or in both of a bilingual file."""
    first = tongue(draft, entry)
    return [(found.language or first, found.after) for found in comparison(draft, entry).clauses if found.clause == clause]
