/** The answer to a state: which works, in which order, and what is said of it, in the words of the command line. */

import { parse } from "../search/parse.js";
import { fold, wordsOf } from "../search/words.js";
import { works } from "./dom.js";
import { narrowed } from "./facets.js";
import { inOrder } from "./sorting.js";

const NOTHING_SAID = { said: [], marks: new Map(), wider: [] };

/**
 * What answers states over entries and their facets: `answer(state)` gives { numbers, counts, said, marks, isRefused,
 * isReading }: whether the query can't be asked, whether the answer is but of titles for now. Until it is told to `use`
 * an engine, which takes its time to index, words are looked for in the letters of titles, and for good when it is told
 * to `doWithout`.
 */
export function makeAnswering(entries, facets) {
  const answering = {
    entries,
    facets,
    all: [...entries.keys()],
    byTitle: titleFilter(entries),
    engine: null,
    isReading: true,
    last: { text: null },
  };
  return {
    answer: (state) => answerTo(answering, state),
    use: (engine) => Object.assign(answering, { engine, isReading: false }),
    doWithout: () => Object.assign(answering, { isReading: false }),
  };
}

function answerTo(answering, state) {
  const { entries, facets, all } = answering;
  const { numbers, said, marks, wider, isRefused = false, isReading = false } = found(answering, state.q.trim());
  const ofMarked = state.isOnlyMarked ? numbers.filter((number) => state.marked.has(entries[number].id)) : numbers;
  const { passed, counts } = narrowed(facets, ofMarked, state.ticked);
  const more = state.isOnlyMarked ? othersMarked(state.marked.size - passed.length) : [];
  const isNone = passed.length === 0 && wider !== null && !more.length;
  const none = isNone ? [noneFound([...wider, ...withoutAFacet(facets, ofMarked, state.ticked)])] : [];
  return {
    numbers: inOrder(passed, state.sort, entries),
    // While nothing is known yet, what may be ticked stays as it is.
    counts: isReading && !numbers.length ? narrowed(facets, all, state.ticked).counts : counts,
    said: [...said, ...more, ...none],
    marks,
    isRefused,
    isReading,
  };
}

function found(answering, text) {
  const { all, engine, isReading, byTitle } = answering;
  if (!text) return { ...NOTHING_SAID, numbers: all };
  if (asksNothing(text)) return { ...NOTHING_SAID, numbers: all, said: ["Nothing is asked for yet."] };
  if (!engine) return { ...NOTHING_SAID, numbers: byTitle(text), ...(isReading ? stillReading(all.length) : {}) };
  if (answering.last.text !== text) answering.last = { text, found: searched(engine, text) };
  return answering.last.found;
}

/** Whether a text is only the beginning of what can be asked: `(`, `^`, `title:"`. */
function asksNothing(text) {
  const { words, phrases, without, terms, within } = parse(text);
  return ![words, phrases, without, terms, within].some((asked) => asked.length);
}

function stillReading(count) {
  const said = [`Still reading the words of ${works(count)}; these have the letters in their titles.`];
  return { said, wider: null, isReading: true };
}

/** What finds the entries whose titles have all words of a text, as letters anywhere: until the index is there. */
function titleFilter(entries) {
  let titles = null;
  return (text) => {
    titles ??= entries.map((entry) => fold(entry.title));
    const words = wordsOf(text);
    return [...titles.keys()].filter((number) => words.every((word) => titles[number].includes(word)));
  };
}

/**
 * The engine's answer: numbers by rank, sentences, for each number the beginnings of words to mark, and the filters of
 * the query without which there is more, each with how much; null for a query that can't be asked.
 */
function searched(engine, text) {
  try {
    const answer = engine.search(text);
    return {
      numbers: answer.hits.map((hit) => hit.number),
      said: sentences(answer),
      marks: new Map(answer.hits.map((hit) => [hit.number, hit.marks])),
      wider: answer.wider,
    };
  } catch (error) {
    const said = [error.name === "UsageError" ? error.message : `The search failed: ${error.message}`];
    return { numbers: [], said, marks: new Map(), wider: null, isRefused: true };
  }
}

function sentences({ hits, complete, lacking, repaired, typed, remarks }) {
  const said = [...remarks];
  if (repaired) said.push(`Searching for ${repaired} (you typed: ${typed})`);
  if (hits.length && (lacking.length || !complete)) {
    said.push(`No entry has ${lacking.join(", ") || "all the words"}; these come nearest.`);
  }
  if (!hits.length && lacking.length) said.push(`No entry has ${lacking.join(", ")}.`);
  return said;
}

/** That works are marked which are not among those shown. */
function othersMarked(count) {
  if (count <= 0) return [];
  return [`Of the marked works the query and the filters leave ${count.toLocaleString("en")} out.`];
}

/** The facets with ticks without which there is more, each with how much. */
function withoutAFacet(facets, numbers, ticked) {
  return facets
    .filter((facet) => ticked[facet.name].size)
    .map((facet) => {
      const others = { ...ticked, [facet.name]: new Set() };
      return [`the filter of ${facet.legend.toLowerCase()}`, narrowed(facets, numbers, others).passed.length];
    })
    .filter(([, count]) => count);
}

/** The sentence that nothing matches, with what would, without one of these filters. */
function noneFound(wider) {
  const told = wider.map(([filter, count]) => `without ${filter} there ${count === 1 ? "is 1" : `are ${count}`}`);
  return `No entries match${told.length ? `; ${told.join(", ")}` : ""}.`;
}
