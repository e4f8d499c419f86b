// The timer of one set: rest, get ready, hold by hold; it tells both ends of each hold.
"use strict";

import { beep, hush, speak } from "./sound.js";

const LOW = 440;
const HIGH = 880;
const EACH = 200; // milliseconds between two looks at the clock
const RUNNING = ["ready", "hold", "gap"];

// Nobody reads a quarter of an hour in seconds.
function clock(seconds) {
  const rest = `${seconds % 60}`.padStart(2, "0");
  return seconds < 120 ? `${seconds}` : `${Math.floor(seconds / 60)}:${rest}`;
}

export class Timer {
  // `tell` hears "finished" and how much was done, and "rested".
  constructor(section, words, tell) {
    const find = (part) => section.querySelector(part);
    const number = (name) => Number(section.dataset[name]);
    this.section = section;
    this.said = words.said;
    this.labels = words.button;
    this.tell = tell;
    this.big = find(".big");
    this.usual = [this.big.firstChild.data, this.big.lastElementChild.textContent];
    this.bar = find("progress");
    this.line = find(".phase");
    this.button = find(".start");
    this.enough = find(".enough");
    this.row = find(".needs-script");
    this.low = number("low");
    this.high = number("high");
    this.holds = number("holds");
    this.times = number("times");
    this.lasts = { rest: number("rest"), ready: number("ready"), gap: number("gap") };
    this.phase = "idle";
    this.button.addEventListener("click", () => this.press());
    this.enough.addEventListener("click", () => this.stop());
    if (this.lasts.rest) {
      this.start("rest");
    }
    this.show();
  }

  get busy() {
    return this.phase === "paused" || RUNNING.includes(this.phase);
  }

  get left() {
    return this.until - performance.now();
  }

  // Whether a hold has lasted so long.
  past(seconds) {
    return this.phase === "hold" && this.left <= (this.high - seconds) * 1000;
  }

  // What Space and the button do.
  press() {
    if (this.phase === "rest") {
      this.rested();
    } else if (this.phase === "paused") {
      this.enter(this.before.phase, this.before.left / 1000);
    } else if (this.busy) {
      this.before = { phase: this.phase, left: this.left };
      this.enter("paused", 0);
    } else if (this.high) {
      this.held = 0;
      this.start("ready");
    }
  }

  start(phase) {
    clearInterval(this.clock);
    this.clock = setInterval(() => this.look(), EACH);
    this.enter(phase, this.lasts[phase]);
  }

  rested() {
    clearInterval(this.clock);
    this.enter("idle", 0, this.said.rested);
    this.tell("rested");
  }

  // That is enough: a hold that was long enough counts.
  stop() {
    if (this.past(this.low)) {
      this.letGo();
    } else if (this.busy) {
      this.finish();
    }
  }

  // Ends it without a word of what was done.
  leave(words) {
    if (this.phase !== "idle") {
      clearInterval(this.clock);
      hush();
      this.enter("idle", 0, words);
    }
  }

  enter(phase, seconds, words = this.said[phase]) {
    this.phase = phase;
    this.until = performance.now() + seconds * 1000;
    this.line.textContent = words;
    speak(words);
    this.show();
  }

  look() {
    if (this.phase === "paused") {
      return;
    }
    if (this.low < this.high && !this.told && this.past(this.low)) {
      this.told = true;
      beep(LOW);
      this.line.textContent = this.said.long_enough;
      speak(this.said.long_enough);
    }
    if (this.left <= 0) {
      this.next();
    }
    this.show();
  }

  next() {
    beep(HIGH);
    if (this.phase === "rest") {
      this.rested();
    } else if (this.phase === "hold") {
      this.letGo();
    } else {
      this.told = false;
      this.enter("hold", this.high);
    }
  }

  letGo() {
    this.held += 1;
    if (this.held >= this.times * this.holds) {
      this.finish();
    } else {
      this.enter("gap", this.lasts.gap);
    }
  }

  // Of a single hold it tells the seconds, of several how many were whole.
  finish() {
    clearInterval(this.clock);
    const { phase, left } = this.phase === "paused" ? this.before : this;
    const seconds = phase === "hold" ? this.high - Math.max(0, left) / 1000 : 0;
    const single = this.section.dataset.counts === "seconds";
    const done = single ? Math.round(seconds) : Math.floor(this.held / this.holds);
    this.enter("finished", 0);
    this.tell("finished", done);
  }

  show() {
    const left = Math.max(0, this.left || 0);
    this.section.dataset.phase = this.phase;
    if (this.phase === "idle") {
      this.showBig(...this.usual);
      this.bar.value = 0;
    } else if (this.phase === "finished") {
      this.showBig("✓", this.labels.well_done);
      this.bar.value = 100;
    } else if (this.phase !== "paused") {
      const turn = Math.floor(this.held / this.holds) + 1;
      const of = this.times > 1 ? `${turn} / ${this.times}` : this.labels.seconds;
      this.showBig(clock(Math.ceil(left / 1000)), this.phase === "rest" ? this.labels.rest_of : of);
      this.bar.value = 100 - left / 10 / (this.lasts[this.phase] ?? this.high);
    }
    this.button.firstElementChild.textContent = this.labels[this.phase];
    this.enough.textContent = this.past(this.low) ? this.labels.let_go : this.labels.enough;
    // Who used a button that goes stays at the timer.
    if (!this.busy && document.activeElement === this.enough) {
      this.button.focus();
    }
    this.enough.hidden = !this.busy;
    this.row.hidden = !this.high && this.phase !== "rest";
    this.bar.hidden = this.row.hidden;
  }

  showBig(number, unit) {
    if (this.big.firstChild.data !== number) {
      this.big.firstChild.data = number;
    }
    this.big.lastElementChild.textContent = unit;
  }
}
