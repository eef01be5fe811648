// Keeps what is typed though no button was pressed: a tab closes, a phone rings.
// Files wait for the button: they are large, and sending one is a decision.
"use strict";

const QUIET = 1500;

for (const form of document.querySelectorAll("form[data-keep]")) {
  let waiting = 0;
  let underWay = null;
  let isChanged = false;

  const keep = () => {
    clearTimeout(waiting);
    if (!isChanged || form.dataset.sent) return;
    isChanged = false;
    const told = new FormData(form);
    for (const [name, value] of [...told]) if (value instanceof File) told.delete(name);
    told.set("keep", "1");
    underWay?.abort();
    underWay = new AbortController();
    // What fails is sent with the next word, or by the button, which says what is wrong.
    fetch(location.href, {
      method: "POST",
      body: told,
      keepalive: true,
      redirect: "manual",
      signal: underWay.signal,
    }).catch(() => {});
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    isChanged = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, QUIET);
  });
  // The button's answer counts: nothing older may come after it.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    isChanged = false;
    underWay?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  addEventListener("pagehide", keep);
}
