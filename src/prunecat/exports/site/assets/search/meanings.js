/** What the words of a query may mean: `prunecat/query/meanings.py`. */

import { abbreviated, initials } from "./acronyms.js";
import { anyEntry, sought } from "./fulltext.js";
import { beginning, termKey } from "./index.js";
import { begunRepairs, repairs } from "./typos.js";
import { fold, isNumber } from "./words.js";

const LONGEST_TERM = 5;
const COMPLETIONS = 40;
const SHORT = 3;
const REACHES = {
  same: [
    ["same", "jargon", 0.8],
    ["leads_to", "topic", 0.6],
    ["near", "near", 0.35],
  ],
  near: [["same", "near", 0.3]],
  leads_to: [],
};

/** A meaning of the words from start to before stop: what is meant, how surely, and what it looks for in a table. */
function meaning(kind, start, stop, meant, weight, expressions = [], table = "search") {
  return { kind, start, stop, meant, weight, expressions, table };
}

/** Every meaning of the words; typos only for words that no other meaning explains. */
export function meanings(index, words) {
  const found = [
    ...asTheyStand(index, words),
    ...asJargon(index, words),
    ...asFacts(index, words),
    ...joined(index, words),
  ];
  const told = explained(
    found.filter(({ kind }) => kind !== "beginning"),
    [],
  );
  found.push(...asAcronyms(index, words, told));
  const odd = [...words.keys()].filter((at) => !index.english.common.has(words[at]));
  const known = explained(found);
  found.push(...odd.filter((at) => !known.has(at)).flatMap((at) => splitWord(index, words[at], at)));
  const better = explained(found);
  const strange = odd.filter((at) => !better.has(at));
  const mended = repairedMeanings(index, words, strange);
  const explainedNow = explained(mended);
  const left = strange.filter((at) => !explainedNow.has(at));
  return [...found, ...mended, ...asAbbreviations(index, words, left)];
}

/** The indices of the words that a meaning explains, those of some kinds left out. */
function explained(found, without = ["near"]) {
  return new Set(found.filter(({ kind }) => !without.includes(kind)).flatMap(({ start, stop }) => range(start, stop)));
}

/** The whole numbers from start to before stop. */
export function range(start, stop) {
  return Array.from({ length: stop - start }, (_, at) => start + at);
}

/** Whether a word is explained by nothing but `near` terms of the vocabulary. */
export function onlyNear(found) {
  return explained(found, []).size !== explained(found).size;
}

/** The words that no entry has, in any form: nothing or only their topic explains them. */
export function lackingWords(index, words, found) {
  const had = explained(found, ["topic", "near"]);
  return words.filter((word, at) => !had.has(at) && !index.english.common.has(word));
}

function asTheyStand(index, words) {
  return words.flatMap((word, at) => {
    const expression = [sought([[word]])];
    const found = [];
    if (anyEntry(index.tables.search, expression[0])) found.push(meaning("word", at, at + 1, [word], 1, expression));
    if (anyEntry(index.tables.people, expression[0]))
      found.push(meaning("author", at, at + 1, [word], 1, expression, "people"));
    const { stop, carriers } = index.english;
    if (word.length < 2 || isNumber(word) || (words.length === 1 ? stop : carriers).has(word)) return found;
    const [begun, table] = completions(index, word);
    if (begun.length) {
      const weight = 0.45 + 0.4 * Math.min(1, word.length / Math.max(...begun.map((longer) => longer.length)));
      found.push(meaning("beginning", at, at + 1, begun, weight, [anyWord(begun)], table));
    }
    return found;
  });
}

function anyWord(words) {
  return sought(words.map((word) => [word]));
}

function phrases(texts) {
  return texts.map((text) => sought([text.split(" ")]));
}

/** The words that begin with one, of the entries' subjects or else of their authors' names; and their table. */
function completions(index, word) {
  const entries = (longer) => index.words.get(longer).entries;
  const begun = beginning(index, word)
    .sort((one, other) => entries(other) - entries(one))
    .slice(0, COMPLETIONS);
  const subjects = begun.filter((longer) => entries(longer) > (word.length < 3 ? 1 : 0));
  return subjects.length ? [subjects, "search"] : [word.length > 2 ? begun : [], "people"];
}

