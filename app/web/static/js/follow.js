// While questions are answered: data-follow around the list of their numbers. The number of the question that is being
// read is marked as the current one and kept in sight where the list is one line that scrolls sideways. The questions
// are the elements with data-question; without this the numbers lead to them all the same.
export function start(root) {
  root.querySelectorAll("[data-follow]").forEach(follow);
}

function follow(bar) {
  const questions = [...document.querySelectorAll("[data-question]")];
  const list = bar.querySelector("[data-numbers]");
  window.addEventListener("scroll", show, { passive: true });
  show();

  function show() {
    const link = list.querySelector(`[data-number="${read()?.dataset.question}"] a`);
    if (!link || link.hasAttribute("aria-current")) return;
    list.querySelectorAll("[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "step");
    const [place, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += place.left + place.width / 2 - (frame.left + frame.width / 2);
  }

  // The last question that begins in the upper part of what is seen below the bar.
  function read() {
    const top = Math.max(0, bar.getBoundingClientRect().bottom);
    const line = top + (window.innerHeight - top) / 3;
    return questions.filter((question) => question.getBoundingClientRect().top < line).at(-1) ?? questions[0];
  }
}
