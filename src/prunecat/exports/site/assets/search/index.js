/** The index of the page's entries, made in slices: what is known of words, terms and venues before a question. */

import { addRow, anyEntry, makeTable, sought } from "./fulltext.js";
import { stem } from "./stems.js";
import { byLength } from "./typos.js";
import { byText, wordsOf } from "./words.js";

/** What a match counts in title, method, topic and text; and what a part of a name is worth beside. */
const WEIGHTS = [10, 8, 4, 1];
const OF_A_NAME = 0.5;
/** Entries, or terms, that are indexed before the clock is looked at. */
const STEP = 20;
const SHORTEST_NAME = 4;
export const TITLE = [0];
export const METHOD = [1];
export const NAMED = [0, 1];
export const TEXT = [3];

/** An index without entries, of the page's data. */
export function emptyIndex(data) {
  const { english, venues, types, terms, origins, parts } = data.search;
  return {
    entries: data.entries,
    sections: data.sections,
    origins,
    parts,
    types: new Map(types),
    typeNames: Object.values(data.legend),
    english: Object.fromEntries(Object.entries(english).map(([name, words]) => [name, new Set(words)])),
    venues: new Map(venues.flatMap(([name, forms]) => forms.map((form) => [form, name]))),
    terms,
    tables: { search: makeTable(WEIGHTS, 1, stem), people: makeTable([1], OF_A_NAME, (word) => word) },
    titles: [],
    words: new Map(),
    called: new Map(),
    groups: new Map(),
    topicNames: new Map(),
    names: new Map(),
    addresses: new Map(),
  };
}

/** Index further for about so many milliseconds; whether all is indexed. */
export function indexFurther(index, milliseconds) {
  const stop = performance.now() + milliseconds;
  index.work ??= indexing(index);
  while (!index.work.next().done) if (performance.now() >= stop) return false;
  return true;
}

/** Indexes a piece at a time: the entries, what is told of all together, the vocabulary. */
function* indexing(index) {
  yield* inPieces(index.entries, (entry) => addEntry(index, entry));
  complete(index);
  yield* inPieces(index.terms, (term) => addTerm(index, term));
  completeTerms(index);
}

function* inPieces(all, add) {
  for (let at = 0; at < all.length; at += STEP) {
    all.slice(at, at + STEP).forEach(add);
    yield;
  }
}

function addEntry(index, entry) {
  const [title, method, topic, text, people] = entry.index;
  const columns = [title, method, topic, text].map(split);
  const names = split(people);
  addRow(index.tables.search, columns);
  addRow(index.tables.people, [names]);
  index.titles.push(title);
  count(index, new Set(columns.flat()), "entries");
  count(index, new Set(names), "people");
}

function split(text) {
  return text ? text.split(" ") : [];
}

function count(index, words, what) {
  for (const word of words) {
    let known = index.words.get(word);
    if (!known) index.words.set(word, (known = { entries: 0, people: 0 }));
    known[what]++;
  }
}

/** What is told of all entries together. */
function complete(index) {
  index.sortedWords = [...index.words.keys()].sort(byText);
  index.wordsByLength = byLength(index.sortedWords);
  index.usedVenues = new Set(index.entries.map((entry) => entry.venue).filter(Boolean));
  index.topics = new Set(index.entries.flatMap((entry) => entry.topics ?? []));
  index.years = new Set(index.entries.map((entry) => entry.year).filter(Boolean));
  const links = index.entries.flatMap((entry) => entry.code ?? []);
  index.frameworks = [...new Set(links.map((link) => link.framework).filter(Boolean))].sort(byText);
}

/** A term of the vocabulary: by its stems the groups that have it, and by group the terms that an entry has. */
function addTerm(index, [group, relation, text, mayBePresent]) {
  const key = termKey(text.split(" "));
  if (!index.called.has(key)) index.called.set(key, []);
  index.called.get(key).push([group, relation]);
  if (relation === "same" && !(index.topicNames.get(group)?.length >= SHORTEST_NAME)) nameTopic(index, group, text);
  if (!mayBePresent || !anyEntry(index.tables.search, sought([text.split(" ")]))) return;
  if (!index.groups.has(group)) index.groups.set(group, []);
  index.groups.get(group).push([relation, text]);
}

/** Call a group's topic by its first term that is no mere acronym, or else by its first. */
function nameTopic(index, group, term) {
  if (term.length >= SHORTEST_NAME || !index.topicNames.has(group)) index.topicNames.set(group, term);
}

/** What is told of all terms together: the words of those that mean what an entry has, for repairs. */
function completeTerms(index) {
  const found = index.terms.filter(([group, relation]) => relation === "same" && index.groups.has(group));
  const names = index.typeNames.flatMap(wordsOf);
  index.termWordsByLength = byLength(new Set([...found.flatMap(([, , text]) => text.split(" ")), ...names]));
}

/** The form in which a term and words that mean it in any inflection are one. */
export function termKey(words) {
  return words.map(stem).join(" ");
}

/** The index's words that begin with one and are longer. */
export function beginning(index, word) {
  let low = 0;
  let high = index.sortedWords.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.sortedWords[middle] <= word) low = middle + 1;
    else high = middle;
  }
  while (high < index.sortedWords.length && index.sortedWords[high].startsWith(word)) high++;
  return index.sortedWords.slice(low, high);
}
