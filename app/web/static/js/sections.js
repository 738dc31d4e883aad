// Tells the server which sections of a module were reached: data-sections="ADDRESS" around <section id> elements.
// Reached means that its heading stood in the upper three quarters of the window, or the page's end was seen, for a
// second. The list at the side and the bar along the top follow. What a lost connection or a busy server kept from being
// told is told again after a while; what was read while nobody, or somebody else, was signed in, when one comes back to
// the tab; what was refused never. The element with data-reading-kept says so meanwhile: in its data-waiting,
// data-signed-out or data-somebody-else, or as the server did, else in its data-refused. It also says why an answer to a
// check was not taken. Without this script the page's own buttons do the same.
import { isNoConnection, messageOf, outcome, post } from "./sending.js";

const LONG_ENOUGH = 1000; // ms
const TELL_AGAIN = 30 * 1000; // ms

export function start(root) {
  root.querySelectorAll("[data-sections]").forEach(follow);
}

function follow(module) {
  const sections = [...module.querySelectorAll("section[id]")];
  const reached = new Set((module.dataset.reached ?? "").split(" ").filter(Boolean));
  const missed = new Set(); // reached, but not told
  const refused = new Set(); // what the server will never take
  const timers = new Map();
  let again; // the timer for what was missed
  const bar = document.querySelector("[data-reading-progress]");
  const notice = document.querySelector("[data-reading-kept]");

  const observer = new IntersectionObserver(
    (entries) => entries.forEach((entry) => (entry.isIntersecting ? wait(entry.target) : leave(entry.target))),
    { rootMargin: "0px 0px -25% 0px" },
  );
  sections.forEach((section) => observer.observe(headingOf(section)));
  window.addEventListener("scroll", scrolled, { passive: true });
  window.addEventListener("online", tellMissed);
  window.addEventListener("focus", tellMissed); // whoever signed in again in another tab comes back
  document.addEventListener("htmx:beforeSwap", sayWhyNotTaken);
  scrolled();

  function scrolled() {
    showCurrent(sections);
    atEnd();
  }

  function wait(heading) {
    if (!timers.has(heading)) timers.set(heading, setTimeout(() => reach(sectionOf(heading)), LONG_ENOUGH));
  }

  function leave(heading) {
    clearTimeout(timers.get(heading));
    timers.delete(heading);
  }

  // A short last section never comes far up: at the page's end whatever is visible is reached.
  function atEnd() {
    if (window.innerHeight + window.scrollY < document.documentElement.scrollHeight - 4) return;
    sections.filter(isVisible).forEach((section) => wait(headingOf(section)));
  }

  async function reach(section) {
    timers.delete(headingOf(section));
    if (reached.has(section.id) || refused.has(section.id)) return;
    reached.add(section.id);
    const [became, words] = await tell(section);
    if (became === "taken") {
      missed.delete(section);
      showReached(section);
      if (!missed.size && !refused.size) notice.textContent = "";
      return;
    }
    reached.delete(section.id);
    notice.textContent = words;
    clearTimeout(again);
    if (became === "refused") {
      missed.delete(section);
      refused.add(section.id);
    } else {
      missed.add(section);
    }
    if (became === "waiting") again = setTimeout(tellMissed, TELL_AGAIN);
  }

  // Returns what became of it, as `outcome` names it, and the words for that.
  async function tell(section) {
    try {
      const fields = new URLSearchParams({ section: section.id }).toString();
      const reply = await post(module.dataset.sections, fields, { keepalive: true });
      const became = outcome(reply);
      // Of a heading that is gone the server says only that nothing is there.
      const said = became === "refused" && reply.status !== 404 ? await messageOf(reply) : {};
      return [became, said.message ?? notice.dataset[became]];
    } catch (problem) {
      if (!isNoConnection(problem)) throw problem;
      return ["waiting", notice.dataset.waiting];
    }
  }

  // htmx leaves a check as it is whose answer was refused, and says so to nobody; the server's reply is one sentence.
  function sayWhyNotTaken(event) {
    const { status, responseText } = event.detail.xhr;
    if (status < 400 || status >= 500) return;
    event.detail.isError = false; // of the program: none that its console should hold
    notice.textContent = status === 412 ? notice.dataset.somebodyElse : responseText;
  }

  function tellMissed() {
    missed.forEach(reach);
  }

  function showReached(section) {
    linkTo(section)?.closest("li").classList.add("reached");
    if (bar) bar.value = Math.max(bar.value, reached.size);
  }
}

// Being read is the last section that begins in the upper part of the window.
function showCurrent(sections) {
  const line = window.innerHeight * 0.4;
  const begun = sections.filter((section) => headingOf(section).getBoundingClientRect().top < line);
  const link = linkTo(begun.at(-1) ?? sections[0]);
  if (!link || link.hasAttribute("aria-current")) return;
  document.querySelectorAll(".sections [aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "location");
}

function linkTo(section) {
  return section && document.querySelector(`.sections a[href="#${CSS.escape(section.id)}"]`);
}

function headingOf(section) {
  return section.querySelector("h2") ?? section;
}

function sectionOf(heading) {
  return heading.closest("section[id]");
}

function isVisible(section) {
  const box = headingOf(section).getBoundingClientRect();
  return box.top < window.innerHeight && box.bottom > 0;
}
