// Scanners that type: a burst of keys is a scan wherever the focus is; a hand's typing
// stays where it belongs. What was taken for a burst and is none is given back.
"use strict";

const GAP = 50; // milliseconds between two keys of a scanner; hands need more
const STALL = 150; // a busy device may hold one key of a burst for so long
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
  let first = 0;
  let field = null;
  let before = null;
  let lead = null; // one key that came alone, just before
  let timer = 0;

  const forget = () => {
    clearTimeout(timer);
    keys = [];
    field = before = lead = null;
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
    let text = keys.join("");
    takeBack();
    if (lead && (last - lead.at) / keys.length <= GAP) {
      text = lead.sign + text;
      if (field && field === lead.field) field.value = lead.before;
    }
    forget();
    onScan(text);
  };

  const begin = (event, sign, earlier = null) => {
    forget();
    lead = earlier;
    keys = [sign];
    first = event.timeStamp;
    field = editable(event.target);
    before = field ? field.value : null;
    timer = setTimeout(forget, PAUSE);
    if (!field && sign !== " ") event.preventDefault();
  };

  const carryOn = (event, sign) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (keys.length === 1) takeBack();
    if (keys.length < LONGEST) keys.push(sign);
    clearTimeout(timer);
    const isScan = () => keys.length >= SURE && isBurst();
    timer = setTimeout(() => (isScan() ? finish() : giveBack()), PAUSE);
  };

  const isBurst = (more = 0) => (last - first) / Math.max(keys.length - 1 + more, 1) <= GAP;

  const end = (event, near) => {
    if (near && keys.length >= SHORTEST && isBurst()) {
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
      const near = event.timeStamp - last <= STALL;
      const isEnd = event.key === "Enter" || event.key === "Tab";
      const isGroup = event.ctrlKey && (event.key === "]" || event.code === "BracketRight");
      const isSign = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
      if (isEnd) end(event, near);
      if (isEnd || !(isSign || isGroup)) return;
      const gap = event.timeStamp - last;
      last = event.timeStamp;
      const sign = isGroup ? "\x1d" : event.key;
      const goesOn = keys.length > 1 ? near && isBurst(1) : gap <= GAP;
      if (keys.length && goesOn) {
        carryOn(event, sign);
        return;
      }
      const alone = near && keys.length === 1;
      const earlier = alone ? { sign: keys[0], at: first, field, before } : null;
      giveBack();
      if (!isGroup) begin(event, sign, earlier);
    },
    true,
  );
}
