// Scans kept on the device until the server has answered them; they survive a reload,
// an empty battery and a killed browser. Where the browser keeps nothing, this tab does.
"use strict";

const NAME = "returnwell-station";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function open() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("scans", { keyPath: "order", autoIncrement: true });
    opening.result.createObjectStore("notes");
  };
  return asked(opening);
}

class Kept {
  constructor(base) {
    this.base = base;
    this.isLasting = true;
  }

  async #with(store, mode, work) {
    const act = this.base.transaction(store, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      act.oncomplete = resolve;
      act.onerror = act.onabort = () => reject(act.error);
    });
    const result = await asked(work(act.objectStore(store)));
    await done;
    return result;
  }

  add(scan) {
    return this.#with("scans", "readwrite", (scans) => scans.add(scan));
  }

  first(count) {
    return this.#with("scans", "readonly", (scans) => scans.getAll(null, count));
  }

  count() {
    return this.#with("scans", "readonly", (scans) => scans.count());
  }

  drop(order) {
    return this.#with("scans", "readwrite", (scans) => scans.delete(order));
  }

  note(name, value) {
    return this.#with("notes", "readwrite", (notes) => notes.put(value, name));
  }

  noted(name) {
    return this.#with("notes", "readonly", (notes) => notes.get(name));
  }
}

class Held {
  isLasting = false;
  scans = [];
  notes = new Map();
  next = 1;

  async add(scan) {
    this.scans.push({ ...scan, order: this.next });
    this.next += 1;
  }

  first = async (count) => this.scans.slice(0, count);
  count = async () => this.scans.length;
  noted = async (name) => this.notes.get(name);
  note = async (name, value) => this.notes.set(name, value);

  async drop(order) {
    this.scans = this.scans.filter((scan) => scan.order !== order);
  }
}

export async function store() {
  try {
    return new Kept(await open());
  } catch {
    return new Held();
  }
}
