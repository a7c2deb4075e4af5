/** Stems of English words by Porter's algorithm (1980), in the form that SQLite's full-text index has it. */

const SHORTEST = 3;
const LONGEST = 64;
/** Endings with what takes their place; of each list the first that a word ends with decides. */
const NUMEROUS = endings(
  "ational:ate tional:tion enci:ence anci:ance izer:ize logi:log bli:ble alli:al entli:ent ousli:ous eli:e " +
    "ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble",
);
const MORE = endings("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
const LAST = endings(
  "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous: ive: ize:",
);
const RESTORED = endings("at:ate bl:ble iz:ize");
const known = new Map();

/** The stem of a folded word; words of other scripts and very short or long ones are their own. */
export function stem(word) {
  let found = known.get(word);
  if (found === undefined) {
    found = word.length < SHORTEST || word.length > LONGEST ? word : stemmed(word);
    known.set(word, found);
  }
  return found;
}

function endings(table) {
  return table.split(" ").map((pair) => pair.split(":"));
}

function stemmed(word) {
  word = withoutPlural(word);
  word = withoutTense(word);
  if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = `${word.slice(0, -1)}i`;
  word = replaced(word, NUMEROUS, (rest) => measure(rest) > 0);
  word = replaced(word, MORE, (rest) => measure(rest) > 0);
  word = replaced(word, LAST, (rest, ending) => measure(rest) > 1 && (ending !== "ion" || /[st]$/.test(rest)));
  const rest = word.slice(0, -1);
  if (word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !endsShort(rest)))) word = rest;
  return word.endsWith("ll") && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

function withoutPlural(word) {
  if (!word.endsWith("s") || word.endsWith("ss")) return word;
  const cut = (word.length > 4 && word.endsWith("sses")) || (word.length > 3 && word.endsWith("ies")) ? 2 : 1;
  return word.slice(0, -cut);
}

function withoutTense(word) {
  if (word.endsWith("eed") && word.length > 3) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = ["ed", "ing"].find((one) => word.endsWith(one) && word.length > one.length);
  if (!ending || !hasVowel(word.slice(0, -ending.length))) return word;
  const rest = word.slice(0, -ending.length);
  const restored = replaced(rest, RESTORED, () => true);
  if (restored !== rest) return restored;
  if (/([^aeiou])\1$/.test(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

/** The word with its ending replaced, if what is before it fulfils the condition. */
function replaced(word, table, condition) {
  const found = table.find(([ending]) => word.length > ending.length && word.endsWith(ending));
  if (!found) return word;
  const rest = word.slice(0, word.length - found[0].length);
  return condition(rest, found[0]) ? rest + found[1] : word;
}

/** Of each letter whether it is a vowel; `y` is one behind a consonant. */
function vowels(word) {
  const found = [];
  for (const letter of word) found.push("aeiou".includes(letter) || (letter === "y" && found.at(-1) === false));
  return found;
}

/** How often a consonant follows a vowel in a word: Porter's m. */
function measure(word) {
  const found = vowels(word);
  return found.filter((isVowel, at) => !isVowel && at > 0 && found[at - 1]).length;
}

function hasVowel(word) {
  return vowels(word).includes(true);
}

/** Whether a word ends in consonant, vowel, consonant, the last of them not w, x or y. */
function endsShort(word) {
  const [one, two, three] = vowels(word).slice(-3);
  return one === false && two === true && three === false && !/[wxy]$/.test(word);
}
