// What is handed on to somebody else. A button with data-copy="ID" copies the value of the field of that id and says so
// in the role=status element of id data-says; its words stand in data-copied, and in data-failed where the browser
// refuses. A button with data-print prints the page. Both are hidden until this runs: without it they could do nothing.
export function start(root) {
  root.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    const says = document.getElementById(button.dataset.says);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        says.textContent = button.dataset.copied;
      } catch {
        says.textContent = button.dataset.failed;
      }
    });
  });
  root.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
