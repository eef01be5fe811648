// The packing table by scanner alone: a scan fills the field that waits and sends it;
// where several units leave, the last of them does.
"use strict";

import { listen } from "./wedge.js";

const home = document.getElementById("packing").dataset.list;

function filled(field) {
  return field.value.split("\n").filter((line) => line.trim());
}

listen((text) => {
  const field = document.querySelector("[data-scan=send]");
  if (!field) {
    location.assign(`${home}?scanned=${encodeURIComponent(text)}`);
    return;
  }
  const most = Number(field.dataset.count || 1);
  const before = most > 1 ? filled(field) : [];
  if (!before.includes(text)) before.push(text);
  field.value = before.join("\n");
  if (before.length >= most) field.form.requestSubmit();
});
