// Small things that make the pages quicker; every page works without them.
(() => {
  "use strict";
  // Put the keyboard where the trouble is.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  // A message that comes with the page is read out when its words are put there once more.
  for (const words of document.querySelectorAll("[role=status] > p:first-child")) setTimeout(() => words.replaceChildren(words.textContent), 150);
  // Warn before words that were typed and not saved are lost.
  document.addEventListener("input", (event) => { const form = event.target.closest("form[data-guard]"); if (form) form.dataset.unsaved = ""; });
  document.addEventListener("submit", (event) => { delete event.target.dataset.unsaved; });
  window.addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-unsaved]")) event.preventDefault(); });
  // What has the focus is never behind the bar that saves: the page scrolls past it, or the bar stands still where it would take too much.
  const bar = document.querySelector(".save-bar");
  if (bar) {
    const measure = () => {
      bar.classList.toggle("tall", bar.offsetHeight > innerHeight / 5);
      document.documentElement.style.scrollPaddingBlockEnd = bar.matches(".tall") ? "" : `${bar.offsetHeight + 12}px`;
    };
    new ResizeObserver(measure).observe(bar);
    addEventListener("resize", measure);
  }
  // Copy the words of a text, where the browser can.
  if (navigator.clipboard) for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
      button.nextElementSibling.textContent = button.dataset.done;
    });
  }
  // Filters stand open where there is room for them.
  if (matchMedia("(min-width: 62rem)").matches) for (const fold of document.querySelectorAll("details[data-wide]")) fold.open = true;
  // Send a filter form as soon as a box is ticked.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-at-once]");
    if (!form) return;
    form.action = form.action.replace(/(#.*)?$/, `#${event.target.id}`); // the reader stays at the box
    form.requestSubmit();
  });
})();
