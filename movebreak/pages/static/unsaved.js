// Loses nothing that was typed and is not yet saved.
const form = document.getElementById("settings");
const fields = () => new URLSearchParams(new FormData(form)).toString();

function said(words) {
  const line = document.createElement("p");
  line.textContent = words;
  document.getElementById("said").replaceChildren(line);
}

// What is true only now, and no part of the form.
async function refresh() {
  const answer = await fetch(location.pathname);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll(".now")) {
    const fresh = page.getElementById(old.id);
    if (fresh) {
      const held = document.activeElement?.closest("form")?.getAttribute("action");
      const within = old.contains(document.activeElement);
      old.replaceWith(document.adoptNode(fresh));
      if (within) {
        fresh.querySelector(held ? `[action="${held}"] button` : "a")?.focus();
      }
    }
  }
}

async function ask(other, button) {
  const body = new URLSearchParams(button?.name ? [[button.name, button.value]] : []);
  const headers = { Accept: "application/json" };
  const answer = await fetch(other.action, { method: "POST", headers, body });
  const { words } = await answer.json();
  await refresh();
  said(words);
}

if (form) {
  // What came back to be mended first is no more saved than what is being typed.
  const saved = "unsaved" in form.dataset ? null : fields();
  const unheard = () => said(document.getElementById("actions").dataset.unheard);
  let saving = false;

  form.addEventListener("submit", () => {
    saving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!saving && fields() !== saved) {
      event.preventDefault();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("#actions")) {
      event.preventDefault();
      ask(event.target, event.submitter).catch(unheard);
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a.again")) {
      event.preventDefault();
      refresh().catch(unheard);
    }
  });
}
