// Checks the settings while they are typed, and fills fields in where a button asks.
"use strict";

(() => {
  const form = document.getElementById("settings");
  if (!form) {
    return;
  }
  const PAUSE = 250; // milliseconds without a key
  const EVERYTHING = "*";
  const mistakes = document.getElementById("mistakes");
  const left = document.getElementById("left");
  let waiting = 0;
  let asked = 0;

  const named = (name) =>
    [...form.elements].filter((each) => each.name === name && each.type !== "hidden");

  const values = (name) =>
    named(name)
      .filter((each) => (isBox(each) ? each.checked : true))
      .map((each) => each.value);

  const isBox = (field) => field.type === "checkbox" || field.type === "radio";

  const fill = (name, texts) => {
    for (const field of named(name)) {
      if (isBox(field)) {
        field.checked = texts.includes(field.value);
      } else {
        field.value = texts[0] ?? "";
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const days = () =>
    [...form.querySelectorAll("[data-day] input")].map((field) => field.name);

  const put = (button) => {
    const name = button.dataset.name;
    switch (button.dataset.put) {
      case "always":
      case "off":
        return fill(name, [button.dataset.put]);
      case "workdays":
        return days().slice(0, 5).forEach((day) => fill(day, values(name)));
      case "week":
        return days().forEach((day) => fill(day, values(name)));
    }
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[formaction]");
    if (!button) {
      return;
    }
    event.preventDefault();
    if (button.dataset.usual) {
      fill(button.dataset.name, JSON.parse(button.dataset.usual));
      // The button goes; whoever pressed it stays at its setting.
      named(button.dataset.name)[0].focus();
    } else {
      put(button);
    }
  });

  const showUsual = () => {
    for (const button of form.querySelectorAll("[data-usual]")) {
      const usual = JSON.parse(button.dataset.usual);
      const present = values(button.dataset.name);
      const off = usual.length === 1 && usual[0] === "false" && !present.length;
      const same = usual.length === present.length
        && usual.every((each) => present.includes(each));
      button.hidden = off || same;
    }
  };

  const showMistakes = (wrong) => {
    const list = mistakes.querySelector("ul");
    list.replaceChildren();
    for (const place of form.querySelectorAll("[data-wrong]")) {
      const words = (wrong[place.dataset.wrong] ?? []).join("; ");
      if (place.textContent !== words) {
        place.textContent = words;
      }
      const [field] = named(place.dataset.wrong);
      if (field && !isBox(field)) {
        field.toggleAttribute("aria-invalid", Boolean(words));
        if (words) {
          field.setAttribute("aria-invalid", "true");
          list.append(line(field, words));
        }
      }
    }
    mistakes.hidden = !list.children.length;
  };

  const line = (field, words) => {
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = form.querySelector(`label[for="${field.id}"]`).textContent;
    const item = document.createElement("li");
    item.append(link, `: ${words}`);
    return item;
  };

  const check = async () => {
    asked += 1;
    const mine = asked;
    let told;
    try {
      const answer = await fetch("/settings/check", {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
      });
      told = await answer.json();
    } catch {
      return; // the program of the pages is gone; saving will tell
    }
    if (mine !== asked) {
      return;
    }
    showMistakes(told.wrong);
    if (left && left.textContent !== told.drills) {
      left.textContent = told.drills;
    }
  };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.type === "checkbox" && field.checked) {
      for (const other of named(field.name)) {
        const against = (field.value === EVERYTHING) !== (other.value === EVERYTHING);
        if (against) {
          other.checked = false;
        }
      }
    }
    showUsual();
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  });

  showUsual();
})();
