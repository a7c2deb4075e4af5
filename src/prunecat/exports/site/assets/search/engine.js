/** Search in the page, as the program answers it: `prunecat/query/search.py`; a test holds the two together. */

import { enough, fulfilling } from "./answers.js";
import { anyEntry, matching, sought } from "./fulltext.js";
import { filtersOf } from "./filters.js";
import { missing, spelledOut, takeHints } from "./hints.js";
import { takeIdentifiers, wholeTitles } from "./identified.js";
import { TEXT, TITLE, emptyIndex, indexFurther } from "./index.js";
import { lackingWords, meanings, onlyNear } from "./meanings.js";
import { quoted, remedyFor, usageError } from "./mistakes.js";
import { FIELDS, TEXTS, parse } from "./parse.js";
import { addHints, addTitles, makeHit, scoreWords } from "./ranking.js";
import { alternatives, putPlainly } from "./spoken.js";
import { fold } from "./words.js";

const NEIGHBOURS = 3;
const COLUMNS = { title: TITLE, abstract: TEXT };
const PARTED = new RegExp(`(?<!\\S)(${FIELDS.join("|")}):\\s+("[^"]*"|[^\\s":]+)(?!\\S)`, "gi");
const ONLY = {
  year: (value) => `years ${value}`,
  code: (value) => `with code: ${value}`,
  origin: (value, out) => (out ? `without ${value} code` : `with ${value} code`),
};
const ENDINGS = ["ation", "ing", "ies", "ed", "es", "e", "s", "y"];

/** What answers queries over a page's data; `step` indexes it for about so many milliseconds until it is done. */
export function makeEngine(data) {
  const index = emptyIndex(data);
  return {
    done: false,
    step(milliseconds) {
      return (this.done = indexFurther(index, milliseconds));
    },
    search: (text) => search(index, text),
  };
}

/** The answer to a query: {hits: [{number, score, marks}], complete, lacking, …}. */
function search(index, text) {
  const found = alternatives(text).map((part) => one(index, part));
  if (found.length === 1) return shown(found[0]);
  const best = new Map();
  for (const hit of found.flatMap((answer) => answer.hits)) {
    if (!best.has(hit.number) || best.get(hit.number).score < hit.score) best.set(hit.number, hit);
  }
  const isWhole = (answer) => answer.hits.length && answer.complete && !answer.lacking.length;
  return shown({
    ...answerOf(inOrder([...best.values()])),
    complete: found.some((answer) => answer.complete),
    lacking: found.some(isWhole) ? [] : unique(found.flatMap((answer) => answer.lacking)),
    wider: best.size
      ? []
      : [...new Map(found.flatMap((answer) => answer.wider).map((pair) => [pair.join(), pair])).values()],
    remarks: unique(found.flatMap((answer) => answer.remarks)),
  });
}

function answerOf(hits, more = {}) {
  return { hits, words: [], hints: [], complete: true, lacking: [], repaired: null, remarks: [], wider: [], ...more };
}

function unique(texts) {
  return [...new Set(texts)];
}

function shown({ hits, words, complete, lacking, repaired, remarks, wider }) {
  const ranked = hits.map((hit) => ({ number: hit.number, score: hit.score, marks: marksOf(hit) }));
  return { hits: ranked, complete, lacking, repaired, typed: words.join(" "), remarks, wider };
}

/** What the words of a title begin with by which an entry answers. */
function marksOf(hit) {
  const found = [...hit.byWord.values()].flatMap(([, { kind, start, meant, expressions }]) => {
    if (kind === "beginning") return [hit.words[start]];
    return expressions.length ? meant.flatMap((text) => text.split(" ")).map(beginningOf) : [];
  });
  return unique(found);
}

