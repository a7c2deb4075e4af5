/** Cards: a work each, with what is known of it, links, and what can be done with it. */

import { fold } from "../search/words.js";
import { button, make, webLink } from "./dom.js";

/** Names on a card; big collaborations have hundreds. */
const MOST_AUTHORS = 10;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * A card. `acts` are what its buttons do: mark(number, isMarked), copy(number), link(number).
 * @returns {card, title, box, texts}: the element, its heading, its checkbox, and where words are marked, each with its
 * text.
 */
export function cardOf(number, entry, legend, acts) {
  const name = webLink(entry.url ?? doiUrl(entry), entry.title);
  const title = make("h3", { tabindex: "-1" }, name);
  const people = peopleOf(entry);
  const authors = people ? make("p", { class: "authors" }, people) : null;
  const box = markBox(number, entry, acts);
  const card = make(
    "li",
    { class: "card", "data-id": entry.id },
    whereOf(entry, legend),
    make(
      "div",
      { class: "work" },
      title,
      authors,
      entry.heading ? make("p", { class: "heading" }, entry.heading.join(" › ")) : null,
      entry.note ? make("p", { class: "note" }, entry.note) : null,
      make("div", { class: "foot" }, make("p", { class: "links" }, linksOf(entry)), actsOf(number, entry, box, acts)),
    ),
  );
  return { card, title, box, texts: [[name, entry.title], ...(authors ? [[authors, people]] : [])] };
}

/** What can be done with a work: its box, and buttons that copy. */
function actsOf(number, entry, box, acts) {
  const linking = button("Copy link", () => acts.link(number), { "aria-label": `Copy link to ${entry.title}` });
  const marking = make("label", {}, box, make("span", { "aria-hidden": "true" }, "Mark"));
  return make("div", { class: "acts" }, marking, copyButton("Copy BibTeX", number, entry, acts), linking);
}

/** The button that copies the BibTeX of a work. */
export function copyButton(text, number, entry, acts) {
  return button(text, () => acts.copy(number), { "aria-label": `Copy BibTeX of ${entry.title}` });
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

/** Who wrote it, in one text. */
function peopleOf(entry) {
  const names = entry.authors ?? [];
  const rest = names.length - MOST_AUTHORS;
  return (rest > 1 ? [...names.slice(0, MOST_AUTHORS), `and ${rest} others`] : names).join(", ");
}

/** The address of a DOI, in which only what parts it stands as it is; `formats/addresses.py` writes the same. */
function doiUrl({ doi }) {
  const written = encodeURIComponent(doi ?? "").replace(/%(?:2F|3A|3B)/g, decodeURIComponent);
  return doi ? `https://doi.org/${written}` : undefined;
}

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

/** Mark the words of a text, which stands in a place, that begin with one of these folded words, and no others. */
export function markWords(place, text, beginnings = []) {
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
