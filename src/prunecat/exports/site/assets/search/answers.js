/** Which of the entries that a query leads to are its answers: `prunecat/query/answers.py`. */

import { matching, sought } from "./fulltext.js";
import { METHOD } from "./index.js";
import { covers } from "./ranking.js";

const ENOUGH = 0.51;
const MANY = 10;
const NEARLY = 0.6;
const LARGE_PART = 0.4;
const HINTED = 0.5;
const NEAREST = 3;
const RELATED = 0.05;
const OTHER_WORDS = ["jargon", "topic", "near", "acronym"];
const FEW = 3;
const TELLING = Math.log(20);

/** The hits that count as answers, and whether any has all the words: [hits, complete]. */
export function enough(index, words, hits, titled, hinted) {
  let asked;
  let whole;
  for (asked of needed(index, words)) {
    whole = [...hits.values()].filter((hit) => covers(hit, asked) || titled.has(hit.number));
    if (whole.length) break;
  }
  if (whole.length >= MANY && !hinted.size) return [whole, true];
  if (!whole.length && asked.every((at) => index.english.carriers.has(words[at]))) return [[], false];
  const shares = sharesOf(weightsOf(asked, hits, index.entries.length), hits);
  if (whole.length) return [[...whole, ...following(hits, shares, whole, hinted, asked)], true];
  const rare = asked.filter((at) => literal(at, hits) > 0 && literal(at, hits) <= FEW);
  const named = new Set(rare.flatMap((at) => [...matching(index.tables.search, sought([[words[at]]], METHOD))]));
  const most = [...hits.values()].filter((hit) => shares.get(hit.number) >= ENOUGH || named.has(hit.number));
  return [[...most, ...nearestHits(hits, shares, most)], false];
}

/** The indices of the words that an entry must have: all that say something; if none has, no carriers. */
function needed(index, words) {
  const { stop, carriers } = index.english;
  const all = [...words.keys()];
  const some = all.filter((at) => !stop.has(words[at]));
  const saying = some.length ? some : all;
  const subject = saying.filter((at) => !carriers.has(words[at]));
  return subject.length && subject.length !== saying.length ? [saying, subject] : [saying];
}

/** What follows those that have all words: those of the venue and year named, and if few have all the nearly whole. */
function following(hits, shares, whole, hinted, asked) {
  const had = new Set(whole);
  const rest = [...hits.values()].filter((hit) => !had.has(hit));
  const ofTheVenue = rest.filter((hit) => hinted.has(hit.number) && shares.get(hit.number) >= HINTED);
  ofTheVenue.forEach((hit) => had.add(hit));
  const near =
    whole.length < MANY ? rest.filter((hit) => !had.has(hit) && isNear(hit, shares.get(hit.number), asked)) : [];
  return [...ofTheVenue, ...lesser(near)];
}

function isNear(hit, share, asked) {
  return share >= NEARLY || (share >= LARGE_PART && asked.filter((at) => hit.byWord.has(at)).length > 1);
}

function lesser(hits) {
  for (const hit of hits) hit.hasAll = false;
  return hits;
}

/** The share of the words' weight that each hit covers, by number. */
function sharesOf(weights, hits) {
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = new Map();
  for (const hit of hits.values()) {
    let share = 0;
    for (const [at, weight] of weights) if (hit.byWord.has(at)) share += weight * hit.byWord.get(at)[1].weight ** 0.5;
    shares.set(hit.number, share / whole);
  }
  return shares;
}

function nearestHits(hits, shares, most) {
  const had = new Set(most);
  const share = (hit) => shares.get(hit.number);
  const rest = [...hits.values()].filter((hit) => !had.has(hit) && share(hit) >= RELATED);
  rest.sort((one, other) => share(other) - share(one) || other.score - one.score || one.number - other.number);
  return lesser(rest.slice(0, Math.max(NEAREST - most.length, 0)));
}

/** How much each word weighs, by how few entries have it: a map by its index. */
function weightsOf(asked, hits, total) {
  const having = new Map(asked.map((at) => [at, literal(at, hits)]));
  const weights = new Map(asked.map((at) => [at, Math.log((total + 1) / (having.get(at) + 0.5))]));
  const known = asked.filter((at) => having.get(at)).map((at) => weights.get(at));
  const usual = known.reduce((sum, weight) => sum + weight, 0) / known.length;
  const most = Math.max(0, ...known) > TELLING ? usual : Infinity;
  for (const at of asked) if (!having.get(at)) weights.set(at, Math.min(weights.get(at), most));
  return weights;
}

/** How many hits have a word itself; if none has, how many have any meaning of it. */
function literal(at, hits) {
  let all = 0;
  let itself = 0;
  for (const hit of hits.values()) {
    const had = hit.byWord.get(at);
    if (!had) continue;
    all++;
    if (!OTHER_WORDS.includes(had[1].kind)) itself++;
  }
  return itself || all;
}

/** The numbers of the entries of the venue and of the year that a query names; none where it names only one. */
export function fulfilling(index, hints) {
  const named = Object.fromEntries(hints.map(({ kind, value }) => [kind, value]));
  if (!("venue" in named && "year" in named)) return new Set();
  const numbers = [...index.entries.keys()];
  return new Set(
    numbers.filter((at) => index.entries[at].venue === named.venue && index.entries[at].year === named.year),
  );
}
