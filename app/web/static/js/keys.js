// Number keys press the buttons of a [data-keys] form: 1 is the first reply.
let listening = false;

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches?.("input, textarea, select, [contenteditable]")) return;
    const button = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key)}"]:not([aria-disabled="true"])`);
    if (!button) return;
    event.preventDefault();
    button.focus();
    button.click();
  });
}
