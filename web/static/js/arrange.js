// Draws a line of the outline to another place; the buttons and "To place" of each line do the same without it.
(() => {
  "use strict";
  const outline = document.querySelector(".outline[data-arrange]");
  if (!outline) return;
  const lines = [...outline.children];
  let drawn = null;
  const show = (before) => lines.forEach((line, place) => {
    line.classList.toggle("drop-before", place === before);
    line.classList.toggle("drop-after", before === lines.length && place === before - 1);
  });
  const follow = (event) => {
    if (!drawn) return;
    const below = lines.findIndex((line) => { const box = line.getBoundingClientRect(); return event.clientY < box.top + box.height / 2; });
    drawn.before = below < 0 ? lines.length : below;
    show(drawn.before);
    const paper = outline.closest("details"), box = paper.getBoundingClientRect();
    if (event.clientY < box.top + 40) paper.scrollBy(0, -12);
    if (event.clientY > Math.min(box.bottom, innerHeight) - 40) paper.scrollBy(0, 12);
  };
  const end = (drop) => {
    if (!drawn) return;
    const { line, from, before } = drawn;
    drawn = null;
    line.classList.remove("drawn");
    show(-1);
    const to = before > from ? before - 1 : before;
    if (!drop || to === from) return;
    line.querySelector("input[name^=to-]").value = to + 1;
    outline.closest("form").requestSubmit(line.querySelector("button[name=there]"));
  };
  lines.forEach((line, from) => {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "⠿";
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      drawn = { line, from, before: from };
      line.classList.add("drawn");
    });
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", () => end(true));
    grip.addEventListener("pointercancel", () => end(false));
    line.prepend(grip);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); });
})();
