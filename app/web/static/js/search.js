// Suggestions while typing, after the ARIA pattern of a combobox with a list: arrows choose, Enter opens, Escape closes,
// `/` comes here from anywhere. Without it the form leads to the page of results, and so does Enter with nothing chosen.
const PAUSE = 120; // ms after the last key before the server is asked
const SHORTEST = 2; // letters

export function start(root) {
  root.querySelectorAll("[data-search]").forEach((form) => new Suggestions(form));
}

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("search");
  if (event.key !== "/" || !box || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function isTyping(element) {
  return element.isContentEditable || element.matches("input, textarea, select, [role='textbox']");
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name='q']");
    this.list = form.querySelector("[role='listbox']");
    this.say = form.querySelector("[data-search-say]");
    this.chosen = -1;
    this.asked = "";
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    // Without this the box loses focus, and the list closes, before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", () => this.close());
  }

  get options() {
    return [...this.list.querySelectorAll("[role='option']")];
  }

  later() {
    clearTimeout(this.timer);
    const words = this.input.value.trim();
    if (words.length < SHORTEST) {
      this.asked = "";
      this.close();
    } else if (words !== this.asked || this.list.hidden) {
      this.timer = setTimeout(() => this.ask(words), PAUSE);
    }
  }

  async ask(words) {
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.form.action);
    address.searchParams.set("q", words);
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(address, { headers, signal: this.request.signal });
      if (!answer.ok || answer.redirected) throw new Error(`search answered ${answer.status}`);
      this.show(words, await answer.text());
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.close();
      this.say.textContent = this.say.dataset.failed;
    }
  }

  show(words, html) {
    this.asked = words;
    this.chosen = -1;
    this.list.innerHTML = html; // cleaned by the server, from our own origin
    this.say.textContent = this.list.querySelector("[data-count]")?.dataset.count ?? "";
    const any = this.options.length > 0 && this.form.contains(document.activeElement);
    this.list.hidden = !any;
    this.input.setAttribute("aria-expanded", String(any));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : -1));
      else this.later();
    } else if (event.key === "Enter" && open && this.chosen >= 0) {
      event.preventDefault();
      this.options[this.chosen].click();
    }
  }

  choose(index) {
    const { options } = this;
    options[this.chosen]?.setAttribute("aria-selected", "false");
    // One step past either end is the box itself again.
    this.chosen = index < -1 ? options.length - 1 : index >= options.length ? -1 : index;
    const option = options[this.chosen];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }
}
