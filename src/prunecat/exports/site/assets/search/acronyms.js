/** What acronyms that no vocabulary has are the initials of, in titles: `prunecat/query/acronyms.py`. */

import { byText } from "./words.js";

const SHORTEST = 3;
const MOST_INITIALS = 5;
const LONGEST = 7;
const MOST_READ = 3_000;
const MOST_SPELLED = 3;
const LETTERS = "[\\p{L}\\p{N}_]";

/** The runs of title words, the most frequent first, of which a word is the initials. */
export function initials(index, word) {
  return isAcronym(word, MOST_INITIALS) ? read(index, [run(index, [...word], false)]) : [];
}

/** The same of a word that begins with up to three letters of the first, and may pass over words: `SimCLR`. */
export function abbreviated(index, word) {
  if (!isAcronym(word, LONGEST)) return [];
  const sizes = [3, 2].filter((size) => word.length >= size + 2);
  return read(
    index,
    sizes.map((size) => run(index, [word.slice(0, size), ...word.slice(size)], true)),
  );
}

function isAcronym(word, longest) {
  return word.length >= SHORTEST && word.length <= longest && /^[a-z]+$/.test(word);
}

function read(index, patterns) {
  if (index.titles.length > MOST_READ) return [];
  index.joinedTitles ??= index.titles
    .map((title) => `${title} `)
    .sort(byText)
    .join("\n");
  for (const pattern of patterns) {
    const counts = new Map();
    for (const [text] of index.joinedTitles.matchAll(pattern))
      counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1);
    const likely = likelyTexts(counts);
    if (likely.length) return likely;
  }
  return [];
}

/** The most frequent texts, where no others are in as many titles. */
function likelyTexts(counts) {
  const sum = (pairs) => pairs.reduce((total, [, count]) => total + count, 0);
  const likely = [...counts].sort((one, other) => other[1] - one[1]).slice(0, MOST_SPELLED);
  return 2 * sum(likely) > sum([...counts]) ? likely.map(([text]) => text) : [];
}

/** A pattern for words that begin so, with stop words between, or where words are passed over one other too. */
function run(index, beginnings, passesOver) {
  const stop = `(?:${[...index.english.stop].sort().join("|")})`;
  let groups = 0;
  // A group looked at ahead and then taken is never given back: as many stop words as there are, up to three.
  const between = () => `(?=((?:${stop} ){0,3}))\\${++groups}`;
  const gap = () => (passesOver ? `${between()}(?:${LETTERS}+ )?${between()}` : `(?:${stop} ){0,3}`);
  const words = beginnings.map((letters) => `${letters}${LETTERS}* `);
  const last = words.pop();
  const head = words.map((word) => word + gap()).join("");
  return new RegExp(`(?<!${LETTERS})(?=${LETTERS})(?!${stop} )${head}(?!${stop} )${last}`, "gu");
}
