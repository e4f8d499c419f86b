// Keeps a page true: tells it how things stand as soon as that changes.
"use strict";

(() => {
  const source = new EventSource("/live");
  source.onmessage = (message) => {
    const state = JSON.parse(message.data);
    for (const place of document.querySelectorAll("[data-live]")) {
      const text = state ? state[place.dataset.live] : null;
      if (typeof text === "string") {
        place.textContent = text;
      }
    }
    document.dispatchEvent(new CustomEvent("movebreak", { detail: state }));
  };
  addEventListener("pagehide", () => source.close());
})();
