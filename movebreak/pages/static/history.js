// Draws today and the week anew when a break was answered elsewhere.
"use strict";

(() => {
  let seen = null;
  const fresh = async () => {
    const answer = await fetch("/history", { headers: { accept: "text/html" } });
    if (!answer.ok) {
      return;
    }
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["today", "week"]) {
      const old = document.getElementById(id);
      const now = made.getElementById(id);
      // Nobody is to lose their place: what is being read is left alone.
      if (old && now && !old.contains(document.activeElement) && !old.querySelector("details[open]")) {
        old.replaceWith(document.adoptNode(now));
      }
    }
  };
  document.addEventListener("movebreak", (event) => {
    const today = event.detail ? JSON.stringify(event.detail.today) : seen;
    if (seen !== null && today !== seen) {
      // The next change tries again.
      fresh().catch(() => {});
    }
    seen = today;
  });
})();
