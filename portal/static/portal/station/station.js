// The scan loop: read, keep, ask, answer. Nothing here decides anything.
"use strict";

import { wireCamera, wirePhoto } from "./camera.js";
import { card, clear, isHeld, show, shown } from "./face.js";
import { Line } from "./line.js";
import { Manifest } from "./manifest.js";
import { Refused } from "./refused.js";
import { isMuted, mute, play, wake } from "./signals.js";
import { store as openStore } from "./store.js";
import { listen } from "./wedge.js";

const TWICE = 2000; // the same code again so soon is the same trigger pull
const WAIT = 700; // then the device answers by itself
const IDLE = 5 * 60 * 1000;

const page = document.getElementById("station");
const field = document.getElementById("code");
const bar = document.getElementById("station-bar");
const say = page.dataset;

let last = { text: "", at: -Infinity };
let touched = Date.now();
let shift = Number(say.shift) || null;

const store = await openStore();
const manifest = new Manifest(store, say.manifest, {
  commands: JSON.parse(say.commands),
  unlisted: JSON.parse(say.unlisted),
  none: JSON.parse(say.noList),
});
const refusals = new Refused(store, { told: JSON.parse(say.refused), unchecked: say.unchecked });
const line = new Line({
  store,
  address: say.scans,
  now: say.now,
  token: document.querySelector("[name=csrfmiddlewaretoken]").value,
  onAnswer: answered,
  onRefused: (scan) => refusals.keep(scan),
  onState: state,
  onLocked: (code) => location.assign(code === "locked" ? say.unlock : say.signIn),
});

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function state() {
  const waiting = await store.count();
  bar.querySelector("[data-up]").hidden = !line.isUp;
  bar.querySelector("[data-down]").hidden = line.isUp;
  const stored = bar.querySelector("[data-stored]");
  stored.hidden = waiting === 0 || line.isUp;
  stored.textContent = say.stored.replace("{count}", waiting);
  bar.querySelector("[data-unsafe]").hidden = store.isLasting;
}

// The parcel or return at hand: what follows is counted as its own, in whatever order
// it reaches the server.
let hand = { text: "" };

function takeUp(text, local) {
  const isInside = local.place !== undefined && local.place === hand.place;
  if (!local.command && !isInside) hand = { text, place: local.place, isUnit: local.isUnit, before: { ...hand, before: null } };
}

// The device cannot know whose a unit is that is not on its list, nor every shelf.
const BESIDE = ["counted", "shelf", "badge", "command"];

function putBack(scan, told) {
  if (hand.before && hand.text === scan.text && BESIDE.includes(told.kind)) hand = hand.before;
}

// Scans are taken one after the other, however fast they come.
let turn = Promise.resolve();

export function scanned(text) {
  const now = Date.now();
  touched = now;
  turn = turn.then(() => take(text, now)).catch(notKept);
  return turn;
}

function notKept() {
  last = { text: "", at: -Infinity };
  show({ verdict: "ASK", ...JSON.parse(say.notKept) });
  play("ASK");
}

async function take(text, now) {
  if (!text.trim() || (text === last.text && now - last.at < TWICE)) return;
  last = { text, at: now };
  const local = await manifest.look(text, hand);
  if (local.command && command(local.command)) return;
  if (isHeld()) {
    play("STOP");
    return;
  }
  const at = new Date(now).toISOString();
  const scan = { id: newId(), text: text.slice(0, 4097), at, said: "", shift, about: hand.text };
  takeUp(scan.text, local);
  scan.said = !line.isUp && local.sure ? local.verdict : "";
  await store.add(scan);
  if (!line.isUp) saidByItself(scan, local);
  else setTimeout(() => late(scan, local), WAIT);
  current = scan.id;
  line.flush();
}

let current = "";
const done = new Set(); // what the server has answered
const first = new Map(); // what the device said before it did

function saidByItself(scan, local) {
  first.set(scan.id, local.verdict);
  show({ ...local, id: scan.id }, say.unchecked);
  play(local.verdict);
  state();
}

