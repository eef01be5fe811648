// The station without a line: its page and its parts come from here. Nothing else does.
"use strict";

const STORE = "station-1";
const SHELL = "/station/shell";
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  const parts = new URL(self.location).searchParams.getAll("part");
  event.waitUntil(
    caches.open(STORE).then(async (store) => {
      await store.addAll([SHELL, ...parts].map((at) => new Request(at, { cache: "reload" })));
      await self.skipWaiting();
    }),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("station-") && name !== STORE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return (await caches.match(SHELL)) || Response.error();
  }
}

// Fresh where there is a line, kept where there is none.
async function part(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) await store.put(request, answer.clone());
    return answer;
  } catch {
    return (await store.match(request)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === "/station/") event.respondWith(page(request));
  else if (pathname.startsWith("/static/portal/")) event.respondWith(part(request));
});
