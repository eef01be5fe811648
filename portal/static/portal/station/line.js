// The line to the server: stored scans go out once, in order, as soon as it stands.
"use strict";

const AT_ONCE = 20; // so few that the answer is there before patience ends
const PATIENCE = 4000;
const TRIES = 3; // of a server that fails; what it calls wrong is wrong at once
// Nothing is wrong with the scan: the line, the session or the hour is.
const LATER = [401, 403, 408, 425, 429, 502, 503, 504];

export class Line {
  constructor({ store, address, now, token, onAnswer, onRefused, onState, onLocked }) {
    Object.assign(this, { store, address, now, token, onAnswer, onRefused, onState, onLocked });
    this.tries = new Map();
    this.isUp = navigator.onLine;
    this.running = null;
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.fell());
    setInterval(() => this.retry(), 5000);
  }

  fell() {
    this.isUp = false;
    this.onState();
  }

  async retry() {
    if (await this.store.count()) this.flush();
    else if (!this.isUp && navigator.onLine) this.hello();
  }

  // One tab sends at a time: a second one would send the same scans beside it.
  flush() {
    this.again = true;
    if (!this.running) {
      const one = () => this.#empty();
      const turn = navigator.locks ? navigator.locks.request("station-line", one) : one();
      this.running = turn.catch(() => this.fell()).finally(() => (this.running = null));
    }
    return this.running;
  }

  async #empty() {
    while (this.again || (await this.store.count())) {
      this.again = false;
      const scans = await this.store.first(AT_ONCE);
      if (scans.length && !(await this.#send(scans))) return;
      this.isUp = true;
      await this.onState();
      if (!scans.length) return;
    }
  }

  async #post(scans) {
    const sent = scans.map(({ id, text, at, said, shift, about }) => ({ id, text, at, said, shift, about }));
    return fetch(this.address, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": this.token,
      },
      body: JSON.stringify({ scans: sent }),
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async #send(scans) {
    let answer = await this.#post(scans);
    // Somebody signed in since the page was loaded: its token is an old one.
    if (answer.status === 403 && (await this.hello())) answer = await this.#post(scans);
    if (answer.status === 401) {
      this.onLocked((await answer.json()).code);
      return false;
    }
    if (!answer.ok) return this.#apart(scans, answer.status);
    const { answers } = await answer.json();
    const byId = new Map(answers.map((each) => [each.id, each]));
    for (const scan of scans) {
      const told = byId.get(scan.id);
      if (!told) continue;
      await this.store.drop(scan.order);
      this.onAnswer(scan, told);
    }
    return true;
  }

  // One that the server cannot take must not hold up the others, nor change their order.
  async #apart(scans, status) {
    if (LATER.includes(status)) throw new Error(String(status));
    if (scans.length > 1) {
      for (const scan of scans) if (!(await this.#send([scan]))) return false;
      return true;
    }
    const [scan] = scans;
    const tries = (this.tries.get(scan.id) || 0) + 1;
    this.tries.set(scan.id, tries);
    if (status >= 500 && tries < TRIES) return false;
    // A server that answers nothing else either is to blame itself.
    if (!(await this.hello())) return false;
    await this.onRefused(scan);
    await this.store.drop(scan.order);
    return true;
  }

  async hello() {
    try {
      const answer = await fetch(this.now, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 401) this.onLocked((await answer.json()).code);
      if (!answer.ok) return null;
      const told = await answer.json();
      this.token = told.token;
      this.isUp = true;
      this.onState();
      return told;
    } catch {
      this.fell();
      return null;
    }
  }
}
