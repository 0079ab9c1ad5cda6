"""The `return` command: what the other side changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clauses.finding import filled
from drafting.cli.opening import as_json, interface_language, open_draft
from locales import translations

if TYPE_CHECKING:
    from drafting.exchange import ReturnedComparison
    from drafting.returned import Comment

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("return")
@click.argument("returned", type=_FILE)
@click.option("--draft", "draft", type=_FILE, required=True, help="The draft file the agreement was made from.")
@click.option("--sent", type=_FILE, help="The .docx that was sent; else the draft itself, in the revision the file carries.")
@as_json
def return_(returned: Path, draft: Path, sent: Path | None, as_json: bool) -> None:
    """Say clause by clause what the other side changed in a Word file that came back, also without Track Changes.

    Example: sopu return answer.docx --draft offer.yaml --sent offer.docx
    """
    found = _report(_compared(returned, draft, sent))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for change in found["changes"]:
        how = change["author"] or "tracked" if change["tracked"] else "WITHOUT TRACK CHANGES"
        column = f" [{change['language']}]" if change["language"] else ""
        click.echo(f"{change['clause']}{column}: {change['kind']} [-{change['before']}-] {{+{change['after']}+}} ({how})")
    for entry in found["one_language"]:
        click.echo(f"{entry['clause']}: CHANGED IN ONE LANGUAGE ONLY ({entry['language']})")
    for entry in found["structure"]:
        click.echo(f"{entry['clause']}: {entry['kind']}")
    for comment in found["comments"]:
        click.echo(f"{comment['clause'] or '-'}: comment of {comment['author']} on “{comment['words']}”: {comment['text']}")
    for part in found["unmatched"]:
        click.echo(f"new after {part['after']}: {part['text']}")
    counts = ", ".join(f"{len(found[name])} {name}" for name in ("changes", "silent", "moved", "comments", "unmatched"))
    click.echo(f"{counts}.")


def _compared(returned: Path, draft: Path, sent: Path | None) -> ReturnedComparison:
    from clauses import reader
    from drafting.returning import compare, compare_with_draft, refuse_other_documents
    from drafting.word.incoming.child import read_apart
    from drafting.word.incoming.preflight import Refused

    opened = open_draft(draft)
    say = translations("interface", interface_language()).gettext
    place = returned
    try:
        if sent is None:
            document = read_apart(returned.read_bytes())
            refuse_other_documents(document, say)
            return compare_with_draft(document, opened, reader.read())
        place = sent
        before = read_apart(sent.read_bytes())
        refuse_other_documents(before, say)
        place = returned
        document = read_apart(returned.read_bytes(), before.revisions)
        refuse_other_documents(document, say)
        return compare(before, document, opened, reader.read())
    except Refused as error:
        words = filled(say(error.reason), error.values)
        raise click.UsageError(f"{place}: {words}") from None


def _report(comparison: ReturnedComparison) -> dict[str, Any]:
    """Return a comparison as the JSON document of the command."""
    changes = [
        {name: getattr(change, name) for name in ("clause", "kind", "before", "after", "author", "date", "tracked", "other")} | {"language": clause.language}
        for clause in comparison.clauses
        for change in clause.changes
    ]
    moved: list[dict[str, Any]] = [
        {"clause": c.clause, "after": c.moved_after, "tracked": not c.moved_silently} for c in comparison.clauses if "clause moved" in c.structure
    ]
    moved += [{"clause": c.clause, "text": c.after or c.before, "other": c.other, "tracked": c.tracked} for c in comparison.changes if c.kind == "moved"]
    silent = [{"clause": c.clause, "kind": s.kind, "before": s.before, "after": s.after} for c in comparison.clauses for s in c.silent]
    silent += [{"clause": part.after, "kind": "inserted", "before": "", "after": part.text} for part in comparison.new if not part.tracked]
    silent += [{"clause": c.clause, "kind": "moved", "before": "", "after": ""} for c in comparison.clauses if c.moved_silently]
    comments = [_comment(comment, c.clause) for c in comparison.clauses for comment in c.comments]
    comments += [_comment(comment, "") for comment in comparison.loose]
    return {
        "changes": changes,
        "comments": comments,
        "moved": moved,
        "unmatched": [{"title": p.title, "text": p.text, "after": p.after, "author": p.author, "tracked": p.tracked} for p in comparison.new],
        "silent": silent,
        "one_language": [{"clause": c.clause, "language": c.language} for c in comparison.drifted],
        "structure": [{"clause": c.clause, "kind": kind} for c in comparison.clauses for kind in c.structure],
    }


def _comment(comment: Comment, clause: str) -> dict[str, Any]:
    return {
        "clause": clause,
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        "words": comment.words,
        "id": comment.id,
        "answers": comment.answers,
        "resolved": comment.resolved,
    }
