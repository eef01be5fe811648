// Scans the server cannot take: each stays as a card, over a reload too, until somebody
// has seen it. The queue goes on without it.
"use strict";

import { card } from "./face.js";

const NOTE = "refused";

export class Refused {
  constructor(store, words) {
    Object.assign(this, { store, words });
    this.turn = this.#all().then((scans) => scans.forEach((scan) => this.#show(scan)));
  }

  async #all() {
    return (await this.store.noted(NOTE)) || [];
  }

  #show(scan) {
    card(scan, { verdict: "ASK", number: "", ...this.words.told }, this.words.unchecked, () => this.#change((scans) => scans.filter((each) => each.id !== scan.id)));
  }

  #change(how) {
    this.turn = this.turn.then(async () => this.store.note(NOTE, how(await this.#all())));
    return this.turn;
  }

  async keep(scan) {
    await this.#change((scans) => [...scans, { id: scan.id, text: scan.text, said: scan.said }]);
    this.#show(scan);
  }
}
