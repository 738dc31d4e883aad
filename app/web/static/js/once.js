// A form marked data-once is sent once: a second click while the first is under way does nothing. The server refuses
// doubles too; this spares people the wait and the error. The button is not disabled, so its name and value are sent.
let listening = false;

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    setSending(form, true);
    // A reply that never comes must not lock the form for ever.
    setTimeout(() => setSending(form, false), 15000);
  });
  // Back in the browser shows the page as it was left: under way.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-once][data-sending]").forEach((form) => setSending(form, false));
  });
}

function setSending(form, sending) {
  const buttons = [...form.elements].filter((control) => control.type === "submit");
  if (sending) {
    form.dataset.sending = "yes";
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  } else {
    delete form.dataset.sending;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
}
