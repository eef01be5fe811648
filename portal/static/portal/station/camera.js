// The camera reads codes as well: with the browser's own reader, else with ours.
"use strict";

const EVERY = 120; // milliseconds between two looks
const IDLE = 60 * 1000; // then it rests, to save the battery
const GONE = 1500; // a code out of sight for so long may be read again

const button = document.getElementById("camera-button");
const box = document.getElementById("camera");
const view = document.getElementById("camera-view");
const torch = document.getElementById("torch");
const trouble = document.getElementById("camera-trouble");
const say = document.getElementById("station").dataset;

let stream = null;
let timer = 0;
let lastRead = 0;
let inSight = { text: "", at: 0 };
let reader = null;
let isStarting = false;

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

async function ownReader() {
  if (!("BarcodeDetector" in window)) return null;
  const kinds = await window.BarcodeDetector.getSupportedFormats();
  return kinds.includes("qr_code") ? new window.BarcodeDetector({ formats: kinds }) : null;
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

async function broughtReader() {
  if (!say.decoder) return null;
  await load(say.decoder);
  const { BarcodeDetector, prepareZXingModule } = window.BarcodeDetectionAPI;
  // Its own default is a stranger's server.
  prepareZXingModule({ overrides: { locateFile: () => say.decoderWasm } });
  return new BarcodeDetector({
    formats: ["qr_code", "data_matrix", "code_128", "code_39", "ean_13", "itf", "pdf417"],
  });
}

async function look() {
  if (!stream) return;
  try {
    const found = view.readyState >= 2 ? await reader.detect(view) : [];
    for (const code of found) read(code.rawValue);
  } catch {
    tell(say.cameraBroken);
    stop();
    return;
  }
  if (Date.now() - lastRead > IDLE) stop();
  else timer = setTimeout(look, EVERY);
}

function read(text) {
  const now = Date.now();
  const isSame = text === inSight.text && now - inSight.at < GONE;
  inSight = { text, at: now };
  lastRead = now;
  if (!isSame) dispatchEvent(new CustomEvent("station:scan", { detail: text }));
}

function stop() {
  clearTimeout(timer);
  for (const track of stream?.getTracks() || []) track.stop();
  stream = null;
  view.srcObject = null;
  box.hidden = true;
  torch.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "false");
}

const WHY = { NotAllowedError: say.cameraRefused, NotFoundError: say.cameraNone };

async function start() {
  if (isStarting) return;
  isStarting = true;
  await begin().finally(() => (isStarting = false));
}

async function begin() {
  tell("");
  button.setAttribute("aria-pressed", "true");
  try {
    reader ||= (await ownReader()) || (await broughtReader());
    if (!reader) throw new Error("no reader");
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (fault) {
    tell(reader ? WHY[fault.name] || say.cameraBroken : say.cameraNoReader);
    stop();
    return;
  }
  view.srcObject = stream;
  box.hidden = false;
  await view.play();
  const [track] = stream.getVideoTracks();
  torch.hidden = !track.getCapabilities?.().torch;
  lastRead = Date.now();
  look();
}

async function light() {
  const [track] = stream.getVideoTracks();
  const isOn = torch.getAttribute("aria-pressed") === "true";
  try {
    await track.applyConstraints({ advanced: [{ torch: !isOn }] });
    torch.setAttribute("aria-pressed", String(!isOn));
  } catch {
    torch.hidden = true; // it was reported and is not there
  }
}

export function wireCamera() {
  button.hidden = false;
  if (!navigator.mediaDevices?.getUserMedia) {
    button.disabled = true;
    tell(say.cameraNone);
    return;
  }
  button.addEventListener("click", () => (stream ? stop() : start()));
  view.addEventListener("click", stop);
  torch.addEventListener("click", light);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
}

// A photo is read by the server, where neither camera nor reader is at hand.
export function wirePhoto() {
  const form = document.getElementById("photo-form");
  const input = form.querySelector("input[type=file]");
  form.querySelector("button").hidden = true;
  input.addEventListener("change", async () => {
    tell("");
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    }).catch(() => null);
    const told = answer ? await answer.json().catch(() => ({})) : {};
    input.value = "";
    if (answer?.ok) dispatchEvent(new CustomEvent("station:scan", { detail: told.code }));
    else tell(told.sentence || say.photoUnread);
  });
}
