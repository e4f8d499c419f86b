// The guide: answers without leaving the page, keys, and a page that stays true.
"use strict";

import { Run, SAID } from "./run.js";
import { calm, halting, onHalt, onKey, said, setMotion, turnMotion } from "./screen.js";

const ENDINGS = ["done", "skipped", "natural", "missed"];
const LOOK_AGAIN = 60_000; // milliseconds, while there is something to undo
const PATIENCE = 15_000; // milliseconds for an answer to arrive

let run = null;
let told = false; // whether the running program knows of a guided run
let sending = false; // whether an answer is under way
let looks = 0; // how often the page was asked for anew
let answered = ""; // the break that was answered from here
let changed = false; // whether the page is out of date, and a run holds it
let show = "";

const guide = () => document.getElementById("guide");
// How things stood when the server made this part of a page.
const stateOf = (part) => JSON.parse(part.dataset.state);

let last = stateOf(guide());

function post(path, fields, more = {}) {
  const headers = { Accept: "application/json" };
  const body = new URLSearchParams(fields);
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(path, { method: "POST", headers, body, signal, ...more });
}

function tellGuided(length) {
  if (length === "off" && !told) {
    return;
  }
  told = length !== "off";
  // Also as the page is closed.
  post("/guided", { length }, { keepalive: true }).catch(() => {});
}

function hear(news, length) {
  guide().classList.toggle("finished", news === "finished");
  if (news === "began") {
    goOnFromHalt();
    tellGuided(`${length}s`);
  } else if (news === "left") {
    tellGuided("off");
    if (changed) {
      refresh();
    }
  } else {
    highlightDone();
  }
}

function highlightDone() {
  const done = document.querySelector("button.done");
  if (!done) {
    return;
  }
  done.classList.add("primary");
  done.scrollIntoView({ block: "nearest" });
  if (document.activeElement === run.button) {
    done.focus();
  }
}

function begin() {
  const section = document.getElementById("run");
  run = section ? new Run(section, hear) : null;
  setMotion(show || calm());
}

async function refresh() {
  looks += 1;
  const look = looks;
  const answer = await fetch(location.pathname).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  // What was asked for later is newer.
  if (!text || look !== looks) {
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("guide");
  changed = false;
  if (!fresh || isSame(stateOf(fresh), stateOf(guide()))) {
    return;
  }
  if (runsThrough(stateOf(fresh))) {
    changed = true;
    return;
  }
  const held = guide().contains(document.activeElement);
  run?.leave();
  document.title = page.title;
  guide().replaceWith(document.adoptNode(fresh));
  if (location.hash) {
    history.replaceState(null, "", location.pathname);
  }
  begin();
  if (held) {
    guide().querySelector("h1")?.focus();
  }
}

// What the program says to this; null when nothing arrives.
async function answerTo(path, fields) {
  try {
    const answer = await post(path, fields);
    return answer.ok ? (await answer.json()).words : null;
  } catch {
    return null;
  }
}

async function send(form) {
  if (sending) {
    return;
  }
  sending = true;
  const fields = new FormData(form);
  answered = fields.get("break") ?? "";
  const words = await answerTo(form.action, fields);
  sending = false;
  if (words === null) {
    said(SAID.unheard);
    return;
  }
  run?.leave("");
  tellGuided("off");
  said(words);
  await refresh();
}

// Whether a page that shows the one state is true of the other: headlines and counts
// are kept true by live.js.
function isSame(one, other) {
  const shown = (state) =>
    state && [
      state.break,
      state.drill?.id,
      state.state === "held" ? "due" : state.state,
      state.can_snooze,
      state.undo,
    ];
  return JSON.stringify(shown(one)) === JSON.stringify(shown(other));
}

// Whether a guided run is under way that the new state need not end: its break is
// still open, or it was never run for one.
function runsThrough(state) {
  const shown = stateOf(guide());
  const same = shown?.break === state?.break && shown?.drill?.id === state?.drill?.id;
  return Boolean(run?.busy) && (same || !shown?.break);
}

function heard(state) {
  const before = last;
  last = state;
  if (isSame(stateOf(guide()), state)) {
    return;
  }
  const over = before?.break && state && before.break !== state.break;
  if (runsThrough(state)) {
    changed = true;
    return;
  }
  if (over) {
    const today = state.today;
    const how = ENDINGS.find((each) => today[each] > before.today[each]);
    if (how && answered !== String(before.break)) {
      said(SAID[how]);
    }
  }
  refresh();
}

// Who moves again is not told to stop, and can stop again.
function goOnFromHalt() {
  if (halting()) {
    const held = document.activeElement;
    location.replace("#run");
    held.focus({ preventScroll: true });
  }
}

function press(selector) {
  const button = document.querySelector(selector);
  button?.click();
  return Boolean(button);
}

const LETTERS = {
  d: 'form[action="/do/done"] button',
  a: 'form[action="/do/another"] button',
  s: 'form[action="/do/snooze"] button',
};

onKey((key, letter) => {
  if (key === " " && run) {
    run.press();
    return true;
  }
  if (key === "Escape" && run?.busy) {
    run.leave();
    return true;
  }
  return letter in LETTERS && press(LETTERS[letter]);
});
onHalt((place) => {
  run?.leave(SAID.stopped);
  place.focus();
});
document.addEventListener("movebreak", (event) => heard(event.detail));
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.classList.contains("motion")) {
    event.preventDefault();
    show = event.submitter.value;
    turnMotion(event.submitter);
  } else if (form.getAttribute("action").startsWith("/do/")) {
    event.preventDefault();
    send(form);
  }
});
addEventListener("pagehide", () => tellGuided("off"));
setInterval(() => last?.undo && !run?.busy && refresh(), LOOK_AGAIN);
begin();
