/** How text is cut into words: `prunecat/words.py` in this page, so that both read a query alike. */

const SIGNS = { "×": "x", "’": "'", "‘": "'", ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ς: "σ" };
const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u0e38-\u0e3a\u0e48-\u0e4b\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]/g;
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
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[×’‘ßøłđæœς]/g, (sign) => SIGNS[sign]);
  return plain.replace(MARKS, "").normalize("NFC");
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
