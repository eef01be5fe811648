// Forms that a scanner fills: a code of ours goes into the next field that waits for
// one, and the last of them sends the form; any other number is added to the notes.
"use strict";

import { codeIn } from "./manifest.js";
import { listen } from "./wedge.js";

const commands = JSON.parse(document.getElementById("fill").dataset.commands);
const note = document.querySelector("[data-scan=note]");
const waiting = [...document.querySelectorAll("[data-scan=fill]")];

function noted(text) {
  if (!note.value.includes(text)) note.value = `${note.value} ${text}`.trim().slice(0, note.maxLength);
}

function filled(text) {
  const field = waiting.find((each) => !each.value.trim()) || waiting[waiting.length - 1];
  field.value = text;
  if (waiting.every((each) => each.value.trim())) field.form.requestSubmit();
}

const DEEDS = {
  ACCEPT: () => waiting[0].form.requestSubmit(),
  PHOTO: () => document.querySelector("input[type=file]")?.click(),
  NEXT: () => location.assign(document.getElementById("fill").dataset.home),
};

listen((text) => {
  const code = codeIn(text);
  const deed = DEEDS[commands[code]];
  if (deed) deed();
  else if (note && !code) noted(text);
  else filled(text);
});
