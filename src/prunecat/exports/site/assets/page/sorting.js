/** The orders of works: those of the command line's `--sort`. */

import { byText, fold } from "../search/words.js";

/** Where works without a year, or without a venue, stand. */
const LAST = 10_000;

const newest = (a, b) => (b.year ?? 0) - (a.year ?? 0);

const COMPARED = {
  newest,
  oldest: (a, b) => (a.year ?? LAST) - (b.year ?? LAST),
  venue: (a, b) => !a.venue - !b.venue || byText(fold(a.venue ?? ""), fold(b.venue ?? "")) || newest(a, b),
  title: (a, b) => byText(fold(a.title), fold(b.title)),
};

/** What each order is called; by rank is as the catalogue lists where nothing is searched for. */
export const SORTS = { rank: "Rank", newest: "Newest", oldest: "Oldest", venue: "Venue", title: "Title" };

const ranks = new Map();

/** @returns for each entry's number its place in an order, one for equals; made when it is first asked for. */
function ranksIn(sort, entries) {
  if (!ranks.has(sort)) {
    const compare = (a, b) => COMPARED[sort](entries[a], entries[b]);
    const order = [...entries.keys()].sort(compare);
    const places = new Uint32Array(entries.length);
    order.forEach((number, at) => {
      places[number] = at && compare(order[at - 1], number) === 0 ? places[order[at - 1]] : at;
    });
    ranks.set(sort, places);
  }
  return ranks.get(sort);
}

/** @returns numbers of entries, which come by rank, in an order of SORTS. */
export function inOrder(numbers, sort, entries) {
  if (sort === "rank") return numbers;
  const places = ranksIn(sort, entries);
  return [...numbers].sort((a, b) => places[a] - places[b]);
}
