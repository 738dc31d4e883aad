// A file input with data-largest (bytes) says in the words of data-too-large that a file is too large, before all of it
// is sent in vain. The server looks again.
export function start(root) {
  root.querySelectorAll("input[data-largest]").forEach((input) => {
    input.addEventListener("change", () => {
      const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.largest));
      input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
      input.reportValidity();
    });
    input.form.addEventListener("submit", (event) => {
      if (!input.reportValidity()) event.preventDefault();
    });
  });
}
