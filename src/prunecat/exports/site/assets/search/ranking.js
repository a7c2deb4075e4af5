/** Which entries answer a query, and in which order: `prunecat/query/ranking.py`, where the scores are explained. */

import { bestScores, scores, sought } from "./fulltext.js";
import { NAMED } from "./index.js";
import { range } from "./meanings.js";
import { wordsOf } from "./words.js";

const SURE_SCORE = 1;
const FACT_SCORE = 3;
const VENUE_SCORE = 60;
const YEAR_SCORE = 30;
const WHOLE_TITLE = 40;
const TO_THE_LETTER = 0.4;
const OF_FUNCTION = 0.1;
const SIDE_BY_SIDE = 0.35;
const ONE_NAME = 2;
const NAME_TOLD = 2.5;
const READ_TITLES = 1_000;
const FACTS = {
  type: (entry, meant) => (entry.types ?? []).includes(meant),
  framework: (entry, meant) => (entry.code ?? []).some((link) => link.framework === meant),
  code: (entry) => Boolean(entry.code?.length),
  section: (entry, meant) => entry.section === meant,
};

/** An entry's answer to words of a query: its score, and by the index of each word that matches [score, meaning]. */
export function makeHit(number, words = []) {
  return { number, words, score: 0, byWord: new Map(), hasAll: true };
}

/** Whether all these words match; that an entry has code only raises it. */
export function covers(hit, words) {
  return words.every((at) => hit.byWord.has(at) && hit.byWord.get(at)[1].kind !== "code");
}

/** Every entry that one meaning at least leads to, by number, with the best meaning for each word. */
export function scoreWords(index, words, found) {
  const hits = new Map();
  const surest = new Map();
  for (const meaning of [...found].sort((one, other) => other.weight - one.weight)) {
    const span = range(meaning.start, meaning.stop);
    const scored = meaningScores(index, meaning);
    // A less sure meaning counts as less than the surest one, however many of its texts an entry has.
    const most = span.every((at) => surest.has(at)) ? span.reduce((sum, at) => sum + surest.get(at), 0) : Infinity;
    let best = 0;
    for (const [number, score] of scored) {
      if (score > best) best = score;
      let hit = hits.get(number);
      if (!hit) hits.set(number, (hit = makeHit(number, words)));
      addMeaning(index, words, hit, meaning, span, (meaning.weight * Math.min(score, most)) / span.length);
    }
    if (best / span.length > SURE_SCORE)
      span.filter((at) => !surest.has(at)).forEach((at) => surest.set(at, best / span.length));
  }
  for (const hit of hits.values()) for (const [score] of hit.byWord.values()) hit.score += score;
  addPairs(index, words, hits);
  return hits;
}

function addMeaning(index, words, hit, meaning, span, share) {
  for (const at of span) {
    const worth = index.english.stop.has(words[at]) ? share * OF_FUNCTION : share;
    const had = hit.byWord.get(at);
    if (!had || had[0] < worth) hit.byWord.set(at, [worth, meaning]);
  }
}

function meaningScores(index, meaning) {
  if (meaning.expressions.length) return bestScores(index.tables[meaning.table], meaning.expressions);
  const isFact = FACTS[meaning.kind];
  const found = new Map();
  index.entries.forEach((entry, number) => isFact(entry, meaning.meant[0]) && found.set(number, FACT_SCORE));
  return found;
}

/** Add to the hits that have two words of the query side by side, in the title or as one author's name. */
function addPairs(index, words, hits) {
  for (let at = 0; at + 1 < words.length; at++) {
    const [first, second] = [words[at], words[at + 1]];
    if (index.english.stop.has(first) || index.english.stop.has(second)) continue;
    const { search, people } = index.tables;
    addTo(hits, scores(search, sought([[first, second]], NAMED)), SIDE_BY_SIDE);
    addTo(hits, bestScores(people, [sought([[first, second]]), sought([[second, first]])]), ONE_NAME);
  }
}

function addTo(hits, scored, worth) {
  for (const [number, score] of scored) if (hits.has(number)) hits.get(number).score += worth * score;
}

/** Add to the best hits for words verbatim in the title, a name that the query spells, and the whole title. */
export function addTitles(index, words, hits, titled) {
  const best = [...hits].sort((one, other) => other.score - one.score).slice(0, READ_TITLES);
  for (const hit of best) {
    const title = index.titles[hit.number];
    const told = new Set();
    for (const [score, meaning] of [...hit.byWord.values()]) {
      const there = meaning.meant.filter((text) => ` ${title} `.includes(` ${text} `));
      there.forEach((text) => text.split(" ").forEach((word) => told.add(word)));
      if (there.length) hit.score += TO_THE_LETTER * score;
    }
    const name = new Set(
      wordsOf(index.entries[hit.number].title.split(":")[0]).filter((word) => !index.english.stop.has(word)),
    );
    hit.score += (NAME_TOLD * [...name].filter((word) => told.has(word)).length) / Math.max(name.size, 1);
    hit.score += wholeTitle(title, mended(words, hit), titled.has(hit.number));
  }
}

function wholeTitle(title, read, isTitled) {
  if (title === read.join(" ")) return WHOLE_TITLE;
  const isReordered = title.split(" ").sort().join(" ") === [...read].sort().join(" ");
  return isReordered ? WHOLE_TITLE / 2 : isTitled ? WHOLE_TITLE : 0;
}

/** The words of a query as an entry has them, without the typos that it was found by. */
function mended(words, hit) {
  const read = [...words];
  for (const [, { kind, start, stop, meant }] of hit.byWord.values()) {
    if (kind === "typo" && stop === start + 1) read[start] = meant[0];
  }
  return read;
}

/** Raise the entries of a venue or year that the query names in passing. */
export function addHints(index, hints, hits) {
  for (const hit of hits) {
    for (const { kind, value } of hints) {
      if (index.entries[hit.number][kind] === value) hit.score += kind === "venue" ? VENUE_SCORE : YEAR_SCORE;
    }
  }
}
