// The code stands in the part of the link that is sent to no server: put it into the form, take it out of the address, send the form.
(() => {
  "use strict";
  const code = location.hash.slice(1), form = document.getElementById("enter");
  if (!code || code === "main") return;
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.code.value = code;
  if (form.classList.contains("asks-first")) form.querySelector("button").focus();
  else form.requestSubmit();
})();
