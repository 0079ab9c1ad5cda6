import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from clauses import checks, reader
from web.cli import main

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.fixture
def run(capsys):
    """Run the sopu command and return exit code, standard output and standard error."""

    def call(*arguments):
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_the_list_has_every_entry_of_the_catalogue(run):
    code, out, _ = run("library", "list", "--json")
    rows = json.loads(out)

    assert (code, len(rows)) == (0, 131)
    assert set(rows[0]) == {"id", "theme", "languages", "begun", "positions", "status", "version", "statements", "legal_bases"}
    assert {row["status"] for row in rows} <= {"planned", "draft"}


def test_a_clause_is_shown_in_a_language(run):
    code, out, _ = run("library", "show", "mon-gps-geolocation", "--lang", "fi")

    assert code == 0
    assert "Työntekijöiden ja ajoneuvojen paikantaminen" in out


def test_coverage_names_each_statement(run):
    code, out, _ = run("library", "coverage", "--json")
    coverage = json.loads(out)

    assert code == 0
    assert list(coverage["statements"]) == [f"S{number}" for number in range(1, 79)]
    assert coverage["uncovered"] == [name for name, holders in coverage["statements"].items() if not holders]


def test_the_check_of_the_library_is_clean(run):
    code, out, _ = run("library", "check")

    assert code == 0, out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("library", "show", "mon-nothing"), "there is no clause “mon-nothing”"),
        (("library", "show", "mon-lateness", "--lang", "sv"), "is not written in “sv”"),
        (("draft", "check", "/nowhere.yaml"), "/nowhere.yaml"),
        (("assemble", "/nowhere.yaml", "--text"), "/nowhere.yaml"),
        (("draft", "new", "x.yaml", "--lang", "xx"), "“xx” is not a language"),
        (("draft", "new", "x.yaml", "--template", "nope"), "there is no such template"),
        (("serve", "--host", "::"), "say with --address where people reach it"),
        (("serve", "--address", "sopu.example.org"), "is not the address of a server"),
        (("owner-link",), "SOPU_ADDRESS is not set"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_is_one_line_on_stderr_and_exit_code_2(run, arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_planned_clause_is_said_to_be_planned(run, monkeypatch):
    small = reader.read(FIXTURES / "library")
    monkeypatch.setattr(reader, "read", lambda: small)
    code, _, err = run("library", "show", "dat-three")

    assert code == 2
    assert "planned and not written yet" in err


def test_a_draft_goes_from_template_to_text_and_word(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("draft", "new", "offer.yaml", "--template", "location-protocol", "--lang", "fi")[0] == 0
    code, out, _ = run("draft", "check", "offer.yaml", "--json")
    assert code == 1
    assert {"rule", "severity", "where", "message"} == set(json.loads(out)["findings"][0])

    code, text, _ = run("assemble", "offer.yaml", "--text")
    assert code == 0
    assert "1 artikla  Osapuolet ja valtuudet" in text

    assert run("assemble", "offer.yaml", "-o", "one.docx")[0] == 0
    assert run("assemble", "offer.yaml", "-o", "two.docx")[0] == 0
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_an_exported_draft_for_the_other_side_holds_words_and_nothing_private(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("draft", "new", "offer.yaml", "--template", "location-protocol", "--lang", "en")
    (tmp_path / "offer.yaml").write_text((tmp_path / "offer.yaml").read_text() + "private:\n  dat-dpia:\n    note: WALK AWAY\n")
    code, out, _ = run("draft", "export", "offer.yaml", "--shared")

    assert code == 0
    assert "WALK AWAY" not in out
    assert "The employer shall" in out


def test_every_command_has_help_with_an_example(run):
    import click

    from web.cli import sopu

    def commands(group, path):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))
            else:
                yield (*path, name), command

    for path, command in commands(sopu, ()):
        assert "Example: sopu" in (command.help or ""), path


def test_a_new_clause_gets_a_folder_that_the_checker_refuses_until_it_is_written(tmp_path, monkeypatch, run):
    shutil.copytree(reader.HOME / "vocabulary", tmp_path / "vocabulary")
    monkeypatch.setattr(reader, "HOME", tmp_path)

    code, _, _ = run("library", "new", "eq-connectivity")
    library, problems = reader.survey(tmp_path)

    assert (code, problems) == (0, [])
    assert library.languages("eq-connectivity") == ["en", "fi"]
    assert library.wording("eq-connectivity", "fi").title == reader.read().vocabulary.catalogue["eq-connectivity"].title["fi"]
    assert "tags" in {found.rule for found in checks.structure(library, Counter())}
    assert run("library", "new", "eq-connectivity")[0] == 2
    assert "catalogue" in run("library", "new", "eq-nothing")[2]
