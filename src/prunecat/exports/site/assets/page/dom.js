/** The page's elements, found and made; text is set as text alone, so that none of it is ever read as HTML. */

/** An address of the web in a text, without the sign that ends a sentence or a bracket. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/i;

/** @returns the page's own element of that id. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element. An attribute that is true has no value, one that is false, null or undefined is left out, and so is a
 * child that is null or empty.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (isThere(value)) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

const isThere = (value) => value !== false && value !== null && value !== undefined && value !== "";

/** @returns a link if the URL leads to a page of the web, else its text alone. */
export function webLink(url, ...children) {
  const leads = /^https?:\/\/\S/i.test(url ?? "");
  return leads ? make("a", { href: url, rel: "noopener noreferrer" }, ...children) : make("span", {}, ...children);
}

/** @returns a text in pieces, of which those that are addresses of the web are links. */
export const linked = (text) => text.split(ADDRESS).map((piece, at) => (at % 2 ? webLink(piece, piece) : piece));

/** @returns a button that calls `act`. */
export function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** @returns "1 work", "12 works". */
export const works = (count) => `${count.toLocaleString("en")} ${count === 1 ? "work" : "works"}`;
