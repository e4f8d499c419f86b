// What the guide and the session share: words, the figure, the stop cards, keys, options.
"use strict";

import { keep, wanted } from "./sound.js";

const FIELDS = "input, select, textarea, [contenteditable]";
const ACTIVE = "button, a[href], summary";

export const find = (selector) => document.querySelector(selector);

export function said(words) {
  const line = document.createElement("p");
  line.textContent = words;
  document.getElementById("said").replaceChildren(...(words ? [line] : []));
}

// Who wants less motion has the figure still, and may let it move.
export function calm() {
  const less = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return find(".figure")?.dataset.show === "auto" ? (less ? "still" : "moving") : "";
}

export function setMotion(motion) {
  const figure = find(".figure");
  if (!figure || !motion || figure.dataset.show === motion) {
    return;
  }
  const turned = (link) => link.replace(/show=\w+/, `show=${motion}`);
  const source = figure.querySelector("source");
  source.setAttribute("srcset", turned(source.getAttribute("srcset")));
  const image = figure.querySelector("img");
  image.setAttribute("src", turned(image.getAttribute("src")));
  figure.dataset.show = motion;
}

// What the button below the figure asks for, done at once.
export function turnMotion(button) {
  setMotion(button.value);
  find(button.value === "still" ? ".to-moving" : ".to-still").focus();
}

// The card that tells to stop, where one is shown.
export function halting() {
  const place = document.getElementById(location.hash.slice(1));
  return place?.classList.contains("halt") ? place : null;
}

export function onHalt(halt) {
  const shown = () => halting() && halt(halting());
  addEventListener("hashchange", shown);
  document.addEventListener("click", (event) => {
    // Asked for once more, the address stays the same.
    if (event.target.closest(".stops a")?.hash === location.hash) {
      shown();
    }
  });
}

// On a keyboard for another script, the letter that stands in the same place.
function letterOf({ key, code }) {
  const other = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return (other ? code.replace(/^Key/, "") : key).toLowerCase();
}

export function onKey(take) {
  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
    const target = event.target instanceof Element ? event.target : document.body;
    if (!plain || target.closest(FIELDS)) {
      return;
    }
    const letter = wanted("keys") ? letterOf(event) : "";
    const key = event.key === " " && target.closest(ACTIVE) ? "" : event.key;
    if (take(key, letter)) {
      event.preventDefault();
    }
  });
}

for (const box of document.querySelectorAll("[data-option]")) {
  box.checked = wanted(box.dataset.option);
  const apply = () => document.body.classList.toggle(`no-${box.dataset.option}`, !box.checked);
  box.addEventListener("change", () => {
    keep(box.dataset.option, box.checked);
    apply();
  });
  apply();
}
