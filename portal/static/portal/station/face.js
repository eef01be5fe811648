// What the page shows of a verdict: cloned from the page's own templates, as text only.
"use strict";

const place = document.getElementById("verdict-place");

function line(text, kind) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  if (kind) paragraph.className = kind;
  return paragraph;
}

export function show(told, note = "") {
  const made = document.getElementById(`face-${told.verdict}`);
  if (!made) return;
  const face = made.content.cloneNode(true).firstElementChild;
  face.querySelector(".title").textContent = told.title || "";
  if (told.number) face.append(line(told.number, "number"));
  if (told.detail) face.append(line(told.detail));
  if (note) face.append(line(note, "stored"));
  if (told.next) face.append(line(told.next, "next"));
  face.dataset.id = told.id || "";
  const way = told.open || told.park;
  if (way) {
    const link = document.createElement("a");
    link.className = "button big";
    link.href = way;
    link.textContent = told.open ? place.dataset.open : place.dataset.park;
    face.append(link);
  }
  if (told.verdict === "STOP") face.append(release());
  place.replaceChildren(face);
  place.hidden = false;
  document.body.classList.add("has-verdict");
  face.scrollIntoView({ block: "start" });
}

// A STOP is passed by no scan: somebody says that they have seen it.
function release() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "big";
  button.dataset.release = "";
  button.textContent = place.dataset.release;
  button.addEventListener("click", clear);
  return button;
}

export const isHeld = () => place.querySelector("[data-release]") !== null;

export function clear() {
  place.replaceChildren();
  place.hidden = true;
  document.body.classList.remove("has-verdict");
}

export const shown = () => place.firstElementChild?.dataset.id || "";

// The server decides: where it says something else than the device did, a card stays.
export function card(scan, told, unchecked, onSeen = () => {}) {
  const made = document.getElementById("conflict");
  const item = made.content.cloneNode(true).firstElementChild;
  item.querySelector("[data-said]").textContent = scan.said || unchecked;
  item.querySelector("[data-now]").textContent = told.verdict;
  item.querySelector("[data-title]").textContent = told.title;
  item.querySelector("[data-number]").textContent = told.number || scan.text.slice(0, 40);
  item.querySelector("[data-next]").textContent = told.next;
  const link = item.querySelector("a");
  if (told.open) link.href = told.open;
  else link.remove();
  item.querySelector("button").addEventListener("click", () => {
    item.remove();
    onSeen();
  });
  const cards = document.getElementById("conflicts");
  cards.append(item);
  cards.closest("[hidden]")?.removeAttribute("hidden");
}
