// Long pages in parts: a place that is on the page already is gone to without leaving it, and all that follows can be had on one page.
(() => {
  "use strict";
  const whole = document.querySelector("[data-whole]");
  const place = (hash) => hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const query = (address) => { const asked = new URL(address).searchParams; asked.delete("part"); return asked.toString(); };
  const links = () => [...document.querySelectorAll("a[href*='part=']")].filter((link) => link.hash.length > 1 && link.pathname === location.pathname && query(link.href) === query(location.href));
  // An address that does not name the part, or names the one the place stood in before the draft changed.
  const lost = location.hash.length > 1 && !place(location.hash) && links().find((link) => link.hash === location.hash);
  if (lost) location.replace(lost.href);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='part=']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !place(link.hash) || !links().includes(link)) return;
    event.preventDefault();
    location.hash = link.hash;
  });

  const end = () => document.getElementById("sheet-end");
  let all = false, beside = null; // what stands before an edge that is replaced while it has the focus
  const ask = () => { if (all && end() && !end().matches(".htmx-request")) end().dispatchEvent(new CustomEvent("more")); };
  document.addEventListener("htmx:before:swap", () => { beside = end() && end().contains(document.activeElement) ? end().previousElementSibling : null; });
  document.addEventListener("htmx:after:swap", () => {
    const first = beside && beside.nextElementSibling;
    if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
    beside = null;
    if (whole) whole.hidden = !end();
    setTimeout(ask);
  });
  if (!whole || !end()) return;
  whole.hidden = false;
  whole.addEventListener("click", () => { all = true; ask(); });
})();
