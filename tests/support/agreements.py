"""Builders of finished agreements for tests: small, hand-made, numbered by the product's own counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from drafting.agreement import (
    Agreement,
    Annex,
    Article,
    BlankReference,
    Cell,
    Chapter,
    ClauseSheet,
    CrossReference,
    DefinedTerm,
    Definition,
    Furniture,
    Item,
    Paragraph,
    Reason,
    ReferencePiece,
    Signatory,
    Table,
    Text,
)
from drafting.numbering import Scheme, article_number, item_number, paragraph_number, scheme

HOSTILE = "<script>alert(1)</script> {{ 9**9999999 }} & \"'\x00\x07\x1b\ud800\ufffe\u202eRTL\u200f ]]> \t\n%1 \\h"

FURNITURE = {
    "fi": Furniture(
        contents="Sisällys",
        between="Sopimuksen osapuolet ovat",
        and_="ja",
        page="Sivu {page}/{pages}",
        status="ei sovittu",
        place_and_date="Paikka ja päiväys",
        signature="Allekirjoitus",
        name_in_capitals="Nimen selvennys",
        definitions_none="Määritelmiä ei ole.",
        annex_list_none="Liitteitä ei ole.",
        to_be_filled="täydennetään",
        licence="Mallilausekkeet: CC BY 4.0.",
        draft_notice="Tämä on luonnos. Se ei sido osapuolia ennen allekirjoitusta.",
        answer="Vastaus",
        header="Luonnos 3 · 12.5.2027 · ei sovittu",
    ),
    "en": Furniture(
        contents="Contents",
        between="between",
        and_="and",
        page="Page {page} of {pages}",
        status="not agreed",
        place_and_date="Place and date",
        signature="Signature",
        name_in_capitals="Name in capitals",
        definitions_none="There are no definitions.",
        annex_list_none="There are no annexes.",
        to_be_filled="to be filled in",
        licence="Model clauses: CC BY 4.0.",
        draft_notice="This is a draft. It binds nobody until it is signed.",
        answer="Answer",
        header="Draft 3 · 12 May 2027 · not agreed",
    ),
}

WORDS: dict[str, dict[str, Any]] = {
    "fi": {
        "title": "Työehtosopimus digitaalisista järjestelmistä hoiva-alalla",
        "preamble": "Johdanto",
        "chapters": ("Yleiset määräykset", "Seuranta ja tiedot", "Voimassaolo"),
        "parties": "Osapuolet ja valtuudet",
        "definitions": "Määritelmät",
        "gps": "Työntekijöiden ja ajoneuvojen paikantaminen",
        "retention": "Säilytysajat ja poistaminen",
        "annexes": "Liitteet ja mallit",
        "signatures": "Allekirjoitukset",
        "lead": ("Tarkoitus", "Tiedot", "Säilytys", "Seuraukset"),
        "sentence": "Työnantaja saa kerätä työntekijän tai hänen käyttämänsä ajoneuvon sijaintitietoja vain sovittuihin tarkoituksiin. ",
        "items": ("asiakaskäynnin alkamis- ja päättymispaikan varmistamiseksi,", "hälytykseen vastaamiseksi ja", "matkan korvaamiseksi."),
        "annex": ("Säilytysaikataulukko", "Tietopyyntölomake"),
        "columns": ("Tietoryhmä", "Säilytysaika", "Henkilötietojenkäsittelyperuste"),
    },
    "en": {
        "title": "Collective agreement on digital systems in care work",
        "preamble": "Preamble",
        "chapters": ("General provisions", "Monitoring and data", "Duration"),
        "parties": "Parties and mandate",
        "definitions": "Definitions",
        "gps": "Geolocation of workers and vehicles",
        "retention": "Retention and deletion schedule",
        "annexes": "Annexes and templates",
        "signatures": "Signatures",
        "lead": ("Purpose", "Data", "Retention", "Consequences"),
        "sentence": "The employer may collect the location of a worker or of a vehicle the worker uses only for the agreed purposes. ",
        "items": ("to confirm where a visit begins and ends;", "to answer an alarm; and", "to reimburse a journey."),
        "annex": ("Retention schedule", "Information request form"),
        "columns": ("Kind of data", "Kept for", "Ground"),
    },
}


def numbered(article: Article, number: int, pattern: Scheme) -> Article:
    """Return an article with its own number and those of its paragraphs and items."""
    paragraphs = tuple(
        replace(
            entry,
            number=paragraph_number(pattern, number, place),
            items=tuple(replace(item, number=item_number(pattern, index)) for index, item in enumerate(entry.items)),
        )
        for place, entry in enumerate(article.paragraphs, 1)
    )
    return replace(article, number=article_number(pattern, number), paragraphs=paragraphs)


def article(clause: str, title: str, *paragraphs: Paragraph) -> Article:
    """Return an article that is not numbered yet."""
    return Article(clause, anchor_of(clause), "", title, paragraphs)


def paragraph(clause: str, slot: str, *parts: Text | BlankReference | DefinedTerm | CrossReference, **more: Any) -> Paragraph:
    """Return a paragraph that is not numbered yet; ``more`` are further fields of Paragraph."""
    return replace(Paragraph(slot, f"{anchor_of(clause)}__{slot}", "", "", tuple(parts)), **more)


def anchor_of(clause: str) -> str:
    """Return the bookmark of a clause."""
    return "cl_" + clause.replace("-", "_")


def reference(pattern: Scheme, number: int, clause: str, slot: str = "", place: int = 0, before: str = "", after: str = "") -> CrossReference:
    """Return a reference to an article, or to a paragraph of it, the way assembly cuts it into pieces."""
    words_before, _, words_after = pattern.article.replace(" ", "\u00a0").partition("{article}")
    pieces = [ReferencePiece(before + words_before), ReferencePiece(str(number), anchor_of(clause)), ReferencePiece(words_after + after)]
    if slot:
        bare = paragraph_number(pattern, number, place).rstrip(".")
        pieces += [ReferencePiece(" / "), ReferencePiece(bare, f"{anchor_of(clause)}__{slot}")]
    return CrossReference(tuple(pieces), clause)


def _articles(language: str, pattern: Scheme, hostile: str) -> list[Article]:
    text = WORDS[language]
    sentence, lead = str(text["sentence"]), text["lead"]
    items = tuple(Item("", (Text(item),)) for item in text["items"])
    annex = CrossReference((ReferencePiece("liitteessä\u00a0"), ReferencePiece("1", "an_retention")), "retention")
    missing = CrossReference((ReferencePiece("[x]"),), "gone", missing=True)
    return [
        article("skl-parties", text["parties"], paragraph("skl-parties", "parties", Text(sentence), insert="parties")),
        article("skl-definitions", text["definitions"], paragraph("skl-definitions", "terms", Text(sentence), insert="definitions")),
        article(
            "mon-gps-geolocation",
            text["gps"],
            paragraph("mon-gps-geolocation", "purpose", Text(sentence * 2), lead_in=lead[0], items=items),
            paragraph("mon-gps-geolocation", "data", Text(sentence), DefinedTerm("data", "data"), Text(hostile), lead_in=lead[1], items=items),
            paragraph(
                "mon-gps-geolocation",
                "retention",
                Text(sentence),
                BlankReference("30", "mon-gps-geolocation", "retention"),
                Text(" – "),
                BlankReference("retention" + hostile, "mon-gps-geolocation", "retention", open=True),
                Text(". "),
                reference(pattern, 4, "dat-retention", "periods", 2),
                Text(". "),
                reference(pattern, 3, "mon-gps-geolocation", before="(", after=")"),
                lead_in=lead[2],
                continued=((Text(sentence),), (Text(sentence * 2),)),
            ),
        ),
        article(
            "dat-retention",
            text["retention"],
            paragraph("dat-retention", "rule", Text(sentence), annex),
            paragraph("dat-retention", "periods", Text(sentence * 3), missing, lead_in=lead[3]),
        ),
        article("skl-annexes", text["annexes"], paragraph("skl-annexes", "list", Text(sentence), insert="annexes")),
        article("skl-signatures", text["signatures"], paragraph("skl-signatures", "place", Text(sentence), insert="signatures")),
    ]


def _row(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(cell),)) for cell in cells)


def _parties(hostile: str) -> tuple[Signatory, ...]:
    return (
        Signatory("employer", "Työnantajapuoli", "Hyvinvointiala HALI ry" + hostile, ("Maija Meikäläinen, toimitusjohtaja",)),
        Signatory("union", "Työntekijäpuoli", "Tehy ry", ("Matti Meikäläinen, puheenjohtaja", "Liisa Laine, neuvottelujohtaja")),
        Signatory("union", "Työntekijäpuoli", "ammattiliiton nimi", open=True),
    )


def agreement(language: str = "fi", scheme_name: str = "paragraph-sign", *, chaptered: bool = False, hostile: str = "", signed: bool = True) -> Agreement:
    """Return an agreement that uses everything a document can show; ``hostile`` words are put wherever people may type."""
    text, pattern = WORDS[language], scheme(scheme_name, language)
    articles = [numbered(entry, number, pattern) for number, entry in enumerate(_articles(language, pattern, hostile), 1)]
    articles = articles if signed else articles[:-1]
    body: list[Chapter | Article] = list(articles)
    if chaptered:
        for number, place in ((3, 4), (2, 2), (1, 0)):
            body.insert(place, Chapter(f"hd_chapter_{number}", pattern.chapter.format(chapter=number), text["chapters"][number - 1]))
    sentence = str(text["sentence"])
    preamble = Paragraph("why", "cl_skl_preamble__why", "", "", (Text(sentence * 2),), (Item(item_number(pattern, 0), (Text(sentence),)),))
    table = {"columns": text["columns"], "rows": tuple(_row(f"{sentence[:30]} {row}{hostile}", f"{row} kk", sentence) for row in range(1, 41))}
    form = {"fields": tuple(f"{sentence[:60]}{number}?" for number in range(1, 9))}
    annexes = tuple(
        Annex(identity, f"an_{identity}", pattern.annex.format(annex=number), title + hostile, sentence, **content)
        for number, (identity, title, content) in enumerate(zip(("retention", "request"), text["annex"], (table, form), strict=True), 1)
    )
    return Agreement(
        draft="0b6f4a52-9d0e-4b7c-8c1a-2f0e5d9b7a11",
        revision=3,
        language=language,
        title=str(text["title"]) + hostile,
        label="Luonnos 3",
        dated=date(2027, 5, 12),
        dated_text="12.5.2027",
        jurisdiction="fi",
        level="national-sector",
        scheme=pattern,
        parties=_parties(hostile),
        preamble=Article("skl-preamble", "cl_skl_preamble", "", str(text["preamble"]), (preamble,)),
        body=tuple(body),
        definitions=tuple(Definition(f"t{n}", f"sijaintitieto {n}{hostile}", "tarkoittaa", sentence) for n in range(1, 4)),
        annexes=annexes,
        furniture=FURNITURE[language],
    )


def sheet(language: str = "fi", hostile: str = "") -> ClauseSheet:
    """Return one clause on its own, with reasons and a table."""
    whole = agreement(language, hostile=hostile)
    chosen = next(entry for entry in whole.articles if entry.clause == "mon-gps-geolocation")
    return ClauseSheet(
        language=language,
        title=chosen.title,
        summary=str(WORDS[language]["sentence"]),
        note="balanced" + hostile,
        article=numbered(chosen, 1, whole.scheme),
        scheme=whole.scheme,
        reasons=(Reason("Why", ("One reason." + hostile, "Another.")),),
        tables=(Table("Law", ("Rule", "Mark"), (("GDPR 5" + hostile, "confirmed"), ("GDPR 88", "confirmed"))),),
        furniture=whole.furniture,
    )