function asJargon(index, words) {
  const found = [];
  for (let size = 1; size <= Math.min(LONGEST_TERM, words.length); size++) {
    for (let start = 0; start + size <= words.length; start++) {
      const run = words.slice(start, start + size);
      if (size === 1 && index.english.stop.has(run[0])) continue;
      for (const [group, relation] of index.called.get(termKey(run)) ?? []) {
        found.push(...ofGroup(index, group, relation, start, start + size));
      }
    }
  }
  return found;
}

function ofGroup(index, group, relation, start, stop) {
  return REACHES[relation].flatMap(([reached, kind, weight]) => {
    const texts = (index.groups.get(group) ?? []).filter(([other]) => other === reached).map(([, text]) => text);
    return texts.length ? [meaning(kind, start, stop, texts, weight, phrases(texts))] : [];
  });
}

function asAcronyms(index, words, known) {
  return words.flatMap((word, at) => {
    if (index.english.common.has(word) || (known.has(at) && words.length > SHORT)) return [];
    const texts = initials(index, word);
    return texts.length ? [meaning("acronym", at, at + 1, texts, known.has(at) ? 0.4 : 0.8, phrases(texts))] : [];
  });
}

function asAbbreviations(index, words, unknown) {
  return unknown.flatMap((at) => {
    const texts = abbreviated(index, words[at]);
    return texts.length ? [meaning("acronym", at, at + 1, texts, 0.8, phrases(texts))] : [];
  });
}

function asFacts(index, words) {
  const frameworks = new Map(index.frameworks.map((name) => [fold(name), name]));
  return words.flatMap((word, at) => {
    const fact = (kind, meant, weight) => meaning(kind, at, at + 1, [meant], weight);
    const found = [];
    if (word.length > 2 && index.types.has(word)) found.push(fact("type", index.types.get(word), 0.3));
    if (frameworks.has(word)) found.push(fact("framework", frameworks.get(word), 0.3));
    if (index.english.code.has(word)) found.push(fact("code", word, 1));
    if (index.english.surveys.has(word)) found.push(fact("section", "survey", 0.3));
    return found;
  });
}

function joined(index, words) {
  return words.slice(0, -1).flatMap((word, at) => {
    const both = word + words[at + 1];
    return index.words.has(both) ? [meaning("joined", at, at + 2, [both], 1, [anyWord([both])])] : [];
  });
}

function splitWord(index, word, at) {
  const found = [];
  for (let cut = 2; cut < word.length - 1; cut++) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    const expression = sought([parts]);
    if (!parts.every((part) => index.words.has(part)) || !anyEntry(index.tables.search, expression)) continue;
    found.push(meaning("split", at, at + 1, [parts.join(" ")], 0.95, [expression]));
  }
  return found;
}

/** The meanings of words that can only be typos: repaired, alone or joined, and then as jargon. */
function repairedMeanings(index, words, unknown) {
  const found = unknown.flatMap((at) => repairedWord(index, words[at], at));
  for (let at = 0; at + 1 < words.length; at++) {
    if (!unknown.includes(at) && !unknown.includes(at + 1)) continue;
    if (index.english.common.has(words[at]) || index.english.common.has(words[at + 1])) continue;
    for (const [meant, likely] of repairs(index, words[at] + words[at + 1], 1)) {
      found.push(meaning("typo", at, at + 2, [meant], likely, [anyWord([meant])]));
    }
  }
  const best = new Map();
  for (const one of found) if (one.stop - one.start === 1 && !best.has(one.start)) best.set(one.start, one);
  if (!best.size) return found;
  const mended = words.map((word, at) => best.get(at)?.meant[0] ?? word);
  for (const one of [...asJargon(index, mended), ...asFacts(index, mended)]) {
    const sure = range(one.start, one.stop)
      .filter((at) => best.has(at))
      .map((at) => best.get(at).weight);
    if (sure.length) found.push({ ...one, weight: one.weight * Math.min(...sure) });
  }
  return found;
}

function repairedWord(index, word, at) {
  const whole = repairs(index, word);
  const found = whole.flatMap(([meant, likely]) =>
    ["search", "people"].map((table) => meaning("typo", at, at + 1, [meant], likely, [anyWord([meant])], table)),
  );
  if (whole.length) return found;
  return begunRepairs(index, word).map(([begun, likely]) => {
    const [longer, table] = completions(index, begun);
    return meaning("typo", at, at + 1, longer, likely, [anyWord(longer)], table);
  });
}