function late(scan, local) {
  if (done.has(scan.id) || scan.id !== current) return;
  saidByItself(scan, local);
}

const FINE = ["GO", "SEEN"];

// What the device said otherwise, and what nobody has seen yet, stays as a card; not
// that a box it scanned itself came once under two names.
function isNews(scan, told, isLatest) {
  const said = scan.said || first.get(scan.id) || "";
  if (scan.said) return said !== told.verdict && !told.is_own;
  return !FINE.includes(told.verdict) && said !== told.verdict && !isLatest;
}

function answered(scan, told) {
  done.add(scan.id);
  putBack(scan, told);
  if (told.command && command(told.command)) return;
  const isLatest = scan.id === current;
  const isKnown = shown() === scan.id && first.get(scan.id) === told.verdict;
  const isCard = isNews(scan, told, isLatest);
  if (isLatest) show(told);
  if (isLatest ? !isKnown : isCard) play(told.verdict);
  if (isCard) card(scan, told, say.unchecked);
}

const COMMANDS = {
  NEXT: () => {
    clear();
    hand = { text: "" };
  },
  OPEN: () => document.querySelector("#verdict-place a")?.click(),
  CAMERA: () => document.getElementById("camera-button")?.click(),
  LOCK: () => document.getElementById("lock-form")?.requestSubmit(),
  HELP: () => document.getElementById("help")?.setAttribute("open", ""),
};

function command(name) {
  const act = COMMANDS[name];
  if (!act) return false;
  play("SEEN");
  act();
  return true;
}

async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // A device low on battery may refuse; the station works on.
  }
}

function wireButtons() {
  const sound = document.getElementById("sound");
  const name = () => (sound.textContent = isMuted() ? say.soundOff : say.soundOn);
  sound.hidden = false;
  sound.addEventListener("click", () => {
    mute(!isMuted());
    name();
    wake();
    play("GO");
  });
  name();
  const gloves = document.getElementById("gloves");
  const wear = () => {
    const isOn = localStorage.getItem("station.gloves") === "1";
    document.body.classList.toggle("gloves", isOn);
    gloves.setAttribute("aria-pressed", String(isOn));
  };
  gloves.hidden = false;
  gloves.addEventListener("click", () => {
    const isOn = localStorage.getItem("station.gloves") === "1";
    localStorage.setItem("station.gloves", isOn ? "0" : "1");
    wear();
  });
  wear();
}

// An idle device locks itself; what it has stored stays. Cut off it stays open, since
// nobody could check a PIN, and locks once the line is back.
function watchIdle() {
  setInterval(() => {
    const lock = document.getElementById("lock-form");
    if (lock && line.isUp && Date.now() - touched > IDLE) lock.requestSubmit();
  }, 10000);
}

for (const kind of ["keydown", "pointerdown"]) {
  addEventListener(kind, () => { touched = Date.now(); wake(); }, true);
}
addEventListener("pointerdown", keepAwake, { once: true });
// A page that was out of sight has lost its hold on the screen.
document.addEventListener("visibilitychange", () => document.hidden || keepAwake());

field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  scanned(field.value);
  field.value = "";
});
addEventListener("station:scan", (event) => scanned(event.detail));

listen(scanned);
wireButtons();
wireCamera();
wirePhoto();
watchIdle();
page.dataset.ready = "1";
state();
line.flush();
const told = await line.hello();
if (told) shift = told.shift;
// A command of the loop that was scanned on a work sheet.
const brought = sessionStorage.getItem("first-scan");
sessionStorage.removeItem("first-scan");
if (brought) scanned(brought);
manifest.refresh().then(() => (page.dataset.listed = "1"));

if ("serviceWorker" in navigator) {
  const parts = new URLSearchParams(JSON.parse(say.parts).map((part) => ["part", part]));
  navigator.serviceWorker.register(`${say.worker}?${parts}`, { scope: "/station/" });
}
