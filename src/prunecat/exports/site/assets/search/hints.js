/** Venues and years that are bare words of a query, and raise entries: `prunecat/query/hints.py`. */

import { anyEntry, sought } from "./fulltext.js";
import { TITLE, beginning, termKey } from "./index.js";
import { meantOf } from "./typos.js";
import { byText, fold } from "./words.js";

const LONGEST_NAME = 8;
const SHORTEST_SLIP = 4;
const MOST_TOLD = 8;
const KEY = /^([\p{L}]{2,})((?:19|20)?\d\d)([\p{L}]{2,})?[a-z]?$/u;

/** The hints among a query's words, and the words that are left: [[{kind, value, typed, isMended}], words]. */
export function takeHints(index, words) {
  const hints = [];
  const rest = [];
  let at = 0;
  while (at < words.length) {
    const [venue, size] = venueAt(index, words, at);
    if (venue) {
      const typed = words.slice(at, at + size);
      hints.push(hint("venue", venue, typed.join(" ")));
      at += size;
      const short = size === 1 && /^([a-z-]+?)((?:19|20)?\d\d)$/.exec(typed[0]);
      if (short) hints.push(hint("year", yearOf(short[2]), short[2]));
      else if (at < words.length && /^[0-3]\d$/.test(words[at]))
        hints.push(hint("year", yearOf(words[at]), words[at++]));
    } else if (/^(?:19|20)\d\d$/.test(words[at]) && isYear(index, words[at])) {
      hints.push(hint("year", Number(words[at]), words[at++]));
    } else {
      const meant = slipOfAVenue(index, words[at]);
      if (meant) hints.push(hint("venue", meant, words[at], true));
      else rest.push(words[at]);
      at++;
    }
  }
  return [hints, rest];
}

function hint(kind, value, typed, isMended = false) {
  return { kind, value, typed, isMended };
}

function isYear(index, word) {
  return index.years.has(Number(word)) || !anyEntry(index.tables.search, sought([[word]]));
}

function yearOf(digits) {
  return digits.length === 4 ? Number(digits) : 2000 + Number(digits);
}

/** A sentence that no entry is of the year, or of the venue and year, that are named; null if some are. */
export function missing(index, hints) {
  const named = Object.fromEntries(hints.map(({ kind, value }) => [kind, value]));
  const years = [...index.years].sort((one, other) => one - other);
  if (hints.length === 1 && "year" in named) {
    const isThere = index.years.has(named.year) || !years.length;
    return isThere ? null : `No entry is of ${named.year}; the years are ${years[0]} to ${years.at(-1)}.`;
  }
  if (!("venue" in named && "year" in named) || hints.length > 2) return null;
  const ofVenue = index.entries.filter((entry) => entry.venue === named.venue).map((entry) => entry.year);
  const there = years.filter((year) => ofVenue.includes(year));
  if (there.includes(named.year) || !there.length) return null;
  return `No entry is of ${named.venue} ${named.year}; there are of ${there.slice(-MOST_TOLD).join(", ")}.`;
}

/** The words, a citation key (`frankle2019lottery`) as its author, year and word of the title. */
export function spelledOut(index, words) {
  return words.flatMap((word) => {
    const parts = KEY.exec(word);
    if (!parts || !index.words.get(parts[1])?.people) return [word];
    return [parts[1], String(yearOf(parts[2])), parts[3]].filter(Boolean);
  });
}

/** The venue that the words from an index on name, by its longest name, and how many words that takes. */
function venueAt(index, words, at) {
  for (let size = Math.min(LONGEST_NAME, words.length - at); size > 0; size--) {
    const run = words.slice(at, at + size);
    const folded = size === 1 ? run[0].replace(/(?<=[a-z])(?:19|20)?\d\d$/, "") : run.join(" ");
    const venue = index.venues.get(folded);
    if (venue && index.usedVenues.has(venue) && !isText(index, run, fold(venue) !== folded)) return [venue, size];
  }
  return [null, 1];
}

/** Whether titles have the words side by side, or a longer word begins with what is a venue's lesser name. */
function isText(index, words, isAlias) {
  if (anyEntry(index.tables.search, sought([words], TITLE))) return true;
  if (!isAlias || words.length > 1) return false;
  return beginning(index, words[0]).some((word) => index.words.get(word).entries > 0);
}

/** The venue of which a word that the catalogue lacks is a slip of the finger: `cvrp`. */
function slipOfAVenue(index, word) {
  if (word.length < SHORTEST_SLIP || index.english.common.has(word) || !/^\p{L}+$/u.test(word)) return null;
  if (index.words.has(word) || index.venues.has(word) || index.called.has(termKey([word]))) return null;
  const used = [...index.venues].filter(
    ([form, name]) => index.usedVenues.has(name) && Math.abs(form.length - word.length) < 2,
  );
  return meantOf(word, new Map(used.sort(([one], [other]) => byText(one, other)))) ?? null;
}
