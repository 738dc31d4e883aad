// The one script every page names. Each behaviour is a file of its own that exports start(root); the rare ones are
// fetched only where the page has what they serve. Everything works without them, but suggestions while typing.
import * as menu from "./menu.js";
import * as once from "./once.js";
import * as search from "./search.js";

const always = [menu, once, search];
const whenNeeded = {
  ".as-cards": "./cards.js",
  "[data-autosave]": "./autosave.js",
  "[data-countdown]": "./countdown.js",
  "[data-draft]": "./drafts.js",
  "[data-copy], [data-print]": "./handing.js",
  "[data-follow]": "./follow.js",
  "[data-keys]": "./keys.js",
  "[data-largest]": "./largest.js",
  "[data-sections]": "./sections.js",
  "[data-tick-all]": "./ticks.js",
};
const htmxNeeded = ["get", "post", "put", "patch", "delete", "boost"].map((what) => `[data-hx-${what}]`).join();

function start(root) {
  always.forEach((behaviour) => behaviour.start(root));
  for (const [selector, file] of Object.entries(whenNeeded)) {
    if (root.matches?.(selector) || root.querySelector(selector)) {
      import(file).then((behaviour) => behaviour.start(root));
    }
  }
}

start(document);
if (document.querySelector(htmxNeeded)) {
  import("../vendor/htmx/htmx.min.js");
}
// htmx calls the page as a whole first, then whatever it put in.
document.addEventListener("htmx:load", (event) => event.target !== document.body && start(event.target));
document.addEventListener("htmx:configRequest", (event) => {
  for (const [header, name] of [["X-CSRFToken", "csrf-token"], ["X-Person", "person"]]) {
    event.detail.headers[header] = document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  }
});
// drafts.js leaves this note when a text was handed in, and clears up on the next page, whichever that is.
if (sessionStorage.getItem("readyline.drafts-handed-in")) {
  import("./drafts.js").then((drafts) => drafts.start(document));
}
// The next person at this desk finds nothing of the last one.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  for (const store of [localStorage, sessionStorage]) {
    Object.keys(store).filter((key) => key.startsWith("readyline.")).forEach((key) => store.removeItem(key));
  }
});
// What is folded away belongs on paper too.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details.opens").forEach((part) => (part.open = true));
});
