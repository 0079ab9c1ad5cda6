// Table mode turned on in one window holds in all of them: what is private leaves the others at once, and nothing typed there is lost.
(() => {
  "use strict";
  const channel = new BroadcastChannel("table-mode");
  if (document.body.classList.contains("at-table")) { channel.postMessage("on"); return; }
  const opened = (options) => Math.max(0, options.findIndex((option) => option.defaultSelected));
  const typed = (field) => {
    if (field.tagName === "SELECT") return field.selectedIndex !== opened([...field.options]);
    return ["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  };
  const fields = (place) => [...place.querySelectorAll("input:not([type=hidden]), textarea, select")];
  // forms that are guarded know themselves whether they hold words that are not saved
  const unsaved = () => document.querySelector("form[data-unsaved]") || fields(document.querySelector("main")).some((field) => field.form && !("guard" in field.form.dataset) && typed(field));
  channel.addEventListener("message", async () => {
    if (document.body.classList.contains("at-table")) return;
    document.body.classList.add("at-table");
    const places = [...document.querySelectorAll(".private, [data-private]")];
    for (const place of places) place.hidden = true;
    for (const option of document.querySelectorAll("[data-at-table]")) option.textContent = option.dataset.atTable;
    const waits = [];
    document.dispatchEvent(new CustomEvent("save-now", { detail: waits }));
    await Promise.all(waits);
    if (!unsaved()) { location.reload(); return; }
    for (const place of places) if (!fields(place).some(typed)) place.remove();
    const notice = document.createElement("div"), words = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.append(words);
    document.querySelector("main").prepend(notice);
    words.textContent = document.body.dataset.tableOn;
  });
})();
