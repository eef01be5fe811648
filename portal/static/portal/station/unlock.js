// A badge is scanned wherever the cursor is, also after a wrong PIN; digits alone are
// a PIN.
"use strict";

import { listen } from "./wedge.js";

const badge = document.querySelector("[name=badge]");
const pin = document.querySelector("[name=pin]");

listen((text) => {
  const isPin = /^\d+$/.test(text);
  if (!isPin) badge.value = text;
  pin.value = isPin ? text : "";
  pin.form.requestSubmit();
});
