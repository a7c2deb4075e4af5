/** The page: its state, and what happens when somebody types, ticks, sorts, marks, or goes back. */

import { makeEngine } from "../search/engine.js";
import { makeAnswering } from "./answer.js";
import { bibtexOf, catalogue, searchedCatalogue } from "./blocks.js";
import { makeBoxes } from "./boxes.js";
import { copy, save } from "./copying.js";
import { byId, make, works } from "./dom.js";
import { facetsOf } from "./facets.js";
import { whenIdle } from "./idle.js";
import { listenForKeys } from "./keys.js";
import { makeList } from "./list.js";
import { SORTS } from "./sorting.js";
import { emptyState, hashOf, stateOf } from "./state.js";
import { announce, tell } from "./telling.js";

/** After a key, until the address states the query: browsers refuse more than some hundred changes in half a minute. */
const WRITING_MS = 300;
/** Works that are marked with one button: their ids stand in the address, and browsers bound its length. */
const MOST_MARKED = 500;

const { entries, legend } = catalogue;
const facets = facetsOf(entries, legend);
const numbers = new Map(entries.map((entry, number) => [entry.id, number]));
const answering = makeAnswering(entries, facets);
const list = makeList(entries, legend, { mark, copy: copyOne, link: (number) => push({ entry: entries[number].id }) });
const boxes = makeBoxes(facets, tick);
let state = stateOf(location.hash, facets, Object.keys(SORTS));
let answer = null;
let writing = 0;

/** Answer the state anew and draw all of it. */
function show() {
  answer = answering.answer(state);
  const { length } = answer.numbers;
  if (byId("query").value.trim() !== state.q.trim()) byId("query").value = state.q;
  byId("sort").value = state.sort;
  byId("sort").options[0].textContent = state.q.trim() ? SORTS.rank : "As listed";
  byId("counted").textContent = length === entries.length ? works(length) : `${length.toLocaleString("en")} of ${works(entries.length)}`;
  byId("said").replaceChildren(...answer.said.map((text) => make("p", {}, text)));
  const ticked = Object.values(state.ticked).reduce((count, values) => count + values.size, 0);
  byId("clear-facets").hidden = !ticked;
  byId("fold-facets").textContent = ticked ? `Filters (${ticked})` : "Filters";
  boxes.show(answer.counts, state.ticked);
  list.show(answer.numbers, answer.marks, state.marked);
  showMarked();
  announce([length ? works(length) : "", ...answer.said].filter(Boolean).join(". "));
  if (state.entry && !list.point(numbers.get(state.entry))) {
    tell(numbers.has(state.entry) ? "The work of the link is not among these." : `No entry is called ${state.entry}.`);
  }
}

function showMarked() {
  const marked = markedNumbers();
  const isAll = answer.numbers.length > 0 && answer.numbers.every((number) => state.marked.has(entries[number].id));
  byId("mark-all").textContent = isAll ? "Unmark these" : `Mark all ${answer.numbers.length.toLocaleString("en")}`;
  byId("mark-all").hidden = !answer.numbers.length || answer.numbers.length > MOST_MARKED;
  byId("marks").hidden = !marked.length;
  byId("marked").textContent = `${works(marked.length)} marked`;
  byId("save-marked").textContent = `Save ${works(marked.length)} as .bib`;
}

const markedNumbers = () => [...numbers].filter(([id]) => state.marked.has(id)).map(([, number]) => number);

const address = () => hashOf(state, facets) || location.pathname + location.search;

/** State the query in the address now, if that still waits. */
function write() {
  clearTimeout(writing);
  if (writing) history.replaceState(null, "", address());
  writing = 0;
}

/** A change that Back takes back. */
function push(change) {
  write();
  state = { ...state, entry: "", ...change };
  history.pushState(null, "", address());
  show();
}

/** A change that the address states, and Back passes over. */
function replace(change) {
  state = { ...state, entry: "", ...change };
  clearTimeout(writing);
  writing = setTimeout(write, WRITING_MS);
}

function tick(facet, value, isTicked) {
  const values = new Set(state.ticked[facet.name]);
  values[isTicked ? "add" : "delete"](value);
  push({ ticked: { ...state.ticked, [facet.name]: values } });
}

function mark(number, isMarked) {
  markAll([number], isMarked);
}

function markAll(some, areMarked) {
  const marked = new Set(state.marked);
  for (const number of some) marked[areMarked ? "add" : "delete"](entries[number].id);
  replace({ marked });
  list.mark(marked);
  showMarked();
}

async function copyOne(number) {
  copy(await bibtexOf([number]), `the BibTeX of ${entries[number].id}`);
}

async function copyMarked() {
  const marked = markedNumbers();
  copy(await bibtexOf(marked), `the BibTeX of ${works(marked.length)}`);
}

async function saveMarked() {
  const marked = markedNumbers();
  save(await bibtexOf(marked), "marked.bib");
  tell(`Saved ${works(marked.length)} as marked.bib.`);
}

/** Index in idle moments, and answer anew what was asked meanwhile. Where it can't be unpacked, titles are searched. */
async function startSearch() {
  const ready = () => byId("results").removeAttribute("aria-busy");
  const done = () => {
    answering.use(engine);
    ready();
    if (state.q.trim()) show();
  };
  let engine = null;
  try {
    engine = makeEngine(await searchedCatalogue());
  } catch {
    ready();
    tell("This browser is too old for the search; the letters of titles are searched.");
    return;
  }
  whenIdle((milliseconds) => engine.step(milliseconds), done);
}

function clear() {
  byId("query").value = "";
  replace({ q: "" });
  show();
}

function listen() {
  byId("query").addEventListener("input", () => {
    replace({ q: byId("query").value });
    show();
  });
  byId("asking").addEventListener("submit", (event) => event.preventDefault());
  byId("sort").addEventListener("change", () => push({ sort: byId("sort").value }));
  byId("clear-facets").addEventListener("click", () => {
    push({ ticked: emptyState(facets).ticked });
    byId("results").focus();
  });
  byId("mark-all").addEventListener("click", () => {
    markAll(answer.numbers, !answer.numbers.every((number) => state.marked.has(entries[number].id)));
  });
  byId("save-marked").addEventListener("click", saveMarked);
  byId("copy-marked").addEventListener("click", copyMarked);
  byId("clear-marked").addEventListener("click", () => {
    markAll(markedNumbers(), false);
    byId("results").focus();
  });
  byId("fold-facets").addEventListener("click", () => {
    const isOpen = byId("fold-facets").getAttribute("aria-expanded") === "true";
    byId("fold-facets").setAttribute("aria-expanded", String(!isOpen));
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("results").focus();
  });
  addEventListener("popstate", () => {
    clearTimeout(writing);
    writing = 0;
    state = stateOf(location.hash, facets, Object.keys(SORTS));
    show();
  });
}

byId("sort").append(...Object.entries(SORTS).map(([value, name]) => make("option", { value }, name)));
byId("page").hidden = false;
byId("open-keys").hidden = false;
listen();
listenForKeys(clear);
show();
// The list is drawn first.
setTimeout(startSearch, 0);
