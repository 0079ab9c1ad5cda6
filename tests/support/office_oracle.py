"""LibreOffice as an independent reader: what a document says when it accepts, or rejects, every tracked change.

Runs under the Python that LibreOffice's bridge is installed for (Debian: python3-uno), as a program of its own:
office_oracle.py SOFFICE PROFILE accept:FILE reject:FILE plain:FILE … prints one JSON list of paragraphs, each [style, words], per file.
"""

import json
import subprocess
import sys
import time
from pathlib import Path


def main(office, profile, *jobs):
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    pipe = f"sopu{time.monotonic_ns()}"
    command = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.25)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    result = []
    for job in jobs:
        verb, _, file = job.partition(":")
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (PropertyValue(Name="Hidden", Value=True),))
        if verb != "plain":
            dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{verb.capitalize()}AllTrackedChanges", "", 0, ())
        result.append(list(paragraphs(document.Text)))
        document.close(True)
    try:
        desktop.terminate()
    finally:
        process.wait(30)
    print(json.dumps(result))


def paragraphs(text):
    """Yield style and words of each paragraph outside a table of contents, a field as its mark alone."""
    for block in elements(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from paragraphs(block.getCellByName(name))
        elif block.TextSection is None or "Contents" not in block.TextSection.Name:
            yield block.ParaStyleName, "".join(words(portion) for portion in elements(block))


def words(portion):
    if portion.TextPortionType == "TextField":
        return "◦"
    return portion.String if portion.TextPortionType == "Text" else ""


def elements(owner):
    entries = owner.createEnumeration()
    while entries.hasMoreElements():
        yield entries.nextElement()


if __name__ == "__main__":
    main(*sys.argv[1:])
