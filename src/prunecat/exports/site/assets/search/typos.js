/** The repair of typos: the words that an unknown word most likely stands for; `prunecat/query/typos.py`. */

import { isShuffled, likelihood, near } from "./slips.js";
import { byText, isNumber } from "./words.js";

/** Words of a vocabulary that counts as large: there a slip of a beginning is not in its first letters. */
const LARGE_VOCABULARY = 20_000;
const SURE_LETTERS = 2;
const LONG = 8;
const LIKELY = 0.4;
const SURE = 0.6;
const NAME = 0.7;
const BEGUN = 0.8;
const AS_LIKELY = 0.2;

/** Words of the catalogue a slip away from one that it lacks, each with its likelihood (0 to 1), best first. */
export function repairs(index, word, limit = 4) {
  if (word.length < 3 || isNumber(word)) return [];
  const most = word.length < 5 ? 1 : 2;
  let found = likely(index, word, asLong(index.wordsByLength, word, most), most);
  if (!found.length) found = likely(index, word, asLong(index.termWordsByLength, word, most), most);
  return found.slice(0, limit).filter(([, share]) => share >= found[0][1] - AS_LIKELY);
}

/** The words by their length, in order, of which all that are about as long as another are taken. */
export function byLength(words) {
  const lengths = [];
  for (const word of [...words].sort(byText)) (lengths[word.length] ??= []).push(word);
  return lengths;
}

function asLong(lengths, word, most) {
  return lengths.slice(Math.max(word.length - most, 0), word.length + most + 1).flat();
}

function likely(index, word, words, most) {
  const found = [];
  for (const [known, slips] of near(word, words, most)) {
    if (slips > 1 && word.length < LONG && !isShuffled(word, known)) continue;
    if (["un", "non"].some((no) => word === no + known || known === no + word)) continue;
    const share = likelihood(word, known, slips);
    if (known.length < 3 || index.english.stop.has(known) || share < (word.length < 4 ? SURE : LIKELY)) continue;
    found.push([known, share * (index.words.get(known)?.entries ? 1 : NAME)]);
  }
  return found.sort((one, other) => other[1] - one[1]);
}

/** What the name that a word most likely is, a slip away, stands for, of a map of names; undefined for none. */
export function meantOf(word, names) {
  const likeliest = near(word, names.keys(), 1)
    .map(([name, slips]) => [likelihood(word, name, slips), name])
    .reduce((one, other) => (other[0] > one[0] || (other[0] === one[0] && other[1] > one[1]) ? other : one), [0, ""]);
  return likeliest[0] >= SURE ? names.get(likeliest[1]) : undefined;
}

/** Beginnings of longer words, a slip away from a word of five letters or more, with their likelihoods. */
export function begunRepairs(index, word, limit = 2) {
  const size = word.length;
  if (size < 5 || isNumber(word)) return [];
  const first = index.words.size > LARGE_VOCABULARY ? word.slice(0, SURE_LETTERS) : "";
  const beginnings = new Set();
  for (const longer of index.sortedWords) {
    if (!longer.startsWith(first) || !index.words.get(longer).entries) continue;
    if (longer.length > size + 1) beginnings.add(longer.slice(0, size));
    if (longer.length > size + 2) beginnings.add(longer.slice(0, size + 1));
  }
  return near(word, [...beginnings].sort(byText), 1)
    .map(([beginning, slips]) => [beginning, BEGUN * likelihood(word, beginning, slips)])
    .filter(([, share]) => share >= LIKELY)
    .sort((one, other) => other[1] - one[1])
    .slice(0, limit);
}
