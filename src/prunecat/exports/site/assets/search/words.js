/** How text is cut into words: `prunecat/words.py` in this page, so that both read a query alike. */

import { MARKS } from "./marks.js";

const SIGNS = { "×": "x", "’": "'", "‘": "'", ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ς: "σ" };
const IS_SIGN = new RegExp(`[${Object.keys(SIGNS).join("")}]`, "g");
const IS_MARK = new RegExp(`[${MARKS}]`, "gu");
/** A mark that becomes a letter where case is folded: the iota below Greek vowels. */
const IOTA = /\u0345/g;
const SIGN =
  "\\u0e00-\\u0e7f\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${SIGN}])[\\p{L}\\p{N}])`;
const PLAIN_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
const ANY_WORD = new RegExp(`(?=[\\p{L}\\p{N}])[${SIGN}]|${LETTER}+(?:'${LETTER}+)*`, "gu");
const GREEK = new Map(
  [..."αβγδεζηθικλμνξοπρστυφχψω"].map((letter, at) => [
    letter,
    (
      "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi " +
      "chi psi omega"
    ).split(" ")[at],
  ]),
);
const ASCII = /^[\0-\x7f]*$/;

/** Text in one case, without accents and compatibility forms. */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  const lower = text.normalize("NFKD").toLowerCase().replace(IOTA, "ι");
  const plain = lower.replace(IS_SIGN, (sign) => SIGNS[sign]);
  return plain.replace(IS_MARK, "").normalize("NFC");
}

/** The folded words of a text in order: runs of letters and digits, an apostrophe inside dropped. */
export function wordsOf(text) {
  const folded = fold(text);
  if (ASCII.test(folded)) return (folded.match(PLAIN_WORD) ?? []).map(withoutApostrophe);
  return (folded.match(ANY_WORD) ?? []).map((word) => GREEK.get(word) ?? withoutApostrophe(word));
}

function withoutApostrophe(word) {
  return word.replaceAll("'", "");
}

/** Whether a word is a number: digits alone. */
export function isNumber(word) {
  return /^\p{Nd}+$/u.test(word);
}

/** Orders texts as the program does, by their letters' numbers. */
export function byText(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
