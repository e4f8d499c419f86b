// Keeps a page true: shows what is left, and tells as soon as something has happened.
import { follow } from "./stream.js";

let count = null; // of the last state in which something had happened

function hear({ state, ended }) {
  if (ended) {
    document.getElementById("ended").hidden = false;
    return;
  }
  for (const place of document.querySelectorAll("[data-live]")) {
    const text = state ? state[place.dataset.live] : null;
    if (typeof text === "string" && place.textContent !== text) {
      place.textContent = text;
    }
  }
  // Else it is only later than before.
  if (!state || state.count !== count) {
    count = state?.count;
    document.dispatchEvent(new CustomEvent("movebreak", { detail: state }));
  }
}

// Words are told once: the address that brought them is not to be kept.
const here = new URL(location.href);
if (here.searchParams.has("said")) {
  here.searchParams.delete("said");
  history.replaceState(history.state, "", here);
}

// A browser without shared workers has a line for each tab.
if ("SharedWorker" in window) {
  const worker = new SharedWorker("/static/worker.js", { type: "module" });
  worker.port.onmessage = (message) => hear(message.data);
  worker.onerror = () => follow(hear);
} else {
  follow(hear);
}
