// The session: answers without leaving the page, the timer of each set, and keys.
"use strict";

import { calm, find, onHalt, onKey, said, setMotion, turnMotion } from "./screen.js";
import { Timer } from "./timer.js";

const PATIENCE = 15_000; // milliseconds for an answer to arrive
const given = document.getElementById("words").dataset;
const words = { said: JSON.parse(given.said), button: JSON.parse(given.button) };

let timer = null;
let sending = false; // whether an answer is under way
let looks = 0; // how often the page was asked for anew
let changed = false; // whether the page is out of date, and a timer holds it

const session = () => document.getElementById("session");

function begin() {
  const section = document.getElementById("run");
  timer = section ? new Timer(section, words, hear) : null;
  setMotion(calm());
}

function hear(news, done) {
  if (news === "finished") {
    const amount = find("#amount");
    if (amount) {
      amount.value = done;
    }
    find("#run .done")?.focus();
  } else if (changed) {
    refresh();
  }
}

async function refresh() {
  looks += 1;
  const look = looks;
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok) {
    return;
  }
  const text = await answer.text();
  // What was asked for later is newer.
  if (look !== looks) {
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("session");
  if (!fresh) {
    location.assign(answer.url);
    return;
  }
  changed = false;
  if (fresh.dataset.state === session().dataset.state) {
    return;
  }
  timer?.leave("");
  document.title = page.title;
  session().replaceWith(document.adoptNode(fresh));
  if (location.hash) {
    history.replaceState(null, "", location.pathname);
  }
  begin();
  find("#session h1").focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

async function send(form, button) {
  if (sending) {
    return;
  }
  sending = true;
  const fields = new URLSearchParams(new FormData(form, button));
  const headers = { Accept: "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(form.action, { method: "POST", headers, body: fields, signal });
    const told = await answer.json();
    if (told.leads) {
      location.assign(told.leads);
      return;
    }
    // What comes next says by itself that this was kept.
    said(told.ok ? "" : told.words);
    await refresh();
  } catch {
    said(words.said.unheard);
  } finally {
    sending = false;
  }
}

onKey((key, letter) => {
  const button = key === " " ? timer?.button : letter === "d" && !timer?.busy && find("#run .done");
  button?.click?.();
  return Boolean(button);
});
onHalt((place) => {
  timer?.leave(words.said.stopped);
  place.focus();
});
document.addEventListener("movebreak", () => {
  if (timer?.busy) {
    changed = true;
  } else if (!sending) {
    refresh();
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.classList.contains("motion")) {
    event.preventDefault();
    turnMotion(event.submitter);
  } else if (form.getAttribute("action").startsWith("/session/")) {
    event.preventDefault();
    send(form, event.submitter);
  }
});
begin();
