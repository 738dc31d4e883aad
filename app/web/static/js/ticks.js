// A box with data-tick-all="NAME" ticks every box of that name in its form, or unticks them; it shows a dash while only
// some are ticked. Its label is hidden until this runs: without it the box could do nothing.
export function start(root) {
  root.querySelectorAll("[data-tick-all]").forEach((box) => {
    const boxes = [...box.form.elements].filter((one) => one.type === "checkbox" && one.name === box.dataset.tickAll);
    const show = () => {
      const ticked = boxes.filter((one) => one.checked).length;
      box.checked = ticked === boxes.length;
      box.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    box.addEventListener("change", () => boxes.forEach((one) => (one.checked = box.checked)));
    box.form.addEventListener("change", (event) => boxes.includes(event.target) && show());
    window.addEventListener("pageshow", show); // the browser may have kept what was ticked
    box.closest("label").hidden = boxes.length < 2;
    show();
  });
}
