/** The errors of a query, each with what to do about it: `prunecat/errors.py` and `prunecat/nearest.py`. */

const MOST_QUOTED = 80;
const FEW = 40;
const NEAR = 55;
const AS_NEAR = 15;

/** An error whose message is one line: what is wrong, and the remedy. */
export function usageError(what, remedy) {
  const error = new Error(remedy ? `${what}; ${remedy}` : what);
  error.name = "UsageError";
  return error;
}

/** A reader's text in quotes, cut where it is long. */
export function quoted(text) {
  const cut = (text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED - 1)}…`).replaceAll("\\", "\\\\");
  return cut.includes("'") && !cut.includes('"') ? `"${cut}"` : `'${cut.replaceAll("'", "\\'")}'`;
}

/** The error for a word that is none of the right ones; `near` are the nearest of them. */
export function unknown(what, word, words, near = nearest(word, words)) {
  return usageError(`unknown ${what} ${quoted(word)}`, remedyFor(word, words, near));
}

/** What to do about a word that is none of the right ones. */
export function remedyFor(word, words, near = nearest(word, words)) {
  if (near.length) return `did you mean ${near.join(" or ")}?`;
  return words.length && words.length <= FEW ? `it is one of ${words.join(", ")}` : "";
}

/** The words that a wrong one most likely stands for, the likeliest first. */
export function nearest(word, words, count = 3) {
  const found = words
    .map((name) => [name, likeness(word.toLowerCase(), name.toLowerCase())])
    .filter(([, share]) => share >= NEAR)
    .sort((one, other) => other[1] - one[1])
    .slice(0, count);
  return found.filter(([, share]) => share >= found[0][1] - AS_NEAR).map(([name]) => name);
}

/** Per cent of letters that two words have in common in one order. */
function likeness(one, other) {
  let line = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (let at = 0; at < other.length; at++) {
      next.push(letter === other[at] ? line[at] + 1 : Math.max(line[at + 1], next[at]));
    }
    line = next;
  }
  return one.length + other.length ? (200 * line[other.length]) / (one.length + other.length) : 100;
}
