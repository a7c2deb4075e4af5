/** Cards: a work each, with what is known of it, links, and what can be done with it. */

import { fold } from "../search/words.js";
import { button, make, webLink } from "./dom.js";

/** Names on a card; big collaborations have hundreds. */
const MOST_AUTHORS = 10;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * A card. `acts` are what its buttons do: mark(number, isMarked), copy(number), link(number).
 * @returns {card, title, box}: the element, the heading whose text is marked, and the checkbox.
 */
export function cardOf(number, entry, legend, acts) {
  const title = make("h3", { tabindex: "-1" }, webLink(entry.url ?? doiUrl(entry), entry.title));
  const box = markBox(number, entry, acts);
  const link = make("a", { href: `#entry=${encodeURIComponent(entry.id)}`, "aria-label": `Link to ${entry.title}` }, "Link");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    acts.link(number);
  });
  const copying = button("Copy BibTeX", () => acts.copy(number), { "aria-label": `Copy BibTeX of ${entry.title}` });
  const card = make(
    "li",
    { class: "card", "data-id": entry.id },
    whereOf(entry, legend),
    make(
      "div",
      { class: "work" },
      title,
      authorsOf(entry),
      entry.heading ? make("p", { class: "heading" }, entry.heading.join(" › ")) : null,
      entry.note ? make("p", { class: "note" }, entry.note) : null,
      make(
        "div",
        { class: "foot" },
        make("p", { class: "links" }, ...linksOf(entry)),
        make("div", { class: "acts" }, make("label", {}, box, make("span", { "aria-hidden": "true" }, "Mark")), copying, link),
      ),
    ),
  );
  return { card, title, box };
}

/** The box that marks a work. */
export function markBox(number, entry, acts) {
  const box = make("input", { type: "checkbox", "aria-label": `Mark ${entry.title}` });
  box.addEventListener("change", () => acts.mark(number, box.checked));
  return box;
}

/** Where and when it was published, and what is pruned. */
function whereOf(entry, legend) {
  const types = (entry.types ?? []).map((code) => legend[code] ?? code);
  return make(
    "p",
    { class: "where" },
    entry.venue ? make("b", { title: entry.venue_name }, entry.venue) : null,
    entry.venue && entry.year ? " " : null,
    entry.year ? String(entry.year) : null,
    types.length ? make("span", { class: "types" }, ` ${types.join(", ")}`) : null,
  );
}

function authorsOf(entry) {
  const names = entry.authors ?? [];
  if (!names.length) return null;
  const rest = names.length - MOST_AUTHORS;
  const shown = rest > 1 ? [...names.slice(0, MOST_AUTHORS), `and ${rest} others`] : names;
  return make("p", { class: "authors" }, shown.join(", "));
}

const doiUrl = (entry) => (entry.doi ? `https://doi.org/${encodeURI(entry.doi)}` : undefined);

/** The links of a work: its code, its PDF, its identifiers. */
function linksOf(entry) {
  const others = [
    ["PDF", entry.pdf],
    ["arXiv", entry.arxiv && `https://arxiv.org/abs/${encodeURI(entry.arxiv)}`],
    ["DOI", doiUrl(entry)],
    ["OpenReview", entry.openreview && `https://openreview.net/forum?id=${encodeURIComponent(entry.openreview)}`],
  ];
  return [
    ...(entry.code ?? []).map(codeLink),
    ...others.filter(([, url]) => url).map(([text, url]) => webLink(url, text)),
  ];
}

/** @returns a link to code, with what it is written for and by whom. */
export function codeLink(link) {
  const about = [link.origin, link.status === "announced" ? "announced" : null].filter(Boolean).join(", ");
  return make("span", { class: "code" }, webLink(link.url, link.framework ?? "Code", about ? ` (${about})` : null));
}

/** Mark the words of a card's title that begin with one of these folded words; none takes the marks away. */
export function markWords(title, text, beginnings = []) {
  const place = title.firstElementChild;
  if (!beginnings.length) {
    if (place.childElementCount) place.replaceChildren(text);
    return;
  }
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]).replaceAll("'", "");
    if (!beginnings.some((beginning) => word.startsWith(beginning))) continue;
    parts.push(text.slice(end, match.index), make("mark", {}, match[0]));
    end = match.index + match[0].length;
  }
  place.replaceChildren(...parts, text.slice(end));
}
