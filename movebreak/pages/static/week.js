// The hours of a day as a bar: ends that can be dragged, or moved by arrow keys.
"use strict";

(() => {
  const DAY = 24 * 60;
  const STEP = 15;
  const HOUR = 60;
  const RANGE = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;

  const clock = (minutes) => {
    const hours = String(Math.floor(minutes / HOUR)).padStart(2, "0");
    return `${hours}:${String(minutes % HOUR).padStart(2, "0")}`;
  };

  // Returns the ranges of a text in minutes; null for what is none.
  const read = (text) => {
    const plain = text.trim().toLowerCase();
    if (plain === "always" || plain === "all day") {
      return [[0, DAY]];
    }
    if (plain === "off" || plain === "") {
      return [];
    }
    const parts = plain.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
    const found = parts.map((part) => RANGE.exec(part)?.slice(1).map(Number));
    if (found.some((range) => !range || range[1] > 59 || range[3] > 59)) {
      return null;
    }
    const ranges = found.map(([h, m, H, M]) => [h * HOUR + m, H * HOUR + M || DAY]);
    return ranges.every((range) => range.every((each) => each <= DAY)) ? ranges : null;
  };

  const written = (ranges) => {
    if (!ranges.length) {
      return "off";
    }
    if (ranges.length === 1 && ranges[0][0] === 0 && ranges[0][1] === DAY) {
      return "always";
    }
    const sorted = [...ranges].sort((one, other) => one[0] - other[0]);
    return sorted.map(([begin, end]) => `${clock(begin)}-${clock(end)}`).join(", ");
  };

  class Bar {
    constructor(field) {
      this.input = field.querySelector("input");
      this.day = field.dataset.day;
      this.bar = document.createElement("div");
      this.bar.className = "hours";
      this.bar.setAttribute("role", "group");
      this.bar.setAttribute("aria-label", `${this.day}, hours`);
      this.ends = document.createElement("div");
      this.ends.className = "ends";
      this.bar.append(this.ends);
      field.append(this.bar, Bar.scale());
      this.ranges = [];
      this.input.addEventListener("input", () => this.typed());
      this.bar.addEventListener("pointerdown", (event) => this.begin(event));
      this.typed();
    }

    static scale() {
      const scale = document.createElement("div");
      scale.className = "scale";
      scale.setAttribute("aria-hidden", "true");
      for (const hour of [0, 6, 12, 18, 24]) {
        const mark = document.createElement("span");
        mark.textContent = String(hour).padStart(2, "0");
        scale.append(mark);
      }
      return scale;
    }

    typed() {
      if (this.busy) {
        return;
      }
      const ranges = read(this.input.value);
      this.bar.classList.toggle("unclear", ranges === null);
      this.ranges = ranges ?? [];
      this.build();
    }

    build() {
      this.ends.replaceChildren();
      this.ranges.forEach((_, place) => {
        for (const side of [0, 1]) {
          this.ends.append(this.handle(place, side));
        }
      });
      this.draw();
    }

    handle(place, side) {
      const handle = document.createElement("span");
      handle.className = "end";
      handle.tabIndex = 0;
      handle.dataset.place = place;
      handle.dataset.side = side;
      handle.setAttribute("role", "slider");
      handle.setAttribute("aria-valuemin", "0");
      handle.setAttribute("aria-valuemax", String(DAY));
      const number = this.ranges.length > 1 ? ` ${place + 1}` : "";
      const what = side ? "end" : "begin";
      handle.setAttribute("aria-label", `${this.day}, hours${number} ${what}`);
      handle.addEventListener("keydown", (event) => this.press(event, place, side));
      handle.addEventListener("pointerdown", (event) => this.drag(event, place, side));
      return handle;
    }

    draw() {
      for (const each of this.bar.querySelectorAll(".span")) {
        each.remove();
      }
      for (const [begin, end] of this.ranges) {
        const pieces = end > begin ? [[begin, end]] : [[begin, DAY], [0, end]];
        for (const [from, to] of pieces) {
          const span = document.createElement("span");
          span.className = "span";
          span.style.left = `${(from / DAY) * 100}%`;
          span.style.width = `${((to - from) / DAY) * 100}%`;
          this.bar.prepend(span);
        }
      }
      for (const handle of this.ends.children) {
        const [begin, end] = this.ranges[handle.dataset.place];
        const at = handle.dataset.side === "1" ? end : begin;
        const next = handle.dataset.side === "1" && end <= begin ? " on the next day" : "";
        handle.style.left = `${(at / DAY) * 100}%`;
        handle.setAttribute("aria-valuenow", String(at));
        handle.setAttribute("aria-valuetext", `${clock(at)}${next}`);
      }
    }

    tell() {
      this.busy = true;
      this.input.value = written(this.ranges);
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.busy = false;
    }

    move(place, side, minutes) {
      const low = side ? STEP : 0;
      const high = side ? DAY : DAY - STEP;
      const at = Math.min(high, Math.max(low, Math.round(minutes / STEP) * STEP));
      const other = this.ranges[place][1 - side];
      if (at === other || at === this.ranges[place][side]) {
        return;
      }
      this.ranges[place][side] = at;
      this.draw();
      this.tell();
    }

    press(event, place, side) {
      const now = this.ranges[place][side];
      const to = {
        ArrowRight: now + STEP,
        ArrowUp: now + STEP,
        ArrowLeft: now - STEP,
        ArrowDown: now - STEP,
        PageUp: now + HOUR,
        PageDown: now - HOUR,
        Home: 0,
        End: DAY,
      }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        this.move(place, side, to);
      } else if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        this.ranges.splice(place, 1);
        this.build();
        this.tell();
        this.input.focus();
      }
    }

    minutes(event) {
      const box = this.bar.getBoundingClientRect();
      return ((event.clientX - box.left) / box.width) * DAY;
    }

    drag(event, place, side) {
      event.preventDefault();
      event.stopPropagation();
      const handle = event.currentTarget;
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = (moved) => this.move(place, side, this.minutes(moved));
      handle.onpointerup = handle.onpointercancel = () => {
        handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
      };
    }

    // Begins new hours where none are; their end follows the pointer.
    begin(event) {
      const at = Math.round(this.minutes(event) / STEP) * STEP;
      const inside = this.ranges.some(([begin, end]) =>
        end > begin ? begin <= at && at <= end : at >= begin || at <= end);
      if (event.button !== 0 || inside) {
        return;
      }
      event.preventDefault();
      this.ranges.push([Math.min(at, DAY - HOUR), Math.min(at + HOUR, DAY)]);
      this.build();
      this.tell();
      const place = this.ranges.length - 1;
      const handle = this.ends.children[place * 2 + 1];
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = (moved) => this.move(place, 1, this.minutes(moved));
      handle.onpointerup = handle.onpointercancel = () => {
        handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
      };
    }
  }

  for (const field of document.querySelectorAll("[data-day]")) {
    new Bar(field);
  }
})();
