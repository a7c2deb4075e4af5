/** Words that a reader writes for a venue, year, type and others, as tests of entries: `prunecat/query/resolve.py`. */

import { quoted, nearest, unknown, usageError } from "./mistakes.js";
import { beginning, termKey } from "./index.js";
import { repairs } from "./typos.js";
import { byText, fold, wordsOf } from "./words.js";

const YES = ["yes", "true", "1", "y"];
const NO = ["no", "false", "0", "n"];
const ORIGINS = new Map(Object.entries({ a: "official", author: "official", o: "unofficial" }));
const BARE_COMMA = /,(?!\s)/; // between names, for `Han, Song` is one
const FRAMEWORKS = new Map(Object.entries({ tf: "TensorFlow", torch: "PyTorch" }));
const MOST_VALUES = 400;
const NAMES_SEEN = 50;

const all = (tests) => (entry) => tests.every((test) => test(entry));
const any = (tests) => (entry) => tests.some((test) => test(entry));
const no = (test) => (entry) => !test(entry);

/** By field what a word means: a test of entries, or of a code link the names that it may have. */
const MEANINGS = { venue, year, type, section, topic, author, code, origin, framework, has };
const OF_LINK = ["origin", "framework"];

/** One test of what is asked by field: values of a field widen it, fields narrow it. */
function filterOf(index, asked) {
  const tests = [];
  const ofLink = {};
  for (const [field, values] of Object.entries(asked)) {
    if (new Set(values).size > MOST_VALUES) {
      throw usageError(`${new Set(values).size} values of ${field}`, `at most ${MOST_VALUES} can be asked for`);
    }
    const each = [...new Set(values)].map((value) => parts(index, MEANINGS[field], value));
    if (OF_LINK.includes(field)) ofLink[field] = each.flat(2);
    else if (field === "has") tests.push(...each.map(any));
    else tests.push(any(each.flat()));
  }
  if (Object.keys(ofLink).length) {
    const isMeant = (link) => Object.entries(ofLink).every(([name, values]) => values.includes(link[name]));
    tests.push((entry) => (entry.code ?? []).some(isMeant));
  }
  return all(tests);
}

/** The test of the filters in a query, null without any. */
export function filtersOf(index, terms) {
  if (terms.length > MOST_VALUES) {
    throw usageError(`${terms.length} filters in a query`, `at most ${MOST_VALUES} can stand in one`);
  }
  const wanted = {};
  for (const { field, value } of terms.filter((term) => !term.out)) (wanted[field] ??= []).push(value);
  const unwanted = terms
    .filter((term) => term.out)
    .map(({ field, value }) => no(filterOf(index, { [field]: [value] })));
  return terms.length ? all([filterOf(index, wanted), ...unwanted]) : null;
}

/** What a text means as a whole, or if it means nothing what each of its parts between commas means. */
function parts(index, meant, text) {
  try {
    return [meant(index, text)];
  } catch (error) {
    const pieces = text
      .split(meant === author ? BARE_COMMA : ",")
      .map((part) => part.trim())
      .filter(Boolean);
    if (error.name !== "UsageError" || pieces.length < 2) throw error;
    return [...new Set(pieces)].map((piece) => meant(index, piece));
  }
}

