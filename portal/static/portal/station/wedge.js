// Scanners that type: a burst of keys is a scan wherever the focus is; a hand's typing
// stays where it belongs. What was taken for a burst and is none is given back.
"use strict";

const GAP = 50; // milliseconds between two keys of a scanner; hands need more
const PAUSE = 250; // after which a scanner that sends no Enter has finished
const SHORTEST = 4; // with an Enter behind it
const SURE = 8; // without one
const LONGEST = 5000;

const TEXTUAL = /^(text|search|tel|url|email|number|password|)$/;

function editable(target) {
  if (target instanceof HTMLTextAreaElement) return target;
  if (target instanceof HTMLInputElement && TEXTUAL.test(target.type)) return target;
  return null;
}

export function listen(onScan) {
  let keys = [];
  let last = -Infinity;
  let field = null;
  let before = null;
  let timer = 0;

  const forget = () => {
    clearTimeout(timer);
    keys = [];
    field = before = null;
  };

  // The first key reached the field before the second one told what it was.
  const takeBack = () => {
    if (field) field.value = before;
  };

  const giveBack = () => {
    const held = keys.slice(1).join("").replace(/[\x00-\x1f]/g, "");
    if (field && keys.length > 1) {
      field.value = before;
      const end = before.length;
      field.setRangeText(keys[0] + held, end, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    forget();
  };

  const finish = () => {
    const text = keys.join("");
    takeBack();
    forget();
    onScan(text);
  };

  const begin = (event, sign) => {
    keys = [sign];
    field = editable(event.target);
    before = field ? field.value : null;
    timer = setTimeout(forget, PAUSE);
    if (!field && sign !== " ") event.preventDefault();
  };

  const go_on = (event, sign) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (keys.length === 1) takeBack();
    if (keys.length < LONGEST) keys.push(sign);
    clearTimeout(timer);
    timer = setTimeout(() => (keys.length >= SURE ? finish() : giveBack()), PAUSE);
  };

  const end = (event, quick) => {
    if (quick && keys.length >= SHORTEST) {
      event.preventDefault();
      event.stopImmediatePropagation();
      finish();
    } else {
      giveBack();
    }
  };

  document.addEventListener(
    "keydown",
    (event) => {
      const quick = event.timeStamp - last <= GAP;
      const isEnd = event.key === "Enter" || event.key === "Tab";
      const isGroup = event.ctrlKey && (event.key === "]" || event.code === "BracketRight");
      const isSign = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
      if (isEnd) end(event, quick);
      if (isEnd || !(isSign || isGroup)) return;
      last = event.timeStamp;
      const sign = isGroup ? "\x1d" : event.key;
      if (keys.length && !quick) giveBack();
      if (keys.length) go_on(event, sign);
      else if (!isGroup) begin(event, sign);
    },
    true,
  );
}
