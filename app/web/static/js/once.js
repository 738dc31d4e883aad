// A form marked data-once is sent once: a second click while the first is under way does nothing. The server refuses
// doubles too; this spares people the wait and the error. The button is not disabled, so its name and value are sent.
// data-once="120" waits so many seconds for the reply. What stands in data-sending of anything in the form is its text
// for as long: the button's own, or a line that tells what is going on.
const PATIENCE = 15;
let listening = false;

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.underWay) {
      event.preventDefault();
      return;
    }
    setUnderWay(form, true);
    // A reply that never comes must not lock the form for ever.
    setTimeout(() => setUnderWay(form, false), 1000 * (Number(form.dataset.once) || PATIENCE));
  });
  // Back in the browser shows the page as it was left: under way.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-once][data-under-way]").forEach((form) => setUnderWay(form, false));
  });
}

function setUnderWay(form, underWay) {
  if (underWay === Boolean(form.dataset.underWay)) return;
  const buttons = [...form.elements].filter((control) => control.type === "submit");
  if (underWay) {
    form.dataset.underWay = "yes";
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  } else {
    delete form.dataset.underWay;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
  form.querySelectorAll("[data-sending]").forEach((part) => {
    [part.textContent, part.dataset.sending] = [part.dataset.sending, part.textContent];
  });
}
