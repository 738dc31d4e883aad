// Long texts are kept in this browser while they are written: data-draft="KEY", where KEY names person and thing
// ('person-4711/note-ab12'). A text that is found again is put back and said so; it goes when the form was handed in,
// when it is thrown away, or at sign-out.
const PREFIX = "readyline.draft.";
const HANDED_IN = "readyline.drafts-handed-in";
let listening = false;

export function start(root) {
  listen();
  root.querySelectorAll("textarea[data-draft]").forEach(keep);
}

function listen() {
  if (listening) return;
  listening = true;
  document.addEventListener("submit", (event) => {
    const keys = [...event.target.querySelectorAll("textarea[data-draft]")].map((text) => text.dataset.draft);
    if (keys.length) sessionStorage.setItem(HANDED_IN, JSON.stringify(keys));
  });
  // Arrived on a page without the text: it was taken. With the text again (an error): it stays kept.
  const onPage = new Set([...document.querySelectorAll("[data-draft]")].map((text) => text.dataset.draft));
  const handedIn = JSON.parse(sessionStorage.getItem(HANDED_IN) ?? "[]");
  handedIn.filter((key) => !onPage.has(key)).forEach((key) => localStorage.removeItem(PREFIX + key));
  sessionStorage.removeItem(HANDED_IN);
}

function keep(area) {
  const key = PREFIX + area.dataset.draft;
  const kept = localStorage.getItem(key);
  if (kept !== null && kept !== area.value && kept.trim()) offer(area, kept, key);
  let timer;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => store(key, area.value), 400);
  });
}

function store(key, text) {
  if (text.trim()) localStorage.setItem(key, text);
  else localStorage.removeItem(key);
}

// A text the server already has is never replaced unasked: then the kept one is only offered.
function offer(area, kept, key) {
  const served = area.value;
  const note = document.createElement("p");
  note.className = "saved";
  note.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  const back = !served.trim();
  if (back) area.value = kept;
  note.append(area.dataset.draftFound ?? "", " ", button);
  button.textContent = (back ? area.dataset.draftDrop : area.dataset.draftUse) ?? "";
  button.addEventListener("click", () => {
    area.value = back ? served : kept;
    if (back) localStorage.removeItem(key);
    note.remove();
    area.focus();
  });
  area.after(note);
}