function beginningOf(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The answer to a query without alternatives. */
function one(index, text) {
  const [numbers, rest] = takeIdentifiers(index, text);
  const [plain, said] = putPlainly(closedUp(index, rest));
  let query = parse(plain);
  query.terms.push(...said);
  const remarks = said.map(({ field, value, out, words }) => `Only ${ONLY[field](value, out)} (${words})`);
  const sieve = sieveOf(index, query);
  if (numbers.length) return answerOf(numbers.filter((number) => !sieve || sieve(number)).map((number) => makeHit(number)), { remarks });
  let found = withWords(index, query, sieve);
  if (query.phrases.length && !found.hits.length) {
    const phrases = query.phrases.map((words) => `"${words.join(" ")}"`).join(", ");
    query = { ...query, phrases: [] };
    const apart = withWords(index, query, sieveOf(index, query));
    if (apart.hits.length && apart.complete) {
      found = apart;
      remarks.push(`No entry has ${phrases} side by side; these have the words.`);
    }
  }
  for (const hint of found.hints.filter(({ isMended }) => isMended)) {
    remarks.push(`Searching for ${hint.value} (you typed: ${hint.typed})`);
  }
  const negated = /(?<!\S)not (?:about |on |for |with )?(?:the )?(\p{L}{3,})/u.exec(plain);
  if (negated && !index.english.carriers.has(fold(negated[1])))
    remarks.push(`To leave a word out, write ^${negated[1]}`);
  const wider = found.hits.length ? [] : widerThan(index, query);
  const none = missing(index, found.hints);
  return { ...found, wider, remarks: none ? [...remarks, none] : remarks };
}

/** A query with `venue: CVPR` as `venue:CVPR`, where what stands behind the blank is a value of the field. */
function closedUp(index, text) {
  return text.replace(PARTED, (whole, field, value) => {
    try {
      filtersOf(index, [{ field: fold(field), value: value.replace(/^"+|"+$/g, ""), out: false }]);
    } catch {
      return whole;
    }
    return `${field}:${value}`;
  });
}

/** The filters without which a query finds something, each with how much. */
function widerThan(index, query) {
  return unique(query.terms.filter(({ out }) => !out).map(({ field }) => field)).flatMap((field) => {
    const isOther = (term) => term.field !== field || term.out;
    const other = { ...query, terms: query.terms.filter(isOther) };
    const { hits } = withWords(index, other, sieveOf(index, other));
    const taken = query.terms.filter((term) => !isOther(term)).map(({ value }) => `${field}:${value}`);
    return hits.length ? [[taken.join(","), hits.length]] : [];
  });
}

/** What decides whether an entry passes the filters, phrases and words left out of a query; null if all do. */
function sieveOf(index, query) {
  for (const name of query.claimed) {
    if (anyEntry(index.tables.search, sought([[name]]))) continue;
    throw usageError(
      `unknown field ${quoted(name)}`,
      `${remedyFor(name, [...FIELDS, ...TEXTS])} (as words: with a space behind the colon)`,
    );
  }
  const filter = filtersOf(index, query.terms);
  const { search: subjects, people } = index.tables;
  const anywhere = (words) => new Set([...matching(subjects, sought([words])), ...matching(people, sought([words]))]);
  const inside = ({ field, words }) => matching(subjects, sought([words], COLUMNS[field]));
  const having = [...query.phrases.map(anywhere), ...query.within.filter(({ out }) => !out).map(inside)];
  const without = [...query.without.map(anywhere), ...query.within.filter(({ out }) => out).map(inside)];
  if (!filter && !having.length && !without.length) return null;
  return (number) =>
    (!filter || filter(index.entries[number])) &&
    having.every((numbers) => numbers.has(number)) &&
    !without.some((numbers) => numbers.has(number));
}

/** The entries that pass the sieve and have the words of a query, best first. */
function withWords(index, query, sieve) {
  const typed = spelledOut(index, query.words);
  const [hints, words] = takeHints(index, typed);
  if (!words.length || (hints.length && words.every((word) => index.english.carriers.has(word)))) {
    const asksNothing = !query.words.length && !query.phrases.length && !query.without.length && !query.terms.length;
    return asksNothing && !query.within.length ? answerOf([]) : onlyHints(index, hints, sieve);
  }
  const found = meanings(index, words);
  const titled = wholeTitles(index, typed);
  const hits = scoreWords(index, words, found);
  if (sieve) for (const number of [...hits.keys()]) if (!sieve(number)) hits.delete(number);
  const [answers, isComplete] = enough(index, words, hits, titled, fulfilling(index, hints));
  addHints(index, hints, answers);
  addTitles(index, words, answers, titled);
  const isNear = onlyNear(found);
  const ranked = isNear ? inOrder(answers).slice(0, NEIGHBOURS) : inOrder(answers);
  return answerOf(ranked, {
    words,
    hints,
    complete: isComplete && !isNear,
    lacking: lackingWords(index, words, found),
    repaired: repairedWords(words, found, ranked),
  });
}

function inOrder(hits) {
  return [...hits].sort((a, b) => Number(b.hasAll) - Number(a.hasAll) || b.score - a.score || a.number - b.number);
}

/** The entries of the venue and year that are all a query names; without either, all that pass. */
function onlyHints(index, hints, sieve) {
  const passing = [...index.entries.keys()].filter((number) => !sieve || sieve(number));
  const hits = passing.map((number) => makeHit(number));
  addHints(index, hints, hits);
  const most = hits.reduce((best, hit) => Math.max(best, hit.score), 0);
  const best = hits.filter((hit) => !hints.length || (most && hit.score === most));
  return answerOf(inOrder(best), { hints });
}

/** The query with its typos repaired as the best answer has them; null if there are none. */
function repairedWords(words, found, answers) {
  const typos = found.filter(({ kind }) => kind === "typo");
  if (!answers.length || !typos.length) return null;
  const read = [...words];
  const mended = new Map();
  for (const meaning of typos) if (!mended.has(meaning.start)) mended.set(meaning.start, meaning);
  for (const [at, [, { kind, start, stop, meant }]] of answers[0].byWord) {
    if (kind === "typo") read.splice(start, stop - start, ...apart(words.slice(start, stop), meant[0]));
    else if (mended.get(at)?.stop === at + 1) read[at] = mended.get(at).meant[0];
  }
  return read.join(" ") === words.join(" ") ? null : read.filter(Boolean).join(" ");
}

/** A word that is meant by words which are typed, cut as those are where it begins or ends with one of them. */
function apart(typed, meant) {
  const [first, last] = [typed[0], typed.at(-1)];
  if (typed.length > 1 && meant.startsWith(first)) return [first, meant.slice(first.length)];
  if (typed.length > 1 && meant.endsWith(last)) return [meant.slice(0, -last.length), last];
  return [meant, ...typed.slice(1).map(() => "")];
}
