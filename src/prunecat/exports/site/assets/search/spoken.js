/** What a query says in English of years and code, and `OR`, `NOT` and groups: `prunecat/query/spoken.py`. */

import { usageError } from "./mistakes.js";

const Y = "((?:19|20)\\d\\d)";
const FIRST = 0;
const LAST = 9999;
const WORD = "[\\p{L}\\p{N}_]";
const between = ([first, last]) => [first, last];
const since = ([year]) => [year, LAST];
const after = ([year]) => [year + 1, LAST];
const until = ([year]) => [FIRST, year];
const before = ([year]) => [FIRST, year - 1];
/** What is said of years, each with the first and the last year that it means. */
const YEARS = [
  [`(?:between|from|years?) ${Y} (?:and|to|until|till|through) ${Y}`, between],
  [`(?:between |years? )?(?<!pp\\. )(?<!pp )(?<!pages )(?<![\\-:]|${WORD})${Y} ?[\\-–] ?${Y}(?!-|${WORD})`, between],
  [`(?:since|not before|no earlier than|starting (?:in|from)) ${Y}`, since],
  [`${Y} (?:(?:or|and) (?:later|newer|after|onwards?|up)|onwards?)`, since],
  [`${Y} ?\\+(?!${WORD})`, since],
  [`(?:until|till|up to|no later than|not after|not later than) ${Y}`, until],
  [`(?:after|newer than|later than) ${Y}`, after],
  [`(?:before|older than|earlier than|prior to) ${Y}`, before],
  [`${Y} (?:or|and) (?:earlier|older|before)`, until],
  [`(?:year ?)?(?:>=|≥) ?${Y}`, since],
  [`(?:year ?)?> ?${Y}`, after],
  [`(?:year ?)?(?:<=|≤) ?${Y}`, until],
  [`(?:year ?)?< ?${Y}`, before],
  [`year ?==? ?${Y}`, ([year]) => [year, year]],
];
const OPEN = "(?:source |open |available |public )?";
const THING = "(?! (?:generation|completion|search|review|reuse|synthesis|books?|models?))";
const CODE = [
  ["without(?: an?| any| the)? (?:official|authors'?) (?:code|implementations?)", "origin", "official", true],
  ["with(?: an?| the)? (?:official|authors'?) (?:code|implementations?)", "origin", "official", false],
  ["with(?: an?| the)? (?:unofficial|third[\\- ]party) (?:code|implementations?)", "origin", "unofficial", false],
  [`(?:without(?: any)?|with no|(?:that|which) (?:has|have) no) ${OPEN}code${THING}`, "code", "no", false],
  [`(?:with|(?:that|which) (?:has|have|come with)) ${OPEN}code(?: available)?${THING}`, "code", "yes", false],
];
const HEAD = `(?<![:\\-]|${WORD})(?<!(?<!${WORD})not )`;
const spoken = (pattern) => new RegExp(`${HEAD}${pattern}(?!${WORD})`, "iu");
const SPOKEN = YEARS.map(([pattern, meant]) => [spoken(pattern), meant]);
const SPOKEN_OF_CODE = CODE.map(([pattern, ...meant]) => [spoken(pattern), ...meant]);
const QUOTED = /("[^"]*"|“[^”]*”)/g;
const OR = /\s+OR\s+/;
const OF_FIELD = /(?<!\S)([-^]?[\p{L}\p{N}_]+:)\(([^()]*\sOR\s[^()]*)\)/gu;
const LEFT_OUT = /(?<![^\s(])(?:[-^]|NOT\s+)\(([^()]*)\)/g;
const GROUP = /(?<![^\s(])\(([^()]*\sOR\s[^()]*)\)/;
const BRACKETS = /(?<![^\s(])\(([^()]*)\)(?![^\s)])/;
const MOST_ALTERNATIVES = 16;
const NOT = /(?<!\S)NOT\s+(?=["“]|[\p{L}\p{N}_])/gu;
const AND = /(?<!\S)AND(?!\S)/g;
const OTHERS = /\bet\.? al\b\.?/gi;

/** The queries that `OR`, in capitals and outside of quotes, joins: `(a OR b) c` is `a c` and `b c`. */
export function alternatives(text) {
  const quoted = text.match(QUOTED) ?? [];
  let at = 0;
  const hidden = text.replaceAll("\0", " ").replace(QUOTED, () => `\0${at++}\0`);
  const parts = withoutGroups(hidden).flatMap((whole) => whole.split(OR).filter((part) => part.trim()));
  const apart = [...new Set(parts)];
  if (apart.length > MOST_ALTERNATIVES) {
    throw usageError(`${apart.length} queries in one`, `join at most ${MOST_ALTERNATIVES} by OR`);
  }
  return apart.length ? apart.map((part) => part.replace(/\0(\d+)\0/g, (_, number) => quoted[number])) : [text];
}

function withoutGroups(text) {
  text = text.replace(
    OF_FIELD,
    (_, field, group) =>
      `(${group
        .split(OR)
        .map((one) => field + one)
        .join(" OR ")})`,
  );
  text = text.replace(LEFT_OUT, (_, group) =>
    leftOut(group)
      .map((one) => `-${one}`)
      .join(" "),
  );
  let texts = [withoutBrackets(text)];
  while (texts.length <= MOST_ALTERNATIVES && texts.some((one) => GROUP.test(one))) {
    texts = texts.flatMap((one) => {
      const match = GROUP.exec(one);
      if (!match) return [withoutBrackets(one)];
      const [head, tail] = [one.slice(0, match.index), one.slice(match.index + match[0].length)];
      return match[1].split(OR).map((choice) => withoutBrackets(`${head}${choice} ${tail}`));
    });
  }
  return texts;
}

function leftOut(group) {
  const parts = group
    .split(OR)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.some((part) => part.includes(" "))) {
    throw usageError("several words are left out by parentheses", 'write ^word for each, or ^"a phrase"');
  }
  return parts.map((part) => part.replace(/^[-^]+/, ""));
}

function withoutBrackets(text) {
  for (;;) {
    const match = BRACKETS.exec(text);
    if (!match || OR.test(match[1])) return text;
    text = text.slice(0, match.index) + match[1] + text.slice(match.index + match[0].length);
  }
}

/** A query without what it says of years and code, and that: [text, [{words, field, value, out}]]. */
export function putPlainly(text) {
  const told = [];
  const years = [];
  const rest = text
    .split(QUOTED)
    .map((piece, at) => (at % 2 ? piece : plainly(piece, years, told)))
    .join("");
  if (["yes", "no"].every((value) => told.some((one) => one.value === value))) {
    throw usageError("code is asked for and is not", "say one of them");
  }
  return [rest, [...ofYears(years), ...told]];
}

function plainly(piece, years, told) {
  piece = piece.replace(NOT, "-").replace(AND, " ").replace(OTHERS, " ");
  for (const [pattern, meant] of SPOKEN) {
    for (let match; (match = pattern.exec(piece)); piece = without(piece, match)) {
      const said = match.slice(1).map(Number);
      if (said[0] > said[1]) break;
      years.push([match[0], meant(said)]);
    }
  }
  for (const [pattern, field, value, out] of SPOKEN_OF_CODE) {
    const match = pattern.exec(piece);
    if (!match) continue;
    told.push({ words: match[0], field, value, out });
    piece = without(piece, match);
  }
  return piece;
}

function without(piece, match) {
  return `${piece.slice(0, match.index)} ${piece.slice(match.index + match[0].length)}`;
}

function ofYears(said) {
  if (!said.length) return [];
  const first = Math.max(...said.map(([, [low]]) => low));
  const last = Math.min(...said.map(([, [, high]]) => high));
  const words = said.map(([text]) => text).join(", ");
  if (first > last) throw usageError(`no year fulfils '${words}'`, "say years that fulfil all of it");
  const value = first === last ? `${first}` : `${first || ""}-${last === LAST ? "" : last}`;
  return [{ words, field: "year", value, out: false }];
}
