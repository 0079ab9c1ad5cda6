"""The rules of the house: sizes, doors, documents that cannot drift, vendored files."""

import ast
import hashlib
import re
from pathlib import Path

import pytest

from clauses.clause import Clause
from clauses.rules import RULES
from web.cli import COMMANDS

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("locales", "clauses", "drafting", "web")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 360, 45


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_says_its_job_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert not text.strip() or ast.get_docstring(tree)
    assert text.count("\n") <= LONGEST_FILE
    assert [node.name for node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION and node.name != "make_blueprint"] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_public_function_says_what_goes_in_and_out(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
    hidden = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name.startswith("_")]
    nested = {id(inner) for outer in hidden for inner in ast.walk(outer)} | {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node) if inner is not node
    }

    assert [node.name for node in public if id(node) not in nested and not ast.get_docstring(node) and len(node.body) > 2] == []


def test_pages_escape_through_one_door():
    templates = (ROOT / "web" / "templates").rglob("*.html")

    assert [path.name for path in templates if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8"))] == []
    assert [path.name for path in (ROOT / "web").rglob("*.py") if "Markup(" in path.read_text(encoding="utf-8")] == []


def test_no_page_holds_inline_script_or_style():
    for path in (ROOT / "web" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), path.name


def test_vendored_files_are_those_of_the_manifest():
    vendor = ROOT / "web" / "static" / "vendor"
    lines = [line.split() for line in (vendor / "MANIFEST").read_text().splitlines() if not line.startswith("#")]

    for _, _, _, digest, file in lines:
        assert hashlib.sha256((vendor / file).read_bytes()).hexdigest() == digest
        assert (vendor / file).with_name("LICENSE").exists()
    assert {str(path.relative_to(vendor)) for path in vendor.rglob("*.js")} == {line[4] for line in lines}


def test_every_command_and_setting_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    for name in COMMANDS:
        assert f"sopu {name}" in text, name
    settings = (ROOT / "web" / "settings.py").read_text(encoding="utf-8")
    for name in set(re.findall(r"SOPU_\w+", settings)):
        assert f"`{name}`" in text, name


def test_every_rule_and_field_of_the_library_is_in_its_readme():
    text = (ROOT / "clauses" / "README.md").read_text(encoding="utf-8")

    assert [rule for rule in RULES if f"`{rule}`" not in text] == []
    assert [field for field in Clause.model_fields if field not in text] == []


def test_each_dependency_says_what_it_is_for():
    lines = (ROOT / "setup.cfg").read_text(encoding="utf-8").split("install_requires =")[1].split("[options.packages")[0].strip().splitlines()
    requirements = [number for number, line in enumerate(lines) if line.strip() and not line.strip().startswith("#")]

    assert all(lines[number - 1].strip().startswith("#") for number in requirements)
