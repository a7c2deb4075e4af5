/** Rows: a work each, in a table whose columns sort. */

import { codeLink, copyButton, markBox } from "./cards.js";
import { byId, make, webLink } from "./dom.js";

/** The columns that sort, each with its orders: the one that a click gives, and the one that the next click gives. */
const COLUMNS = { year: ["newest", "oldest"], venue: ["venue"], title: ["title"] };
const DIRECTIONS = { newest: "descending", oldest: "ascending", venue: "ascending", title: "ascending" };

/** A row, as `cardOf` gives a card. */
export function rowOf(number, entry, legend, acts) {
  const name = webLink(entry.url, entry.title);
  const title = make("th", { scope: "row", tabindex: "-1" }, name);
  const box = markBox(number, entry, acts);
  const types = (entry.types ?? []).map((code) => make("abbr", { title: legend[code] ?? code }, code));
  const cells = [
    [make("label", {}, box)],
    [entry.year && String(entry.year)],
    [entry.venue],
    null,
    types.flatMap((type, at) => (at ? ["/", type] : [type])),
    (entry.code ?? []).map(codeLink),
    [copyButton("BibTeX", number, entry, acts)],
  ].map((content) => (content ? make("td", {}, ...content) : title));
  return { card: make("tr", { "data-id": entry.id }, ...cells), title, box, texts: [[name, entry.title]] };
}

/** Let the heads of the table sort by `sort(order)`. @returns what shows in which order the works are. */
export function listenToHeads(sort) {
  let shown = "rank";
  const heads = Object.entries(COLUMNS).map(([name, orders]) => {
    const head = byId(`by-${name}`);
    head.firstElementChild.addEventListener("click", () => sort(orders[(orders.indexOf(shown) + 1) % orders.length]));
    return [head, orders];
  });
  return (order) => {
    shown = order;
    for (const [head, orders] of heads) {
      if (orders.includes(order)) head.setAttribute("aria-sort", DIRECTIONS[order]);
      else head.removeAttribute("aria-sort");
    }
  };
}
