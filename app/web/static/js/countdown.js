// Shows how long is left. The server keeps the time; only the difference to its clock as the page was made counts here.
const SHORT = 5 * 60 * 1000; // ms; from here on the clock is coloured and the minute is said aloud
const SPOKEN = [5, 1]; // minutes; the words of each are in data-say-5 and data-say-1

export function start(root) {
  root.querySelectorAll("[data-countdown]").forEach(run);
}

function run(clock) {
  const opened = performance.now();
  const total = Date.parse(clock.dataset.ends) - Date.parse(clock.dataset.now);
  const text = clock.querySelector("[data-countdown-text]");
  const say = clock.querySelector("[data-countdown-say]");
  const spoken = new Set(SPOKEN.filter((minutes) => minutes * 60000 > total));
  const ticking = setInterval(tick, 250);
  tick();

  function tick() {
    const left = total - (performance.now() - opened);
    if (!clock.isConnected) {
      clearInterval(ticking);
    } else if (left <= 0) {
      clearInterval(ticking);
      clock.dataset.state = "over";
      text.textContent = clock.dataset.over;
      say.textContent = clock.dataset.over;
      clock.dispatchEvent(new CustomEvent("timeup", { bubbles: true }));
      document.getElementById(clock.dataset.form ?? "")?.requestSubmit();
    } else {
      text.textContent = clock.dataset.left.replace("{time}", inWords(left));
      if (left <= SHORT) clock.dataset.state = "short";
      const minutes = SPOKEN.find((each) => left <= each * 60000 && left > (each - 1) * 60000 && !spoken.has(each));
      if (minutes) {
        spoken.add(minutes);
        say.textContent = clock.getAttribute(`data-say-${minutes}`);
      }
    }
  }
}

function inWords(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
