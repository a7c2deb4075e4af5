/** The full-text index of the page: which entries have words side by side, and their bm25 as SQLite counts it. */

const K1 = 1.2;
const B = 0.75;
const LEAST = 1e-6;
/** Positions of a column; a word's place is its column times this, plus its position. */
const COLUMN = 1 << 20;
/** Phrases whose rows are remembered: those of the keys that were typed last. */
const REMEMBERED = 4_000;

/** A table of texts in columns; `weights` are what a match counts in each column, `token` makes a word's form. */
export function makeTable(weights, factor, token) {
  return { weights, factor, token, postings: new Map(), sizes: [], words: 0, found: new Map() };
}

/** Put the columns of the next entry, lists of words, into a table. */
export function addRow(table, columns) {
  const number = table.sizes.length;
  let size = 0;
  columns.forEach((words, column) => {
    words.forEach((word, position) => {
      const form = table.token(word);
      let posting = table.postings.get(form);
      if (!posting) table.postings.set(form, (posting = { numbers: [], places: [] }));
      if (posting.numbers.at(-1) !== number) {
        posting.numbers.push(number);
        posting.places.push([]);
      }
      posting.places.at(-1).push(column * COLUMN + position);
    });
    size += words.length;
  });
  table.sizes.push(size);
  table.words += size;
}

/** What is looked for: phrases, each a list of words, any of which is enough; `columns` narrows where. */
export function sought(phrases, columns = null) {
  return { phrases, columns };
}

/** The entries that have what is sought: a map of their numbers to their bm25. */
export function scores(table, { phrases, columns }) {
  const found = new Map();
  const usual = table.words / table.sizes.length;
  for (const { numbers, counts, weight } of phrases.map((words) => rows(table, words, columns))) {
    numbers.forEach((number, at) => {
      const length = 1 - B + (B * table.sizes[number]) / usual;
      const score = weight * ((counts[at] * (K1 + 1)) / (counts[at] + K1 * length));
      found.set(number, (found.get(number) ?? 0) + score);
    });
  }
  for (const [number, score] of found) found.set(number, table.factor * score);
  return found;
}

/** The entries that have any of several things sought, each with its best bm25. */
export function bestScores(table, all) {
  if (all.length === 1) return scores(table, all[0]);
  const best = new Map();
  for (const one of all) {
    for (const [number, score] of scores(table, one)) if ((best.get(number) ?? 0) < score) best.set(number, score);
  }
  return best;
}

/** Whether any entry has what is sought. */
export function anyEntry(table, { phrases, columns }) {
  return phrases.some((words) => rows(table, words, columns).numbers.length > 0);
}

/** The numbers of the entries that have what is sought. */
export function matching(table, { phrases, columns }) {
  return new Set(phrases.flatMap((words) => rows(table, words, columns).numbers));
}

/** The rows that have words side by side: their numbers, how much the places count, and what the phrase weighs. */
function rows(table, words, columns) {
  const forms = words.map(table.token);
  const key = `${columns ?? ""}\0${forms.join(" ")}`;
  let found = table.found.get(key);
  if (!found) {
    found = looked(table, forms, columns);
    const total = table.sizes.length;
    found.weight = Math.log((total - found.numbers.length + 0.5) / (found.numbers.length + 0.5));
    if (found.weight <= 0) found.weight = LEAST;
    if (table.found.size >= REMEMBERED) table.found.clear();
    table.found.set(key, found);
  }
  return found;
}

function looked(table, forms, columns) {
  const postings = forms.map((form) => table.postings.get(form));
  const numbers = [];
  const counts = [];
  if (!postings.length || postings.includes(undefined)) return { numbers, counts };
  const shortest = postings.reduce((one, other) => (other.numbers.length < one.numbers.length ? other : one));
  const at = postings.map(() => 0);
  for (const number of shortest.numbers) {
    const places = postings.map((posting, index) => {
      at[index] = reached(posting.numbers, number, at[index]);
      return posting.numbers[at[index]] === number ? posting.places[at[index]] : null;
    });
    if (places.includes(null)) continue;
    let count = 0;
    for (const place of places[0]) {
      const column = Math.floor(place / COLUMN);
      if (columns && !columns.includes(column)) continue;
      if (places.every((others, index) => index === 0 || others.includes(place + index)))
        count += table.weights[column];
    }
    if (count > 0) {
      numbers.push(number);
      counts.push(count);
    }
  }
  return { numbers, counts };
}

/** The first index, from one on, of a number that is not smaller, in numbers that rise. */
function reached(numbers, number, from) {
  let step = 1;
  while (from + step < numbers.length && numbers[from + step] < number) step *= 2;
  let low = from + (step >> 1);
  let high = Math.min(from + step, numbers.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