/** The form under which two spellings of a venue's name are one. */
function foldVenue(name) {
  const plain = name.replaceAll("&", " and ").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function venue(index, word) {
  const name = index.venues.get(foldVenue(word));
  if (name) return (entry) => entry.venue === name;
  const dated = /^(.*?\D)[\s'’-]*((?:19|20)\d\d)$/.exec(word.trim());
  if (dated) return all([venue(index, dated[1]), year(index, dated[2])]);
  const ranked = nearest(foldVenue(word), [...index.venues.keys()].sort(byText), 12);
  const names = [...new Set(ranked.map((form) => index.venues.get(form)))];
  const near = [
    ...names.filter((one) => index.usedVenues.has(one)),
    ...names.filter((one) => !index.usedVenues.has(one)),
  ];
  throw unknown("venue", word, [], near.slice(0, 3));
}

function year(index, word) {
  const text = word.normalize("NFKC").replace(/\s/g, "");
  const compared = /^([<>]=?|=)(\d{4})$/.exec(text);
  if (compared) {
    const [sign, number] = [compared[1], Number(compared[2])];
    if (sign === "=") return yearIn(number, number);
    return sign[0] === ">" ? yearIn(number + (sign === ">"), null) : yearIn(null, number - (sign === "<"));
  }
  const [, first, dash, last] = /^(\d{4})?(?:(-|–|\.\.|:|\+)(\d{4}|\d\d)?)?$/.exec(text) ?? [];
  if (!(first || last) || (last && (dash === "+" || (last.length === 2 && !first)))) {
    throw usageError(`${quoted(word)} is not a year`, "write 2023, 2020-2022, 2021- or -2019");
  }
  const end = first && last?.length === 2 ? first.slice(0, 2) + last : last;
  if (first && end && Number(first) > Number(end)) {
    throw usageError(`the years ${quoted(word)} run backwards`, `write ${end}-${first}`);
  }
  return yearIn(first ? Number(first) : null, end ? Number(end) : dash ? null : Number(first));
}

function yearIn(first, last) {
  return ({ year: of }) => Boolean(of) && (first === null || first <= of) && (last === null || of <= last);
}

function type(index, word) {
  const codes = [...new Set(index.types.values())];
  const isOf = (one) => (entry) => (entry.types ?? []).includes(one);
  if (fold(word) === "both" && codes.length === 2) return all(codes.map(isOf));
  const wanted = index.types.has(fold(word)) ? [word] : word.split(/[/+]/);
  return all(
    wanted.map((part) => {
      const found = index.types.get(fold(part.trim()));
      if (!found) throw unknown("type", word, [...codes, ...[...index.types.keys()].filter((name) => name.length > 2)]);
      return isOf(found);
    }),
  );
}

function section(index, word) {
  const name = fold(word).trim();
  const found = index.sections.find((known) => [known, `${known}s`, `${known} papers`].includes(name));
  if (!found) throw unknown("section", word, index.sections);
  return (entry) => entry.section === found;
}

function topic(index, word) {
  const words = wordsOf(word);
  const groups = (index.called.get(termKey(words)) ?? []).filter(([, relation]) => relation === "same");
  const called = groups.map(([group]) => index.topicNames.get(group)).filter((name) => index.topics.has(name));
  const found = index.topics.has(words.join(" ")) ? [words.join(" ")] : called;
  if (!found.length) throw unknown("topic", word, [...index.topics].sort(byText));
  return (entry) => (entry.topics ?? []).some((name) => found.includes(name));
}

function author(index, word) {
  return any(
    word.split(BARE_COMMA).map((name) => {
      const comma = name.indexOf(", ");
      const ordered = comma < 0 ? wordsOf(name) : wordsOf(`${name.slice(comma + 2)} ${name.slice(0, comma)}`);
      if (!ordered.length) throw usageError(`${quoted(word)} is no name`, "give a part of an author's name");
      const missing = ordered.find((part) => part.length > 1 && !index.words.get(part)?.people);
      if (missing) throw unknownAuthor(index, name, missing);
      const test = authorHas(index, ordered);
      if (ordered.length > 1 && !index.entries.some(test)) throw unknownAuthor(index, name, longest(ordered));
      return test;
    }),
  );
}

/** A test of whether an author's name has these parts in their order; one of a letter is an initial, with more behind. */
function authorHas(index, ordered) {
  const parts = ordered.map((part) => (part.length === 1 ? `${part}.*` : part));
  const pattern = new RegExp(` ${parts.join(" ")} `, "u");
  return (entry) => (entry.authors ?? []).some((name) => pattern.test(foldedName(index, name)));
}

/** A name as its words between blanks, which is worked out once. */
function foldedName(index, name) {
  let folded = index.names.get(name);
  if (folded === undefined) index.names.set(name, (folded = ` ${wordsOf(name).join(" ")} `));
  return folded;
}

function longest(words) {
  return words.reduce((one, other) => (other.length > one.length ? other : one));
}

/** The error for a name of which no author has a part: it names the authors whose names begin so or are near. */
function unknownAuthor(index, name, part) {
  const people = (word) => index.words.get(word)?.people ?? 0;
  const near = repairs(index, part)
    .map(([word]) => word)
    .filter(people);
  const [begun] = beginning(index, part)
    .filter(people)
    .sort((one, other) => people(other) - people(one));
  const all = [...new Set(index.entries.flatMap((entry) => entry.authors ?? []))].sort(byText);
  const found = [...near, ...(begun ? [begun] : [])].slice(0, 3).flatMap((word) => {
    return all.filter((one) => foldedName(index, one).includes(` ${word} `)).slice(0, NAMES_SEEN);
  });
  const others = wordsOf(name);
  const common = (one) => new Set(wordsOf(one).filter((word) => others.includes(word))).size;
  found.sort((one, other) => common(other) - common(one));
  return found.length ? unknown("author", name, [], found.slice(0, 3)) : usageError(`unknown author ${quoted(name)}`);
}

function origin(index, word) {
  const name = ORIGINS.get(fold(word)) ?? fold(word);
  if (!index.origins.includes(name)) throw unknown("origin", word, index.origins);
  return [name];
}

function framework(index, word) {
  const meant = [fold(word), fold(FRAMEWORKS.get(fold(word)) ?? word)];
  const found = index.frameworks.filter((name) => meant.includes(fold(name)));
  if (!found.length) throw unknown("framework", word, index.frameworks);
  return found;
}

function code(index, word) {
  if (YES.includes(fold(word))) return hasCode;
  if (NO.includes(fold(word))) return no(hasCode);
  if (index.frameworks.some((name) => fold(name) === fold(word))) {
    throw usageError(`the code's framework is ${quoted(word)}`, `write framework:${word}`);
  }
  throw unknown("value of code", word, ["yes", "no"]);
}

function hasCode(entry) {
  return Boolean(entry.code?.length);
}

function has(index, word) {
  const name = fold(word).trim();
  const found = index.parts.find((part) => [part, `${part}s`, part.replace(/s$/, "")].includes(name));
  if (!found) throw unknown("thing to have", word, index.parts);
  return (entry) => entry.index.at(-1).split(" ").includes(found);
}
