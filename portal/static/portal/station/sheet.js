// The work sheet by scanner alone: printed commands fill in and send its first form.
"use strict";

import { codeIn } from "./manifest.js";
import { listen } from "./wedge.js";

const sheet = document.getElementById("sheet");
const commands = JSON.parse(sheet.dataset.commands);
const first = () => document.querySelector("#main form.form");

function choose(ending, value) {
  const option = [...(first()?.querySelectorAll("input[type=radio]") || [])].find(
    (each) => each.name.endsWith(ending) && each.value === value,
  );
  option?.click();
  option?.scrollIntoView({ block: "center" });
  return Boolean(option);
}

function allYes() {
  const yes = first()?.querySelectorAll("input[type=radio][value=yes][name*='-check_']");
  for (const each of yes || []) each.click();
}

const DEEDS = {
  "ALL YES": allYes,
  FAULT: () => choose("-outcome", "fault_confirmed"),
  "NO FAULT": () => choose("-outcome", "no_fault_found"),
  "GRADE A": () => choose("-grade", "A"),
  "GRADE B": () => choose("-grade", "B"),
  "GRADE C": () => choose("-grade", "C"),
  "GRADE D": () => choose("-grade", "D"),
  "ALL IN": () => document.querySelector("#main form[action$='/receive']")?.requestSubmit(),
  ACCEPT: () => first()?.requestSubmit(),
  NEXT: () => location.assign(sheet.dataset.home),
};

// What is no command belongs to the field somebody is in; else to the scan loop.
function other(text) {
  const field = document.activeElement;
  const isText = field instanceof HTMLTextAreaElement || field?.matches?.("input[type=text]");
  if (isText) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  else location.assign(`${sheet.dataset.home}?code=${encodeURIComponent(text)}`);
}

listen((text) => {
  const deed = DEEDS[commands[codeIn(text)]];
  if (deed) deed();
  else other(text);
});
