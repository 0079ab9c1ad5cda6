"""Names of WordprocessingML as lxml spells them."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

P, TBL, TR, TC, RUN, SDT = (W + name for name in ("p", "tbl", "tr", "tc", "r", "sdt"))
P_PR, R_PR, TR_PR, TC_PR, SECT_PR = (W + name for name in ("pPr", "rPr", "trPr", "tcPr", "sectPr"))
VAL, ID, NAME = W + "val", W + "id", W + "name"
