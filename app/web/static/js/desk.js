// The call desk and the rehearsal: how long it has been, and the points as they are tapped. The server keeps both; this
// only shows them sooner.
document.querySelectorAll("[data-elapsed]").forEach((clock) => {
  const opened = performance.now();
  const before = Date.parse(clock.dataset.now) - Date.parse(clock.dataset.elapsed);
  const text = clock.querySelector("[data-elapsed-text]");
  const tick = () => {
    const seconds = Math.max(0, Math.floor((before + performance.now() - opened) / 1000));
    text.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 1000);
});

const form = document.getElementById("score");
const total = document.querySelector("[data-points-total]");
if (form && total) {
  form.addEventListener("change", () => {
    const given = [...form.querySelectorAll("[data-points] input:checked")].map((target) => Number(target.value) || 0);
    total.textContent = String(given.reduce((sum, points) => sum + points, 0));
  });
}
