/** The answer to a state: which works, in which order, and what is said of it, in the words of the command line. */

import { fold, wordsOf } from "../search/words.js";
import { narrowed } from "./facets.js";
import { inOrder } from "./sorting.js";

const NOTHING_SAID = { said: [], marks: new Map(), wider: [] };

/**
 * What answers states over entries and their facets: `answer(state)` gives { numbers, counts, said, marks }. Until it
 * is told to `use` an engine, which takes its time to index, words are looked for in the letters of titles.
 */
export function makeAnswering(entries, facets) {
  const all = [...entries.keys()];
  const byTitle = titleFilter(entries);
  let engine = null;
  let last = { text: null };

  function found(text) {
    if (!text) return { ...NOTHING_SAID, numbers: all };
    if (!engine) return { ...NOTHING_SAID, numbers: byTitle(text) };
    if (last.text !== text) last = { text, found: searched(engine, text) };
    return last.found;
  }

  return {
    answer(state) {
      const { numbers, said, marks, wider } = found(state.q.trim());
      const { passed, counts } = narrowed(facets, numbers, state.ticked);
      const isNone = passed.length === 0 && wider !== null;
      const none = isNone ? [noneFound([...wider, ...withoutAFacet(facets, numbers, state.ticked)])] : [];
      return { numbers: inOrder(passed, state.sort, entries), counts, said: [...said, ...none], marks };
    },
    use: (indexed) => (engine = indexed),
  };
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
    if (error.name !== "UsageError") throw error;
    return { numbers: [], said: [error.message], marks: new Map(), wider: null };
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
