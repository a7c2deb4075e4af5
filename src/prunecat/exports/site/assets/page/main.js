/** The page: what happens when somebody types, ticks, sorts, marks, or goes back. */

import { makeEngine } from "../search/engine.js";
import { makeAnswering } from "./answer.js";
import { bibtexOf, catalogue, searchedCatalogue } from "./blocks.js";
import { makeBoxes } from "./boxes.js";
import { copy } from "./copying.js";
import { byId, make, works } from "./dom.js";
import { facetsOf } from "./facets.js";
import { makeHistory } from "./history.js";
import { whenIdle } from "./idle.js";
import { listenForKeys } from "./keys.js";
import { makeList } from "./list.js";
import { makeMarks } from "./marks.js";
import { SORTS } from "./sorting.js";
import { emptyState } from "./state.js";
import { announce, tell } from "./telling.js";

const { entries, legend } = catalogue;
const numbers = new Map(entries.map((entry, number) => [entry.id, number]));
const facets = facetsOf(entries, legend);
const answering = makeAnswering(entries, facets);
const past = makeHistory(facets, show);
const boxes = makeBoxes(facets, tick);
const list = makeList(entries, legend, {
  mark: (number, isMarked) => marks.mark([number], isMarked),
  copy: async (number) => copy(await bibtexOf([number]), `the BibTeX of ${entries[number].id}`),
  link: (number) => past.push({ entry: entries[number].id }),
  sort: (sort) => past.push({ sort }),
});
const marks = makeMarks(entries, past, () => list.mark(past.state.marked));

/** Answer the state anew and draw all of it. */
function show() {
  const { state } = past;
  const answer = answering.answer(state);
  showControls(state, answer);
  boxes.show(answer.counts, state.ticked);
  list.show(answer, state);
  marks.show(answer.numbers);
  announce([works(answer.numbers.length), ...answer.said].join(". "));
  if (state.unknown.length) tell(`No work has ${state.unknown.join(", ")}.`);
  if (state.entry && !list.point(numbers.get(state.entry))) {
    tell(numbers.has(state.entry) ? "The work of the link is not among these." : `No entry is called ${state.entry}.`);
  }
}

function showControls(state, answer) {
  const { length } = answer.numbers;
  const all = works(entries.length);
  const ticked = Object.values(state.ticked).reduce((count, values) => count + values.size, 0);
  if (byId("query").value.trim() !== state.q.trim()) byId("query").value = state.q;
  byId("sort").value = state.sort;
  byId("sort").options[0].textContent = state.q.trim() ? SORTS.rank : "As listed";
  byId("view").setAttribute("aria-pressed", String(state.view === "table"));
  byId("counted").textContent = length === entries.length ? all : `${length.toLocaleString("en")} of ${all}`;
  byId("said").replaceChildren(...answer.said.map((text) => make("p", {}, text)));
  byId("clear-facets").hidden = !ticked;
  byId("fold-facets").textContent = ticked ? `Filters (${ticked})` : "Filters";
}

function tick(facet, value, isTicked) {
  const values = new Set(past.state.ticked[facet.name]);
  values[isTicked ? "add" : "delete"](value);
  past.push({ ticked: { ...past.state.ticked, [facet.name]: values } });
}

function ask(q) {
  past.replace({ q });
  show();
}

function listen() {
  byId("query").addEventListener("input", () => ask(byId("query").value));
  byId("asking").addEventListener("submit", (event) => event.preventDefault());
  byId("sort").addEventListener("change", () => past.push({ sort: byId("sort").value }));
  byId("view").addEventListener("click", () => past.push({ view: past.state.view === "table" ? "cards" : "table" }));
  byId("clear-facets").addEventListener("click", () => {
    past.push({ ticked: emptyState(facets).ticked });
    byId("results").focus();
  });
  byId("fold-facets").addEventListener("click", () => {
    const isOpen = byId("facets").classList.toggle("is-open");
    byId("fold-facets").setAttribute("aria-expanded", String(isOpen));
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("results").focus();
  });
  listenForKeys(() => ask(""));
}

/** Index in idle moments, and answer anew what was asked meanwhile. Where it can't be unpacked, titles are searched. */
async function startSearch() {
  const ready = () => byId("results").removeAttribute("aria-busy");
  let engine = null;
  try {
    engine = makeEngine(await searchedCatalogue());
  } catch {
    ready();
    tell("This browser is too old for the search; the letters of titles are searched.");
    return;
  }
  whenIdle(
    (milliseconds) => engine.step(milliseconds),
    () => {
      answering.use(engine);
      ready();
      if (past.state.q.trim()) show();
    },
  );
}

byId("sort").append(...Object.entries(SORTS).map(([value, name]) => make("option", { value }, name)));
byId("page").hidden = false;
byId("open-keys").hidden = false;
listen();
show();
// The list is drawn first.
setTimeout(startSearch, 0);
