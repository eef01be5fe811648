// Ticks a step without leaving the page; what is kept is what the page then shows.
"use strict";

const NAMES = ["how", "live"];

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-tick]");
  const button = event.submitter;
  if (!form || !button || event.defaultPrevented) return;
  event.preventDefault();
  const told = new FormData(form, button);
  try {
    const answer = await fetch(form.action, { method: "POST", body: told });
    if (!answer.ok) throw new Error(answer.status);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [steps, live] = NAMES.map((name) => next.getElementById(name));
    // The steps are over, or somebody else now reads here: the page as it is says so.
    if (!steps) return location.reload();
    form.closest("section").replaceWith(steps.closest("section"));
    const watched = document.getElementById("live");
    if (watched && live) watched.dataset.version = live.dataset.version;
    document.querySelector(`[data-tick] [value="${CSS.escape(button.value)}"]`)?.focus();
  } catch {
    // Sent as any form is: the browser says what is wrong.
    delete form.dataset.tick;
    delete form.dataset.sent;
    form.requestSubmit(button);
  }
});
