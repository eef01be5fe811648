// The work sheet by scanner alone: printed commands fill in and send its first form.
"use strict";

import { codeIn } from "./manifest.js";
import { listen } from "./wedge.js";

const sheet = document.getElementById("sheet");
const commands = JSON.parse(sheet.dataset.commands);
// Photos wait for nothing, and no scan tells the customer anything or lets a unit leave.
const APART = ["resolve", "ship", "box"].map((deed) => `[action*='/${deed}/']`);
const NEXT = `#main form.form:not(.slots, details *, ${APART})`;
const first = () => document.querySelector(NEXT);

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

// Something else than what stands there: the next finding, or the next place.
function other() {
  const found = [...(first()?.querySelectorAll("input[type=radio][name$='-outcome']") || [])];
  if (found.length) {
    const at = found.findIndex((each) => each.checked);
    const next = found[(at + 1) % found.length];
    next.click();
    next.scrollIntoView({ block: "center" });
    return;
  }
  const kind = first()?.querySelector("select[name$='-kind']");
  if (!kind) return;
  kind.selectedIndex = (kind.selectedIndex + 1) % kind.length;
  const reason = first().querySelector("input[name$='-reason']");
  // The reason for the proposed place is none for another one.
  if (reason && reason.value === reason.defaultValue) reason.value = "";
  reason?.focus();
}

const empty = (field) => !field.closest("[data-taken]") && !field.files.length;

function photo() {
  const fields = [...document.querySelectorAll(".slot input[type=file]")];
  const field = fields.find(empty) || fields[0];
  field?.scrollIntoView({ block: "center" });
  field?.click();
}

// A photo goes out at once and alone: what is ticked above it stays as it is.
async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  const section = form.closest("section");
  const fresh = told.getElementById(section.id);
  if (fresh) section.replaceWith(document.adoptNode(fresh));
  else form.requestSubmit();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.slots");
  if (!form || !event.target.files?.length) return;
  form.setAttribute("aria-busy", "true");
  send(form).catch(() => form.removeAttribute("aria-busy"));
});

// Taking back is the scan loop's: it answers there, in sight and sound.
function loop(text) {
  sessionStorage.setItem("first-scan", text);
  location.assign(sheet.dataset.home);
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
  OTHER: other,
  PHOTO: photo,
  ACCEPT: () => first()?.requestSubmit(),
  UNDO: loop,
  NEXT: () => location.assign(sheet.dataset.home),
};

// What is no command belongs to the field somebody is in; else to the scan loop.
function passOn(text) {
  const field = document.activeElement;
  const isText = field instanceof HTMLTextAreaElement || field?.matches?.("input[type=text]");
  if (isText) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  else location.assign(`${sheet.dataset.home}?code=${encodeURIComponent(text)}`);
}

listen((text) => {
  const deed = DEEDS[commands[codeIn(text)]];
  if (deed) deed(text);
  else passOn(text);
});
