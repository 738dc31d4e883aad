// Where the rows of a table are shown as cards (.as-cards on a phone), says by roles what it consists of: some browsers
// forget that once it is no longer laid out as a table, and a screen reader would read a heap of words. Not in the HTML:
// elsewhere the elements say it themselves.
const shownAsCards = matchMedia("(max-width: 719.98px)"); // as in work.css
const ROLES = {
  table: "table",
  "thead, tbody": "rowgroup",
  tr: "row",
  "th[scope=col]": "columnheader",
  "th[scope=row]": "rowheader",
  td: "cell",
};

export function start(root) {
  const say = () => {
    if (!shownAsCards.matches) return;
    for (const [parts, role] of Object.entries(ROLES)) {
      root.querySelectorAll(`.as-cards :is(${parts})`).forEach((part) => part.setAttribute("role", role));
    }
  };
  say();
  shownAsCards.addEventListener("change", say);
}
