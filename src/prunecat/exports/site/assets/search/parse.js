/** A query's text cut into words, phrases, what is left out, and filters: `prunecat/query/parse.py`. */

import { fold, wordsOf } from "./words.js";

export const FIELDS = ["venue", "year", "type", "section", "topic", "author", "code", "origin", "framework", "has"];
export const TEXTS = ["title", "abstract"];
const PIECE = new RegExp(
  `(?<out>[-^](?=["“\\p{L}\\p{N}_]))?(?:(?:(?<field>${FIELDS.join("|")})|(?<text>${TEXTS.join("|")})):` +
    `(?:"(?<quoted>[^"]*)(?:"|$)|(?<value>[^\\s"]+))|["“](?<phrase>[^"”]*)(?:["”]|$)|(?<words>[^\\s"“”]+))`,
  "giu",
);
const CLAIMED = /^(?!arxiv:|doi:|dblp:)([\p{L}]{2,}):(?=[^\s:/])/iu;
const MOST_WORDS = 48;
const LONGEST_WORD = 256;

/** What a query asks: {words, phrases, without, terms: [{field, value, out}], within: [{field, words, out}], claimed}. */
export function parse(text) {
  const query = { words: [], phrases: [], without: [], terms: [], within: [], claimed: [] };
  for (const { groups } of text.matchAll(PIECE)) addPiece(query, groups);
  for (const name of ["words", "phrases", "within"]) query[name] = query[name].slice(0, MOST_WORDS);
  return query;
}

function addPiece(query, groups) {
  const out = Boolean(groups.out);
  const value = groups.quoted ?? groups.value ?? "";
  if (groups.field) {
    query.terms.push({ field: fold(groups.field), value, out });
    return;
  }
  if (groups.text) {
    const words = wordsOf(value);
    if (!words.length) return;
    query.within.push({ field: fold(groups.text), words, out });
    if (!out) query.words.push(...words);
    return;
  }
  const words = wordsOf(groups.phrase || groups.words || "").map((word) => word.slice(0, LONGEST_WORD));
  if (!words.length) return;
  const claim = groups.words ? CLAIMED.exec(groups.words) : null;
  if (claim) query.claimed.push(fold(claim[1]));
  if (out) {
    query.without.push(words);
    return;
  }
  query.words.push(...words);
  if (groups.phrase && words.length > 1) query.phrases.push(words);
}
