"""Edits Word files in LibreOffice as a person would. Run by the Python that has UNO: office_edits.py JOBS.json

A job: {"source", "result", "edits": [[name, argument, …], …], "readings": path or ""}. One LibreOffice does all jobs.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def setting(name, value):
    """Return one named setting."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


class Office:
    """A LibreOffice of our own."""

    def __init__(self, folder):
        pipe = f"sopu{Path(folder).name}"
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        self.process = subprocess.Popen(
            ["soffice", profile, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)

    def open(self, path):
        """Return a document opened without a window."""
        return self.desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, (setting("Hidden", True),))

    def do(self, document, command):
        """Give a command as the menu would."""
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def close(self):
        """End this LibreOffice."""
        try:
            self.desktop.terminate()
            self.process.wait(20)
        except Exception:
            self.process.kill()


class Edits:
    """What a person does to one document; each method is an edit by its name."""

    def __init__(self, office, document):
        self.office, self.document = office, document

    def found(self, words):
        """Return the first place of some words outside the table of contents."""
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        place = self.document.findFirst(search)
        while place is not None and str(getattr(place, "ParaStyleName", "")).startswith("Contents"):
            place = self.document.findNext(place.End, search)
        assert place is not None, f"{words} is not in the document"
        return place

    def paragraph(self, words):
        """Return the whole paragraph some words stand in."""
        place = self.found(words)
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def with_break(self, first, last=None):
        """Return whole paragraphs from one to another, with the break after them."""
        cursor = self.paragraph(first)
        if last:
            cursor.gotoRange(self.paragraph(last).End, True)
        cursor.goRight(1, True)
        return cursor

    def track(self, on=True):
        self.document.RecordChanges = on

    def replace(self, words, others):
        self.found(words).String = others

    def insert(self, words, more):
        place = self.found(words)
        place.Text.insertString(place.End, more, False)

    def enter(self, words):
        place = self.found(words)
        place.Text.insertControlCharacter(place.End, PARAGRAPH_BREAK, False)

    def join(self, words):
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.goRight(1, True)
        cursor.String = " "

    def line(self, words, more):
        cursor = self.paragraph(words)
        cursor.Text.insertControlCharacter(cursor.End, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor.End, more, False)

    def remove(self, first, last=None):
        self.with_break(first, last).String = ""

    def move(self, first, last, before):
        controller = self.document.CurrentController
        controller.select(self.with_break(first, last))
        self.office.do(self.document, "Cut")
        target = self.paragraph(before).Start
        controller.ViewCursor.gotoRange(target, False)
        self.office.do(self.document, "Paste")

    def retype(self, words, others):
        self.paragraph(words).String = others

    def bold(self, words):
        place = self.found(words)
        place.CharWeight, place.CharFontName = 150.0, "DejaVu Serif"

    def style(self, words, name):
        self.paragraph(words).ParaStyleName = name

    def page_break(self, words):
        self.paragraph(words).BreakType = uno.Enum("com.sun.star.style.BreakType", "PAGE_BEFORE")

    def update(self):
        for index in range(self.document.DocumentIndexes.Count):
            self.document.DocumentIndexes.getByIndex(index).update()
        self.document.TextFields.refresh()
        self.document.refresh()

    def accept_all(self):
        self.office.do(self.document, "AcceptAllTrackedChanges")

    def reject_all(self):
        self.office.do(self.document, "RejectAllTrackedChanges")

    def accept(self, words):
        self.decide(words, "AcceptTrackedChange")

    def reject(self, words):
        self.decide(words, "RejectTrackedChange")

    def decide(self, words, command):
        self.document.CurrentController.select(self.found(words))
        self.office.do(self.document, command)


def texts(container):
    """Yield the words of every paragraph, those in tables too."""
    blocks = container.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from texts(block.getCellByName(name))
        elif not block.ParaStyleName.startswith("Contents"):
            yield block.String


def readings(office, path):
    """Return the paragraphs of a file with all changes accepted, and with all rejected."""
    result = {}
    for name, command in (("accepted", "AcceptAllTrackedChanges"), ("rejected", "RejectAllTrackedChanges")):
        document = office.open(path)
        office.do(document, command)
        result[name] = list(texts(document.Text))
        document.close(True)
    return result


def perform(office, job):
    """Edit one file and save it as Word; "save" among the edits saves and opens it anew."""
    document = office.open(job["source"])
    edits = Edits(office, document)
    for name, *arguments in [*job["edits"], ["save"]]:
        if name == "save":
            document.storeToURL(Path(job["result"]).resolve().as_uri(), (setting("FilterName", "MS Word 2007 XML"),))
            document.close(True)
            document = office.open(job["result"])
            edits = Edits(office, document)
        else:
            getattr(edits, name)(*arguments)
    document.close(True)
    if job["readings"]:
        Path(job["readings"]).write_text(json.dumps(readings(office, job["result"])), encoding="utf-8")


def main():
    """Do the jobs; the first that fails is told and ends the run."""
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="office") as folder:
        office = Office(folder)
        try:
            for job in jobs:
                try:
                    perform(office, job)
                except Exception as error:
                    print(f"{job['result']}: {error}", file=sys.stderr)
                    raise SystemExit(1) from error
        finally:
            office.close()


if __name__ == "__main__":
    main()
