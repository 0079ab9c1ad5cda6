// Saves a form some seconds after the last change, by the way of its Save button, and says how it stands. Nothing typed is changed by the answer.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]"), line = form && form.querySelector("[data-saving]");
  if (!line) return;
  const WAIT = 2000, LONGEST_WAIT = 30000, LARGEST_KEPT_ALIVE = 60000;
  let changes = 0, timer = 0, wait = WAIT, stopped = false, clean = true;
  let sending = null; // the promise of the answer that is awaited
  let pending = null; // what was sent and not answered: it is sent again as it was, so that a lost answer is not taken for a colleague's change
  const unsaved = () => form.dataset.unsaved !== undefined;
  const say = (words, trouble = false, button = "") => {
    for (const place of document.querySelectorAll("[data-state]")) place.textContent = words;
    line.classList.toggle("alarm", trouble);
    if (!button) return;
    const press = document.createElement("button");
    press.className = "quiet";
    press.textContent = button;
    line.append(" ", press);
  };
  const later = (delay) => { clearTimeout(timer); timer = setTimeout(send, delay); };
  const alone = (name) => { const found = form.elements[name]; return found instanceof Element ? found : null; };

  // The message of a field stands where the page would put it.
  const mark = (errors) => {
    for (const old of form.querySelectorAll(".field-error")) {
      old.classList.remove("field-error");
      for (const words of old.querySelectorAll(":scope > .error")) words.remove();
      for (const field of old.querySelectorAll("[aria-invalid]")) {
        field.removeAttribute("aria-invalid");
        field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") || "").replace(`${field.id}-error`, "").trim());
      }
    }
    for (const [name, message] of Object.entries(errors)) {
      const field = alone(name), frame = field && field.closest(".field");
      if (!frame) continue;
      const words = document.createElement("p");
      words.className = "error";
      words.id = `${field.id}-error`;
      words.textContent = message;
      frame.classList.add("field-error");
      frame.querySelector("label").after(words);
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${words.id}`.trim());
    }
  };
  // A field beside a box "not decided yet" follows the box, unless it was changed since it was sent.
  const follow = (fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = alone(name);
      if (!field) continue;
      if (field.type === "checkbox") { if (field.checked === pending.body.has(name)) field.checked = value; }
      else if (field.value === pending.body.get(name)) field.value = value;
    }
  };
  // What is refused is answered with its errors and no status of its own, which browsers would log as a fault of the page; any other status stops the saving.
  const take = (status, answer) => {
    const refused = answer.errors !== undefined, saved = status === 200 && !refused;
    if (answer.revision) {
      for (const field of document.querySelectorAll("input[name=revision]")) field.value = answer.revision;
      // an Undo offered for an earlier change would now undo this one
      if (String(answer.revision) !== pending.body.get("revision")) for (const old of document.querySelectorAll(".notice form")) old.hidden = true;
      if (answer.revision > 1) for (const undo of document.querySelectorAll("[data-undo]")) undo.hidden = false;
    }
    follow(answer.fields || {});
    if (answer.open !== undefined) for (const place of document.querySelectorAll("[data-open]")) place.textContent = answer.open;
    if (status === 200) mark(answer.errors || {});
    say(answer.state, !saved, answer.button);
    const newer = changes !== pending.changes;
    pending = null;
    wait = WAIT;
    stopped = status !== 200;
    clean = saved;
    if (saved) for (const old of document.querySelectorAll(".error-summary")) old.remove();
    if (saved && !newer) delete form.dataset.unsaved;
    if (newer && !stopped) later(WAIT);
  };
  const post = async () => {
    pending = pending || { body: new URLSearchParams(new FormData(form)), changes };
    say(line.dataset.saving);
    try {
      const keepalive = pending.body.toString().length < LARGEST_KEPT_ALIVE; // browsers let no more outlive the page
      const answer = await fetch(form.action, { method: "POST", body: pending.body, headers: { Accept: "application/json" }, keepalive });
      if (answer.status >= 500) throw new Error(answer.status);
      take(answer.status, await answer.json());
    } catch {
      say(line.dataset.lost, true);
      later(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    }
  };
  function send() {
    clearTimeout(timer);
    if (!sending && !stopped && (pending || unsaved())) sending = post().finally(() => { sending = null; });
    return sending;
  }

  form.addEventListener("input", (event) => {
    changes += 1;
    if (clean) say(""); // what it said is no longer true
    clean = false;
    if (event.target.closest("[data-by-hand]") && !stopped) {
      stopped = true;
      clearTimeout(timer);
      say(line.dataset.byHand, true);
    }
    if (!stopped && !pending) later(WAIT);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && unsaved()) send(); });
  document.addEventListener("save-now", (event) => { event.detail.push(send()); });
  window.addEventListener("online", () => { if (pending) send(); });
  // What is pressed while something is on its way is done after it, on the version it made; other forms first save what was typed here.
  document.addEventListener("submit", (event) => {
    const awaited = sending || (event.target !== form && event.target.method === "post" && !stopped && !pending && unsaved() && send());
    if (!awaited) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    awaited.then(() => event.target.requestSubmit(event.submitter));
  }, true);
})();
