/**
 * What the page shows, as its address states it: `#q=lottery&venue=ICLR,ICML&year=2019-2021&sort=newest&entry=ID`.
 *
 * A state is { q, ticked: {facet: Set of values}, sort, view, isOnlyMarked, marked: Set of ids, entry, unknown: values of
 * an address that no work has }.
 */

import { SORTS } from "./sorting.js";

const READABLE = /%(20|2F|3A|40|22|28|29)/g;

/** Text for an address, with what people read of it left as it is. */
const written = (text) =>
  encodeURIComponent(text).replace(READABLE, (sign) => (sign === "%20" ? "+" : decodeURIComponent(sign)));

function read(text) {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** @returns the state without query, filters and marks. */
export const emptyState = (facets) => ({
  q: "",
  ticked: Object.fromEntries(facets.map((facet) => [facet.name, new Set()])),
  sort: "rank",
  view: "cards",
  isOnlyMarked: false,
  marked: new Set(),
  entry: "",
  unknown: [],
});

/** @returns the hash of a state, "" where it says nothing. */
export function hashOf(state, facets) {
  const parts = [
    ["q", state.q.trim() && written(state.q.trim())],
    ...facets.map((facet) => [facet.name, valuesWritten(facet, state.ticked[facet.name])]),
    ["sort", state.sort === "rank" ? "" : state.sort],
    ["view", state.view === "cards" ? "" : state.view],
    ["only", state.isOnlyMarked ? "marked" : ""],
    ["marked", listWritten(state.marked)],
    ["entry", written(state.entry)],
  ];
  const told = parts.filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
  return told.length ? `#${told.join("&")}` : "";
}

/** @returns what a state asks for, as paper shows it. */
export function inWords(state, facets) {
  const ticked = facets
    .map((facet) => [facet, facet.labels.filter((_, place) => state.ticked[facet.name].has(facet.values[place]))])
    .filter(([, labels]) => labels.length)
    .map(([facet, labels]) => `${facet.legend}: ${labels.join(", ")}`);
  const query = state.q.trim();
  return [query && `Search: ${query}`, ...ticked, state.isOnlyMarked && "Marked works"].filter(Boolean).join(" · ");
}

/** @returns the state of a hash; what names no facet or order that there is says nothing, and no value is `unknown`. */
export function stateOf(hash, facets) {
  const state = emptyState(facets);
  const told = new Map(hash.replace(/^#/, "").split("&").map((part) => part.split(/=(.*)/s, 2)));
  state.q = read(told.get("q") ?? "");
  state.entry = read(told.get("entry") ?? "");
  if (Object.hasOwn(SORTS, told.get("sort") ?? "")) state.sort = told.get("sort");
  if (told.get("view") === "table") state.view = "table";
  state.isOnlyMarked = told.get("only") === "marked";
  state.marked = new Set(listRead(told.get("marked")));
  for (const facet of facets) {
    for (const word of listRead(told.get(facet.name))) {
      const values = valuesOf(facet, word);
      if (!values.length) state.unknown.push(word);
      for (const value of values) state.ticked[facet.name].add(value);
    }
  }
  return state;
}

const listWritten = (values) => [...values].map(written).join(",");
const listRead = (text) => (text ?? "").split(",").filter(Boolean).map(read);

/** Years in a row are a range; other values stand by themselves, in the facet's order. */
function valuesWritten(facet, values) {
  if (!facet.isRanged) return listWritten(facet.values.filter((value) => values.has(value)));
  const runs = [];
  let last = null;
  for (const value of [...facet.values].reverse()) {
    if (values.has(value) && last) last.push(value);
    else if (values.has(value)) runs.push((last = [value]));
    else last = null;
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}-${run.at(-1)}` : run[0])).join(",");
}

/** The values of a facet that a word of an address means; of years a range. */
function valuesOf(facet, word) {
  if (!facet.isRanged) return facet.values.filter((value) => value === word);
  const [first, last] = word.split("-");
  const [low, high] = [Number(first || 0), last === undefined ? Number(first) : Number(last || Infinity)];
  return facet.values.filter((value) => low <= value && value <= high);
}
