// Asks again for a piece of the page that is still being made, then shows it whole.
"use strict";

// Going back shows the page as it was kept: what it says may have changed since.
const [way] = performance.getEntriesByType("navigation");
const isKept = way && way.type === "back_forward";

function watch(piece, isNow = false) {
  setTimeout(async () => {
    let next = piece;
    if (document.hidden) return watch(next);
    try {
      const answer = await fetch(piece.dataset.poll, { headers: { Accept: "text/html" } });
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = answer.ok && parsed.getElementById(piece.id);
      const isSame = found && found.dataset.poll && found.dataset.version === piece.dataset.version;
      if (answer.ok && !isSame) {
        location.reload();
        return;
      }
      if (found && found.dataset.every !== piece.dataset.every) {
        piece.replaceWith(found);
        next = found;
      }
    } catch {
      // Out of reach for a moment: the next look may succeed.
    }
    watch(next);
  }, isNow ? 0 : 1000 * Number(piece.dataset.every));
}

for (const piece of document.querySelectorAll("[data-poll]")) watch(piece, isKept);
window.addEventListener("pageshow", (shown) => {
  if (shown.persisted) location.reload();
});
