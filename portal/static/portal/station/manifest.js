// What this site expects, as hashes: enough for a verdict without the server.
"use strict";

const LETTERS = "BCDFGHJKNPRSTVX";
const LENGTH = 13;
const LONGEST_PART = 9;
const EVERY = 5 * 60 * 1000;

function isCode(text) {
  let sum = 0;
  let weight = 1;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 2) % LETTERS.length;
  }
  return text.length === LENGTH && sum % LETTERS.length === 0;
}

function endingWith(groups, last) {
  let joined = "";
  for (let place = last; place >= 0; place -= 1) {
    const group = groups[place];
    if (group.length > LONGEST_PART && group.length < LENGTH) return "";
    joined = group + joined;
    if (joined.length >= LENGTH) return isCode(joined) ? joined : "";
  }
  return "";
}

export function codeIn(text) {
  const plain = text.replace(/^\s*(?:\][A-Za-z][0-9A-Za-z]|[+$][A-Za-z][0-9])/, "").replace(/[^\x00-\x7f]/g, " ");
  const found = plain.toUpperCase().match(/[A-Z0-9]+/g) || [];
  const groups = found.map((group) => group.replace(/^RMA/, "")).filter(Boolean);
  for (let last = groups.length - 1; last >= 0; last -= 1) {
    const code = endingWith(groups, last);
    if (code) return code;
  }
  return "";
}

const dense = (text) => text.normalize("NFKC").replace(/[\s\-_./:#]+/g, "").toUpperCase().slice(0, 80);

export function keysOf(text) {
  const code = codeIn(text);
  if (code) return [`c:${code}`];
  const gs1 = text.match(/^(?:\][A-Za-z][0-9])?01\d{14}21([^\x1d]{1,20})/);
  const keys = gs1 ? [`n:${dense(gs1[1])}`] : [];
  return [...keys, `n:${dense(text)}`];
}

async function hashed(salt, key) {
  const bytes = new TextEncoder().encode(`${salt}:${key}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const start = Array.from(digest.slice(0, 8));
  return start.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Manifest {
  constructor(store, address, words) {
    Object.assign(this, { store, address, words, list: null });
    this.ready = this.#load();
    setInterval(() => this.refresh(), EVERY);
  }

  async #load() {
    this.list = (await this.store.noted("manifest")) || null;
  }

  async refresh() {
    try {
      const tag = this.list?.tag ? { "If-None-Match": this.list.tag } : {};
      const answer = await fetch(this.address, {
        headers: { Accept: "application/json", ...tag },
        credentials: "same-origin",
      });
      if (!answer.ok) return;
      this.list = { ...(await answer.json()), tag: answer.headers.get("ETag") || "" };
      await this.store.note("manifest", this.list);
    } catch {
      // Cut off: yesterday's list is better than none.
    }
  }

  // A verdict of the device's own; without a list it has none and says so.
  async look(text, hand = {}) {
    const command = this.words.commands[codeIn(text)];
    if (command) return { command, verdict: "ASK", sure: false, ...this.words.none };
    await this.ready;
    if (!this.list || !crypto.subtle) return { verdict: "ASK", sure: false, ...this.words.none };
    for (const key of keysOf(text)) {
      const name = await hashed(this.list.salt, key);
      const at = this.list.rows[name];
      const row = at === undefined ? null : this.list.expected[at];
      if (row) return this.#told(row, at, name, hand);
    }
    return { verdict: "UNKNOWN", sure: true, ...this.words.unlisted };
  }

  #told([title, detail, verdict = "GO"], place, name, hand) {
    const { here = [], units = {}, several = {}, ...list } = this.list;
    const isUnit = name in units;
    const told = { sure: true, detail, place, isUnit };
    if (verdict === "STOP") return { ...told, verdict, title, next: list.stop };
    // A unit of the parcel at hand is counted, whichever of the boxes that one is.
    const isCounted = isUnit && place === hand.place && !hand.isUnit;
    if (here.includes(name) && !isCounted)
      return { ...told, verdict: "SEEN", title: list.seen, next: list.seen_next };
    const boxes = isCounted ? 0 : units[name] || several[name];
    if (boxes > 1) {
      const which = list.which.replace("%(count)s", boxes);
      return { ...told, verdict: "ASK", title: which, next: list.which_next };
    }
    return { ...told, verdict, title, next: list.next };
  }
}
