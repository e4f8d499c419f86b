// The guided run: get ready, move, posture reset; counted down, or counted up.
"use strict";

import { beep, hush, speak } from "./sound.js";

const words = document.getElementById("words").dataset;
export const SAID = JSON.parse(words.said);
const BUTTON = JSON.parse(words.button);
const LOW = 440;
const HIGH = 880;
const EACH = 200; // milliseconds between two looks at the clock
// A key that was pressed once too often must not end the next phase.
const DEAF = 700;
// Milliseconds; a count tells that the run goes on, but not each time.
const TELL_AGAIN = 10_000;

export class Run {
  // `tell` hears "began" with a length in seconds, "left", and "finished".
  constructor(section, tell) {
    const find = (part) => section.querySelector(part);
    const given = section.dataset;
    this.tell = tell;
    this.section = section;
    this.big = find(".big");
    this.bar = find("progress");
    this.line = find(".phase");
    this.button = find(".start");
    this.enough = find(".enough");
    this.leaving = find(".leave");
    this.seconds = Number(given.seconds);
    this.count = Number(given.count);
    this.turn = given.turn;
    this.lasts = { ready: Number(given.ready), reset: Number(given.reset) };
    this.posture = given.posture;
    this.phase = "idle";
    this.since = 0;
    this.button.addEventListener("click", () => this.press());
    this.big.addEventListener("click", () => this.press());
    this.enough.addEventListener("click", () => this.toReset());
    this.leaving.addEventListener("click", () => this.leave());
    find(".needs-script").hidden = false;
  }

  get busy() {
    return this.phase !== "idle";
  }

  // What Space, the button, and a tap on the number do.
  press() {
    switch (this.phase) {
      case "idle":
      case "finished":
        this.begin();
        break;
      case "ready":
        this.pause();
        break;
      case "going":
        if (this.count) {
          this.countOne();
        } else {
          this.pause();
        }
        break;
      case "paused":
        this.goOn();
        break;
      case "reset":
        if (performance.now() - this.since > DEAF) {
          this.finish();
        }
        break;
    }
  }

  begin() {
    this.done = 0;
    this.turned = !this.turn;
    this.tellBegan();
    this.enter("ready", this.lasts.ready, SAID.ready);
    this.section.scrollIntoView({ block: "nearest" });
    this.clock = setInterval(() => this.look(), EACH);
  }

  tellBegan() {
    this.told = performance.now();
    this.tell("began", this.lasts.ready + this.seconds + this.lasts.reset);
  }

  pause() {
    this.before = { phase: this.phase, left: this.until - performance.now() };
    this.enter("paused", 0, SAID.paused);
  }

  goOn() {
    const { phase, left } = this.before;
    this.tellBegan();
    this.enter(phase, left / 1000, SAID[phase], false);
  }

  countOne() {
    this.done += 1;
    this.say(`${this.done} of ${this.count}`, false);
    if (this.done >= this.count) {
      this.toReset();
    } else {
      this.perhapsTurn(this.done * 2 >= this.count);
    }
    if (performance.now() - this.told > TELL_AGAIN) {
      this.tellBegan();
    }
    this.show();
  }

  toReset() {
    beep(HIGH);
    this.enter("reset", this.lasts.reset, this.posture);
  }

  finish() {
    clearInterval(this.clock);
    beep(HIGH);
    this.enter("finished", 0, SAID.finished);
    this.tell("finished");
  }

  // Ends the run; with words, they say so.
  leave(words = SAID.left) {
    if (!this.busy) {
      return;
    }
    clearInterval(this.clock);
    hush();
    this.enter("idle", 0, words);
    this.tell("left");
  }

  enter(phase, seconds, words, whole = true) {
    this.phase = phase;
    this.since = performance.now();
    this.until = this.since + seconds * 1000;
    if (whole) {
      this.span = seconds * 1000;
    }
    this.say(words);
    this.show();
  }

  look() {
    const left = this.until - performance.now();
    if (this.phase === "ready" && left <= 0) {
      beep(HIGH);
      this.enter("going", this.seconds, SAID.going);
    } else if (this.phase === "going" && !this.count) {
      this.perhapsTurn(left <= (this.seconds * 1000) / 2);
      if (left <= 0) {
        this.toReset();
      }
    } else if (this.phase === "reset" && left <= 0) {
      this.finish();
    }
    this.show();
  }

  perhapsTurn(half) {
    if (half && !this.turned) {
      this.turned = true;
      beep(LOW);
      this.say(this.turn);
    }
  }

  say(words, aloud = true) {
    this.line.textContent = words;
    if (aloud) {
      speak(words);
    }
  }

  show() {
    const counts = this.count && !["ready", "reset"].includes(this.phase);
    const left = Math.max(0, this.until - performance.now());
    this.section.dataset.phase = this.phase;
    if (counts) {
      this.showBig(this.busy ? `${this.done}` : `${this.count}`, this.busy ? `of ${this.count}` : "times");
      this.bar.value = this.busy ? (100 * this.done) / this.count : 0;
    } else if (this.phase === "idle") {
      this.showBig(`${this.seconds}`, "seconds");
      this.bar.value = 0;
    } else if (this.phase === "finished") {
      this.showBig("✓", "well done");
      this.bar.value = 100;
    } else if (this.phase !== "paused") {
      this.showBig(`${Math.ceil(left / 1000)}`, this.phase === "reset" ? "posture reset" : "seconds");
      this.bar.value = this.span ? 100 - (100 * left) / this.span : 0;
    }
    const counting = this.phase === "going" && this.count;
    this.button.firstElementChild.textContent = BUTTON[counting ? "counting" : this.phase];
    this.button.classList.toggle("primary", this.phase !== "finished");
    this.offer(this.enough, ["going", "paused"].includes(this.phase));
    this.offer(this.leaving, this.busy && this.phase !== "finished");
  }

  // Who used a button that goes stays at the run.
  offer(button, wanted) {
    if (!wanted && document.activeElement === button) {
      this.button.focus();
    }
    button.hidden = !wanted;
  }

  showBig(number, unit) {
    if (this.big.firstChild.data !== number) {
      this.big.firstChild.data = number;
    }
    this.big.lastElementChild.textContent = unit;
  }
}
