/** How far two words are apart, and how likely one was typed for the other: `prunecat/query/typos.py`. */

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const PLACES = new Map(ROWS.flatMap((row, y) => [...row].map((letter, x) => [letter, [x + y * 0.5, y]])));
const MOST_NEAR = 12;

/** The words at most so many slips away, the nearest first, each with its slips; no more than twelve. */
export function near(word, known, most) {
  const letters = lettersOf(word);
  const found = [];
  for (const other of known) {
    if (Math.abs(other.length - word.length) > most || ones(letters ^ lettersOf(other)) > 2 * most) continue;
    const slips = distance(word, other, most);
    if (slips <= most) found.push([other, slips]);
  }
  return found.sort((one, other) => one[1] - other[1]).slice(0, MOST_NEAR);
}

/** Which letters a word has, as bits: each slip changes two of them at most. */
function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function ones(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** The optimal string alignment distance of two words: letters dropped, added, replaced, or two swapped. */
function distance(one, other, most) {
  const width = other.length + 1;
  let before = [];
  let last = Array.from({ length: width }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    let least = row;
    for (let at = 1; at < width; at++) {
      const isSame = one[row - 1] === other[at - 1];
      let cost = Math.min(last[at] + 1, line[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        cost = Math.min(cost, before[at - 2] + 1);
      }
      line.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most + 1) return least;
    before = last;
    last = line;
  }
  return last[width - 1];
}

/** How likely a word was meant (0 to 1) where another was typed, some slips away. */
export function likelihood(typed, meant, slips) {
  let cost = slips === 1 ? oneSlip(typed, meant) : slips > 1 && isShuffled(typed, meant) ? 1 : slips;
  if (typed[0] !== meant[0]) cost += 0.3;
  return Math.max(0, 1 - cost / (0.35 * Math.max(typed.length, meant.length) + 0.6));
}

/** Whether two words have the same letters in another order. */
export function isShuffled(one, other) {
  return [...one].sort().join("") === [...other].sort().join("");
}

function oneSlip(typed, meant) {
  const shorter = Math.min(typed.length, meant.length);
  let at = 0;
  while (at < shorter && typed[at] === meant[at]) at++;
  if (typed.length === meant.length) {
    if (typed[at] === meant[at + 1] && typed[at + 1] === meant[at]) return 0.5;
    return areNeighbours(typed[at], meant[at]) ? 0.6 : 0.95;
  }
  if (typed.length < meant.length) return 0.55;
  const sides = [at > 0 ? typed[at - 1] : undefined, typed[at + 1]].filter((letter) => letter !== undefined);
  if (sides.includes(typed[at])) return 0.45;
  return sides.some((letter) => areNeighbours(typed[at], letter)) ? 0.7 : 0.85;
}

function areNeighbours(one, other) {
  const [x, y] = PLACES.get(one) ?? [NaN, NaN];
  const [u, v] = PLACES.get(other) ?? [NaN, NaN];
  return Math.abs(x - u) <= 1.01 && Math.abs(y - v) <= 1;
}
