// What a verdict sounds and feels like: apart in pitch and in rhythm.
"use strict";

// Each tone: pitch in hertz, when it begins and how long it lasts, in seconds.
const TONES = {
  GO: [[660, 0, 0.07], [990, 0.09, 0.1]],
  ASK: [[620, 0, 0.14], [620, 0.22, 0.14]],
  STOP: [[160, 0, 0.7]],
  SEEN: [[440, 0, 0.09]],
  UNKNOWN: [[700, 0, 0.1], [520, 0.13, 0.1], [350, 0.26, 0.16]],
};
const BUZZ = {
  GO: [40],
  ASK: [80, 60, 80],
  STOP: [500],
  SEEN: [20],
  UNKNOWN: [60, 40, 60, 40, 120],
};
const MUTED = "station.muted";

let speaker = null;

export const isMuted = () => localStorage.getItem(MUTED) === "1";

export function mute(isOn) {
  localStorage.setItem(MUTED, isOn ? "1" : "0");
}

// Browsers play nothing before somebody has touched something.
export function wake() {
  const Speaker = window.AudioContext || window.webkitAudioContext;
  if (!speaker && Speaker) speaker = new Speaker();
  if (speaker && speaker.state === "suspended") speaker.resume();
}

function tone(pitch, start, length, kind) {
  const swing = speaker.createOscillator();
  const loudness = speaker.createGain();
  const at = speaker.currentTime + start;
  swing.type = kind;
  swing.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.5, at + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + length);
  swing.connect(loudness).connect(speaker.destination);
  swing.start(at);
  swing.stop(at + length + 0.02);
}

export function play(verdict) {
  if (navigator.vibrate) navigator.vibrate(BUZZ[verdict] || []);
  if (!speaker || speaker.state !== "running" || isMuted()) return;
  const kind = verdict === "STOP" ? "sawtooth" : "sine";
  for (const [pitch, start, length] of TONES[verdict] || []) tone(pitch, start, length, kind);
}
