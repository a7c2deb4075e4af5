/** Cards: a work each, with what is known of it, links, and what can be done with it. */

import { fold } from "../search/words.js";
import { button, linked, make, webLink } from "./dom.js";

/** Names on a card; big collaborations have hundreds. */
const MOST_AUTHORS = 10;
/** Letters of a title that is shown as a whole: longer ones are mistakes of a list, such as an abstract. */
const LONGEST_TITLE = 300;
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * A card. `acts` are what its buttons do: mark(number, isMarked), copy(number), link(number), abstract(number), which
 * promises a text, and redraw(number), which marks words in the texts anew.
 * @returns {card, title, box, texts}: the element, its heading, its checkbox, and where words are marked, each with its
 * text.
 */
export function cardOf(number, entry, legend, acts) {
  const name = webLink(entry.url ?? doiUrl(entry), entry.title);
  const title = make("h3", { tabindex: "-1" }, name);
  const people = peopleOf(entry);
  const authors = people ? make("p", { class: "authors" }, people) : null;
  const box = markBox(number, entry, acts);
  const texts = [[name, entry.title], ...(authors ? [[authors, people]] : [])];
  const card = make(
    "li",
    { class: "card", "data-id": entry.id },
    whereOf(entry, legend),
    make(
      "div",
      { class: "work" },
      title,
      entry.title.length > LONGEST_TITLE ? wholeTitle(title) : null,
      authors,
      entry.heading ? make("p", { class: "heading" }, entry.heading.join(" › ")) : null,
      entry.note ? make("p", { class: "note" }, ...linked(entry.note)) : null,
      entry.has_abstract ? abstractOf(number, entry, texts, acts) : null,
      make("div", { class: "foot" }, make("p", { class: "links" }, linksOf(entry)), actsOf(number, entry, box, acts)),
    ),
  );
  return { card, title, box, texts };
}

/** Cut a title to some lines. @returns a button that shows it whole. */
function wholeTitle(title) {
  title.classList.add("is-cut");
  const more = button("Show the whole title", () => {
    title.classList.remove("is-cut");
    more.remove();
    title.focus();
  });
  more.classList.add("plain");
  return more;
}

/** An abstract, read when it is first unfolded, and then one of the texts in which words are marked. */
function abstractOf(number, entry, texts, acts) {
  const place = make("p");
  const about = make("span", { class: "unseen" }, ` of ${entry.title}`);
  const folded = make("details", { class: "abstract" }, make("summary", {}, "Abstract", about), place);
  const read = async () => {
    place.textContent = await acts.abstract(number);
    texts.push([place, place.textContent]);
    acts.redraw(number);
  };
  folded.addEventListener("toggle", read, { once: true });
  return folded;
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
