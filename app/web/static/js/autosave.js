// Keeps each answer as it is given. A group is any element with data-autosave="ADDRESS" that holds the controls and a
// saved indicator; its fields, and those marked data-autosave-too on the page, are POSTed as a form. One request a group at a time,
// the newest answer last. 2xx is saved (JSON {"time": "12:04"} may say when); a lost connection, 429 or 5xx is tried
// again for as long as the page is open; anything else is final and said aloud (JSON {"message": ...} says why).
import { isNoConnection, messageOf, outcome, person, post } from "./sending.js";

const PAUSE = 600; // ms after the last key in a text field
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between tries
const TYPED = "textarea, input:not([type='radio'], [type='checkbox'])";
const groups = new Set();

export function start(root) {
  const found = [...root.querySelectorAll("[data-autosave]")];
  if (root.matches?.("[data-autosave]")) found.push(root);
  found.filter((element) => !element.dataset.autosaveStarted).forEach((element) => groups.add(new Group(element)));
}

window.addEventListener("online", () => groups.forEach((group) => group.pending && group.send()));
// Leaving sends at once what waits for a pause in typing; people are asked to stay only when something did not go out.
window.addEventListener("beforeunload", (event) => {
  const open = [...groups].filter((group) => group.element.isConnected);
  open.forEach((group) => group.send());
  if (open.some((group) => group.stuck)) event.preventDefault();
});
// A form that is handed in carries its answers itself.
document.addEventListener("submit", (event) => {
  groups.forEach((group) => event.target.contains(group.element) && group.handedIn());
});

class Group {
  constructor(element) {
    element.dataset.autosaveStarted = "yes";
    this.element = element;
    this.indicator = element.querySelector("[data-saved]");
    this.pending = null; // the newest answer not yet acknowledged
    this.saved = null; // the last acknowledged one
    this.tries = 0;
    this.refused = false;
    this.sending = null; // what can stop the request under way
    // Groups may share an address; the names of their fields tell them apart.
    const names = [...new Set([...element.querySelectorAll("[name]")].map((control) => control.name))];
    this.key = `readyline.unsaved.${person()} ${new URL(element.dataset.autosave, location.href).pathname} ${names.join(" ")}`;
    element.addEventListener("change", () => this.changed(0));
    element.addEventListener("input", (event) => event.target.matches(TYPED) && this.changed(PAUSE));
    this.resume();
  }

  get stuck() {
    return this.refused || (this.pending !== null && this.tries > 0);
  }

  fields() {
    const fields = new URLSearchParams();
    this.element.querySelectorAll("input, select, textarea").forEach((control) => {
      if (!control.name || control.disabled || (/^(radio|checkbox)$/.test(control.type) && !control.checked)) return;
      const values = control.multiple ? [...control.selectedOptions].map((option) => option.value) : [control.value];
      values.forEach((value) => fields.append(control.name, value));
    });
    fields.delete("csrf_token");
    document.querySelectorAll("[data-autosave-too]").forEach((control) => fields.set(control.name, control.value));
    return fields.toString();
  }

  changed(pause) {
    const fields = this.fields();
    if (fields === this.saved && this.pending === null) return;
    this.pending = fields;
    this.refused = false;
    this.tries = 0;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  // An answer that the last visit in this tab could not send is put back and sent now.
  resume() {
    const kept = sessionStorage.getItem(this.key);
    if (kept === null) return;
    if (kept === this.fields()) {
      sessionStorage.removeItem(this.key);
      return;
    }
    const fields = new URLSearchParams(kept);
    this.element.querySelectorAll("input, select, textarea").forEach((control) => {
      const values = fields.getAll(control.name);
      if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
      else if (control.multiple) [...control.options].forEach((option) => (option.selected = values.includes(option.value)));
      else if (values.length) control.value = values[0];
    });
    this.pending = kept;
    this.send();
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || this.pending === null) return;
    const answer = this.pending;
    this.sending = new AbortController();
    this.show("saving", this.words("saving"));
    sessionStorage.setItem(this.key, answer);
    try {
      const reply = await this.post(answer);
      const became = outcome(reply);
      if (became === "taken") await this.kept(answer, reply);
      else if (became === "waiting") this.again();
      else await this.refuse(reply, became);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      if (!isNoConnection(problem)) throw problem;
      this.again();
    } finally {
      this.sending = null;
      if (this.pending !== null && this.pending !== answer) this.send();
    }
  }

  post(answer) {
    return post(this.element.dataset.autosave, answer, {
      // It arrives though the page is left; browsers refuse that beyond 64 KiB.
      keepalive: answer.length < 60000,
      signal: this.sending.signal,
    });
  }

  async kept(answer, reply) {
    const said = await messageOf(reply);
    this.saved = answer;
    if (this.pending !== answer) return;
    this.pending = null;
    this.tries = 0;
    sessionStorage.removeItem(this.key);
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.show("done", this.words("done").replace("{time}", said.time ?? now));
    this.element.dispatchEvent(new CustomEvent("answersaved", { bubbles: true, detail: said }));
    markAnswered(this.element);
  }

  again() {
    this.show("waiting", this.words("waiting"));
    this.timer = setTimeout(() => this.send(), 1000 * WAITS[Math.min(this.tries++, WAITS.length - 1)]);
  }

  async refuse(reply, became) {
    this.pending = null;
    this.refused = true;
    sessionStorage.removeItem(this.key);
    const said = became === "refused" ? await messageOf(reply) : {};
    // A proxy in front may have refused it, which sends no JSON.
    const why = reply.status === 413 ? "tooLong" : became;
    this.show("failed", said.message ?? this.words(why));
  }

  // What is still on its way would only be refused: the form that is handed in holds the same answer.
  handedIn() {
    clearTimeout(this.timer);
    this.sending?.abort();
    this.pending = null;
    this.refused = false;
    sessionStorage.removeItem(this.key);
  }

  words(state) {
    return document.querySelector("[data-saved-sentences]")?.dataset[state] ?? "";
  }

  show(state, words) {
    if (!this.indicator) return;
    this.indicator.dataset.state = state;
    this.indicator.textContent = words;
  }
}

// The list of question numbers on the same page shows at once what is answered, and how many are: data-question names
// the number. An answer that was taken away is no answer.
function markAnswered(element) {
  const item = document.querySelector(`[data-number="${CSS.escape(element.dataset.question ?? "")}"]`);
  if (!item) return;
  const isAnswered = [...element.querySelectorAll("input:not([type='hidden']), textarea")].some((control) =>
    /^(radio|checkbox)$/.test(control.type) ? control.checked : control.value.trim() !== ""
  );
  item.classList.toggle("answered", isAnswered);
  item.querySelector("[data-answered]")?.remove();
  if (isAnswered) {
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.dataset.answered = "";
    words.textContent = item.parentElement.dataset.numbers;
    item.querySelector("a").append(" ", words);
  }
  const count = document.querySelector("[data-counted]");
  const answered = item.parentElement.querySelectorAll(".answered").length;
  count.textContent = count.dataset.counted.replace("{answered}", answered);
}
