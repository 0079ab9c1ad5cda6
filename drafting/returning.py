"""A returned file and the draft it answers -> the comparison with what was sent: the sent file, or the draft as it then stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.assembly import assemble
from drafting.changes import DraftError
from drafting.columns import columns, compare_columns, is_bilingual
from drafting.documents.order import Order
from drafting.documents.registry import LAYOUTS, build, layout
from drafting.exchange import compare_returned
from drafting.plan import title_of
from drafting.resolving import anchor
from drafting.returned import MARK, folded, lines, tidy
from drafting.sections import bare
from drafting.word.incoming.preflight import Refused
from drafting.word.incoming.reading import read
from drafting.word.publishing import publish
from drafting.word.render import render
from drafting.word.sections import Finish
from locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.exchange import ReturnedComparison
    from drafting.returned import ReturnedDocument

COMPARED = ("agreement", "bilingual")


def names_of(draft: Draft) -> dict[str, str]:
    """Return the clause of each bookmark in the documents of a draft, in either column of a bilingual one."""
    first = {anchor(selection.id): selection.id for selection in draft.selections}
    return first | {f"cl2{name[2:]}": clause for name, clause in first.items()}


def origin_of(returned: ReturnedDocument) -> tuple[str, int]:
    """Return the draft, or the first eight signs of its id, and the revision a file came from; "" and 0 when it does not say.

    Word can be told to remove the properties of a file; the foot of the page says the same.
    """
    if returned.draft and returned.revision:
        return returned.draft, returned.revision
    for paragraph in returned.furniture:
        if found := MARK.search("".join(span.text for span in paragraph.spans)):
            return found[1], int(found[2])
    return "", 0


def belongs(returned: ReturnedDocument, drafts: Iterable[str]) -> bool:
    """Return whether a file was made from one of the drafts with these ids, in whichever revision."""
    origin = origin_of(returned)[0]
    return bool(origin) and any(identity.startswith(origin) for identity in drafts)


def refuse_other_documents(returned: ReturnedDocument, say: Callable[[str], str]) -> None:
    """Raise Refused for a document of ours that is no agreement, or that is for our own side; ``say`` puts its name into the reader's language."""
    known = [entry for entry in LAYOUTS if entry.name == returned.layout and entry.audience == returned.audience]
    if returned.audience == "internal":
        document = say(known[0].title if known else layout("agreement", "internal").title)
        raise Refused("The file is “{document}”, which is for your own side only; take the agreement that the other side sent back.", document=document)
    if known and known[0].name not in COMPARED:
        raise Refused(
            "The file is “{document}” and not the agreement, so it cannot be compared with what was sent; take the agreement that came back.",
            document=say(known[0].title),
        )


def language_of(draft: Draft, library: Library, returned: ReturnedDocument) -> str:
    """Return the language a returned file is written in: that of the draft's languages in which most of its clause titles stand there."""
    words = {bare(folded(line.key)) for line in lines(returned.paragraphs, "rejected", {})}
    counts = {
        language: sum(bare(folded(tidy(title_of(draft, library, entry.id, language)))) in words for entry in draft.selections) for language in draft.languages
    }
    return max(counts, key=lambda language: counts[language])


def sent_from(draft: Draft, library: Library, returned: ReturnedDocument) -> ReturnedDocument:
    """Return what a draft would have sent in the language or languages of a returned file; the draft must stand in the revision that was sent."""
    finish = Finish(watermark=_across(returned))
    if is_bilingual(returned):
        first, second = languages_of(draft, library, returned)
        return read(publish(build(layout("bilingual"), Order(draft, library, first, second)), "docx", finish))
    written = [language for language in draft.languages if language in LANGUAGES] or [draft.languages[0]]
    sent = [read(render(assemble(draft, library, language), finish=finish)) for language in written]
    return max(sent, key=lambda document: likeness(document, returned))


def _across(returned: ReturnedDocument) -> str:
    """Return the words across each page, which were chosen when the file was made and are not in the draft."""
    return next((paragraph.spans[0].text for paragraph in returned.furniture if paragraph.style == "watermark"), "")


def likeness(sent: ReturnedDocument, returned: ReturnedDocument) -> int:
    """Return how many lines a sent document shares with a returned one before its tracked changes."""
    return len({line.key for line in lines(returned.paragraphs, "rejected", {})} & {line.key for line in lines(sent.paragraphs, "accepted", {})})


def compare(sent: ReturnedDocument, returned: ReturnedDocument, draft: Draft, library: Library) -> ReturnedComparison:
    """Return what a file changed of the one that was sent, of a bilingual one in each of its languages; raises DraftError when only one is bilingual."""
    if is_bilingual(sent) != is_bilingual(returned):
        raise DraftError("One of the two files is in two languages side by side and the other is not; compare a file with the one that it answers.")
    if is_bilingual(sent):
        return compare_columns(sent, returned, languages_of(draft, library, sent), names_of(draft))
    return compare_returned(sent, returned, names_of(draft))


def languages_of(draft: Draft, library: Library, returned: ReturnedDocument) -> tuple[str, str]:
    """Return the languages of the two columns of a bilingual file."""
    first, second = columns(returned)
    one = language_of(draft, library, first)
    others = draft.changed(languages=tuple(tag for tag in draft.languages if tag != one) or draft.languages)
    return one, language_of(others, library, second)


def compare_with_draft(returned: ReturnedDocument, draft: Draft, library: Library) -> ReturnedComparison:
    """Return what a file changed of what a draft says; raises Refused when it was made from another draft or revision."""
    origin, revision = origin_of(returned)
    if not origin:
        raise Refused("The file does not say which draft it was made from; name the file that you sent as well.")
    if not belongs(returned, [draft.id]):
        raise Refused("The file was made from another draft ({draft}); open that draft.", draft=origin)
    if revision != draft.revision:
        raise Refused(
            "The file was made from revision {wanted} of the draft and this is revision {revision}; take revision {wanted}, or the file that you sent.",
            wanted=str(revision),
            revision=str(draft.revision),
        )
    return compare(sent_from(draft, library, returned), returned, draft, library)
