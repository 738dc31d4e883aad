// Menus are <details>: they open without this. Here: Escape and a click elsewhere close them, one is open at a time.
let listening = false;

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("click", (event) => closeAll(event.target.closest?.("[data-menu]")));
  document.addEventListener("focusin", (event) => closeAll(event.target.closest?.("[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.("[data-menu][open]");
    closeAll(null);
    open?.querySelector("summary").focus();
  });
}

function closeAll(but) {
  document.querySelectorAll("[data-menu][open]").forEach((menu) => {
    if (menu !== but) menu.open = false;
  });
}
