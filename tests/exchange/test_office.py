"""Files that LibreOffice edited: what Sopu says of each, and that both readings are LibreOffice's own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from care_agreement import care_file, commented_file
from returned_files import compared, told

from drafting.returned import folded, lines, tidy
from drafting.word.incoming.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.office
CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "office.yaml").read_text(encoding="utf-8"))
COUNTED = re.compile(r"see (?:\d+|Error: Reference source not found)")
EDITOR = Path(__file__).parent.parent / "support" / "office_edits.py"
PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python")


def uno_python() -> str:
    """Return the Python that can speak to LibreOffice; without one the test is skipped, with CI it fails."""
    for program in PYTHONS:
        if (
            shutil.which("soffice")
            and Path(program).exists()
            and subprocess.run([program, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return program
    reason = "LibreOffice with its Python bridge (python3-uno) is not installed"
    pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    raise AssertionError


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[bytes, dict[str, list[str]]]]:
    """All the edited files with LibreOffice's own readings, by the name of the case; made by one LibreOffice."""
    program, folder = uno_python(), tmp_path_factory.mktemp("returned")
    source = folder / "sent.docx"
    source.write_bytes(care_file())
    jobs = [
        {"source": str(source), "result": str(folder / f"{number}.docx"), "edits": case["edits"], "readings": str(folder / f"{number}.json")}
        for number, case in enumerate(CASES.values())
    ]
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run([program, str(EDITOR), str(folder / "jobs.json")], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return {name: (Path(job["result"]).read_bytes(), json.loads(Path(job["readings"]).read_text())) for name, job in zip(CASES, jobs, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_what_a_person_did_is_told(name: str, returned: Mapping[str, tuple[bytes, dict[str, list[str]]]]) -> None:
    author = "Unknown Author"
    assert sorted(told(compared(care_file(), returned[name][0]))) == sorted(line.replace("~", author) for line in CASES[name]["told"])


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("view", ["accepted", "rejected"])
def test_each_reading_is_that_of_libreoffice(name: str, view: Any, returned: Mapping[str, tuple[bytes, dict[str, list[str]]]]) -> None:
    docx, readings = returned[name]
    ours = [folded(line.text) for line in lines(read(docx).paragraphs, view, {}) if not line.contents]
    theirs = [words for words in (folded(tidy(text)).strip() for text in readings[view]) if words]
    # what LibreOffice counts anew as it accepts or rejects is no matter of reading
    assert [COUNTED.sub("see #", line) for line in ours] == [COUNTED.sub("see #", line) for line in theirs]


def test_a_comment_keeps_its_words_when_libreoffice_saves_the_file(tmp_path: Path) -> None:
    """LibreOffice without a screen cannot show comments, so this one only converts."""
    uno_python()
    (tmp_path / "sent.docx").write_bytes(commented_file())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "sent.docx")], capture_output=True, check=True, timeout=120)
    assert told(compared(care_file(), (tmp_path / "saved" / "sent.docx").read_bytes())) == ["dat-access: “every quarter” Maija: Monthly is usual."]
