/** The page: what happens when somebody types, ticks, sorts, marks, or goes back. */

import { makeEngine } from "../search/engine.js";
import { makeAnswering } from "./answer.js";
import { abstractOf, canUnpack, catalogue, searchedCatalogue } from "./blocks.js";
import { makeBoxes } from "./boxes.js";
import { copy, withBibtex } from "./copying.js";
import { byId, make, works } from "./dom.js";
import { facetsOf } from "./facets.js";
import { makeHistory } from "./history.js";
import { oncePerFrame, whenIdle } from "./idle.js";
import { listenForKeys } from "./keys.js";
import { makeList } from "./list.js";
import { makeMarks } from "./marks.js";
import { SORTS } from "./sorting.js";
import { emptyState, inWords } from "./state.js";
import { announce, hush, tell } from "./telling.js";

const { entries, legend } = catalogue;
const numbers = new Map(entries.map((entry, number) => [entry.id, number]));
const facets = facetsOf(catalogue);
const answering = makeAnswering(entries, facets);
const past = makeHistory(facets, (isBack) => (isBack ? show() : showFromTheTop()));
const boxes = makeBoxes(facets, choose);
const list = makeList(entries, legend, {
  mark: (number, isMarked) => marks.mark([number], isMarked),
  copy: (number) => withBibtex([number], (text) => copy(text, `the BibTeX of ${entries[number].id}`)),
  abstract: (number) => abstractOf(number).catch((error) => `It can't be unpacked: ${error.message}.`),
  link: (number) => copy(addressOf(entries[number]), `the link to ${entries[number].id}`),
  sort: (sort) => past.push({ sort }),
  more: (shown) => past.replace({ shown }),
});
const marks = makeMarks(entries, past, () => list.mark(past.state.marked));
const answerTyped = oncePerFrame(() => showFromTheTop(true));

/** The address of one work alone. */
const addressOf = (entry) => `${location.href.split("#")[0]}#entry=${encodeURIComponent(entry.id)}`;

/** Answer the state anew and draw all of it; while somebody types what can't be asked yet, the last works stay. */
function show(isTyped = false) {
  const { state } = past;
  const answer = answering.answer(state);
  showControls(state);
  showSaid(answer, isTyped && answer.isRefused);
  if (isTyped && answer.isRefused) {
    announce(answer.said);
    return;
  }
  boxes.show(answer.counts, state.ticked);
  list.show(answer, state);
  marks.show(answer.numbers);
  showCount(answer);
  if (state.unknown.length) tell(`No work has ${state.unknown.join(", ")}.`);
  if (state.entry && !list.point(numbers.get(state.entry))) {
    tell(numbers.has(state.entry) ? "The work of the link is not among these." : `No entry is called ${state.entry}.`);
  }
}

/** Show another answer; whoever has scrolled past its head sees its head. */
function showFromTheTop(isTyped = false) {
  show(isTyped);
  const results = byId("results");
  if (results.getBoundingClientRect().top < 0) results.scrollIntoView({ block: "start", behavior: "instant" });
}

function showControls(state) {
  const ticked = Object.values(state.ticked).reduce((count, values) => count + values.size, 0);
  if (byId("query").value.trim() !== state.q.trim()) byId("query").value = state.q;
  byId("asked").textContent = inWords(state, facets);
  byId("sort").value = state.sort;
  byId("sort").options[0].textContent = state.q.trim() ? SORTS.rank : "As listed";
  byId("view").setAttribute("aria-pressed", String(state.view === "table"));
  byId("clear-facets").hidden = !ticked;
  byId("fold-facets").textContent = ticked ? `Filters (${ticked})` : "Filters";
}

function showSaid({ said }, isQuiet) {
  byId("said").classList.toggle("is-quiet", isQuiet);
  byId("said").replaceChildren(...said.map((text) => make("p", {}, text)));
}

function showCount({ numbers: { length }, said, isReading }) {
  const all = works(entries.length);
  const isUnknown = isReading && !length;
  const count = isUnknown ? "…" : length.toLocaleString("en");
  byId("counted").textContent = length === entries.length ? all : `${count} of ${all}`;
  announce(isUnknown ? said : [works(length), ...said]);
}

/** Let these values of a facet be ticked and no others. */
function choose(facet, values) {
  hush();
  past.push({ ticked: { ...past.state.ticked, [facet.name]: values } });
}

function ask(q) {
  hush();
  past.type(q);
  answerTyped();
}

/** Take the query as it stands: what is typed from now on is another step, and what can't be asked finds nothing. */
function settle(then = () => {}) {
  past.settle();
  // What was typed last is answered in this frame.
  requestAnimationFrame(() => {
    if (byId("said").classList.contains("is-quiet")) show();
    then();
  });
}

function listenToQuery() {
  byId("query").addEventListener("input", () => ask(byId("query").value));
  byId("query").addEventListener("change", () => settle());
  byId("asking").addEventListener("submit", (event) => {
    event.preventDefault();
    settle(list.enter);
  });
  byId("query").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.isComposing) return;
    event.preventDefault();
    settle(list.enter);
  });
}

function listen() {
  listenToQuery();
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
  for (const link of document.querySelectorAll(".skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      byId("results").focus();
    });
  }
  listenForKeys(() => ask(""));
}

/** Index in idle moments, and answer anew what was asked meanwhile. */
async function startSearch() {
  if (canUnpack) {
    try {
      await index(makeEngine(await searchedCatalogue()));
    } catch (error) {
      answering.doWithout();
      tell(`The search can't be made: ${error.message}. The letters of titles are searched.`);
    }
  } else {
    answering.doWithout();
    tell("This browser is too old for the search; the letters of titles are searched.");
  }
  byId("results").removeAttribute("aria-busy");
  if (past.state.q.trim()) show(document.activeElement === byId("query"));
}

async function index(engine) {
  await whenIdle((milliseconds) => engine.step(milliseconds));
  answering.use(engine);
}

byId("sort").append(...Object.entries(SORTS).map(([value, name]) => make("option", { value }, name)));
// The plain list is for browsers that did not get so far.
document.documentElement.classList.add("is-scripted");
byId("page").hidden = false;
byId("open-keys").hidden = false;
listen();
show();
// The list is drawn first.
setTimeout(startSearch, 0);
