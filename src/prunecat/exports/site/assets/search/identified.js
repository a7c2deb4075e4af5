/** Identifiers and addresses in a query: `prunecat/query/identified.py` and `prunecat/identifiers.py`. */

const PIECE_OF_ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"|]+|(?:\b(?:arxiv|doi)\s*:\s*)?(?:10\.\d{4,9}\/[^\s"<>]+|\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b[a-z][a-z-]*(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?\b)|\b(?:arxiv|doi)\.org\/[^\s<>"]+/gi;
const FORUM = /(?<!\S)(?=\S*[a-z])(?=\S*[A-Z])[\w-]{9,12}(?!\S)/g;
const ARXIV = /^(?:\d{4}\.\d{4,5}|[a-z][a-z.-]*\/\d{7})$/i;
const DOI = /10\.\d{4,9}\/[^\s?#"<>]+/;
const ARXIV_URL =
  /(?:arxiv\.org\/(?:abs|pdf|html)\/|ar5iv\.[a-z.]+\/(?:html|abs)\/|doi\.org\/10\.48550\/arxiv\.)(\d{4}\.\d{4,5}|[a-z][a-z.-]*\/\d{7})/i;
const OPENREVIEW_URL = /openreview\.net\/(?:forum|pdf|attachment|references\/pdf)\?(?:[^#]*&)?id=([\w-]+)/;
const DOI_HOST =
  /^https?:\/\/(?:(?:dx\.)?doi\.org|link\.springer\.com|dl\.acm\.org|onlinelibrary\.wiley\.com|[\w.-]*tandfonline\.com|[\w.-]*sagepub\.com|[\w.-]*worldscientific\.com|epubs\.siam\.org|direct\.mit\.edu|aclanthology\.org|www\.frontiersin\.org|journals\.aps\.org|pubs\.acs\.org)\//i;
const SHORTEST = 3;
const LONGEST = 24;

/** The numbers of the entries that URLs and identifiers in a text mean, and the text without these. */
export function takeIdentifiers(index, text) {
  const found = [];
  let rest = text;
  const pieces = [...text.matchAll(PIECE_OF_ADDRESS)].map(([piece]) => [piece, true]);
  for (const [piece, isAddress] of [...pieces, ...[...text.matchAll(FORUM)].map(([one]) => [one, false])]) {
    const numbers = byAddress(index, piece.replace(/[.,;:)\]}>'’”]+$/, ""));
    found.push(...numbers);
    if (numbers.length || isAddress) rest = rest.replaceAll(piece, " ");
  }
  return [[...new Set(found)], rest];
}

/** The entries whose title, of three words or more, stands whole among the words: those of the longest titles. */
export function wholeTitles(index, words) {
  const runs = new Set();
  for (let size = SHORTEST; size <= Math.min(LONGEST, words.length); size++) {
    for (let start = 0; start + size <= words.length; start++) runs.add(words.slice(start, start + size).join(" "));
  }
  const found = [];
  if (runs.size) index.titles.forEach((title, number) => runs.has(title) && found.push([number, title]));
  const isPart = (title) => found.some(([, other]) => other !== title && other.includes(title));
  return new Set(found.filter(([, title]) => !isPart(title)).map(([number]) => number));
}

function byAddress(index, text) {
  if (text.includes("://") || text.toLowerCase().startsWith("www.")) {
    const sought = address(text);
    for (const urls of [(entry) => [entry.url], (entry) => (entry.code ?? []).map((link) => link.url)]) {
      const numbers = numbersWhere(index, (entry) =>
        urls(entry).some((url) => url && knownAddress(index, url) === sought),
      );
      if (numbers.length) return numbers;
    }
  }
  const bare = text.replace(/^(?:arxiv\s*:|doi\s*:|(?:https?:\/\/)?(?:dx\.)?doi\.org\/)\s*/i, "");
  const named = {
    arxiv: whole(ARXIV, bare.replace(/v\d+$/i, "")),
    doi: whole(DOI, bare),
    openreview: text,
    ...ofUrl(text),
  };
  for (const [kind, value] of Object.entries(named)) {
    const numbers = value ? numbersWhere(index, (entry) => entry[kind]?.toLowerCase() === value.toLowerCase()) : [];
    if (numbers.length) return numbers;
  }
  return [];
}

function numbersWhere(index, test) {
  return index.entries.flatMap((entry, number) => (test(entry) ? [number] : []));
}

function whole(pattern, text) {
  const match = pattern.exec(text);
  return match?.[0] === text ? text : null;
}

/** The identifiers that a URL contains, by their kind. */
function ofUrl(url) {
  const doi = DOI_HOST.test(url)
    ? DOI.exec(url)?.[0].replace(/(?:\.pdf|\/full|\/abstract|\/html|\/pdf)?\/?$/, "")
    : null;
  const found = { arxiv: ARXIV_URL.exec(url)?.[1], doi, openreview: OPENREVIEW_URL.exec(url)?.[1] };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

/** The address of an entry's URL, which is worked out once. */
function knownAddress(index, url) {
  let known = index.addresses.get(url);
  if (known === undefined) index.addresses.set(url, (known = address(url)));
  return known;
}

/** The form in which all addresses of one work are equal. */
function address(url) {
  for (const [kind, value] of Object.entries(ofUrl(url))) {
    const plain = kind === "openreview" ? value : value.toLowerCase();
    return `${kind}:${kind === "arxiv" ? plain.replace(/v\d+$/, "") : plain}`;
  }
  const [, scheme, rest] = /^(?:(https?):\/\/)?(.*)$/i.exec(url.trim());
  if (!scheme && !/^www\./i.test(rest)) return rest.replace(/\/+$/, "") || rest;
  const split = rest.search(/[/?#]|$/);
  const port = { http: ":80", https: ":443" }[scheme?.toLowerCase()] ?? ":";
  const host = rest
    .slice(0, split)
    .toLowerCase()
    .replace(/^www\./, "");
  return (host.endsWith(port) ? host.slice(0, -port.length) : host) + rest.slice(split).replace(/\/+$/, "");
}
