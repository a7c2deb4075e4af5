/** Facets: what works are filtered and counted by. One row of the table is one facet. */

const CODES = {
  official: "Official code",
  unofficial: "Unofficial code",
  other: "Code, not said whose",
  none: "No code",
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const byCount = (counts) => (a, b) => counts.get(b) - counts.get(a) || a.localeCompare(b);
const asListed = (order) => (a, b) => order.indexOf(a) - order.indexOf(b);

/** @returns the kinds of code that an entry has links to. */
function codesOf(entry) {
  const kinds = (entry.code ?? []).map((link) => link.origin ?? "other");
  return kinds.length ? [...new Set(kinds)] : ["none"];
}

/** @returns the innermost heading that an entry stands under, other than a year. */
const headingOf = (entry) => (entry.heading ?? []).filter((text) => !/^\d{4}$/.test(text)).slice(-1);

/**
 * Each with the values of an entry, what a value is called, and the order of values by how many works have each; the
 * last two are told the catalogue.
 */
const TABLE = [
  {
    name: "section",
    legend: "Section",
    of: (entry) => [entry.section],
    label: capital,
    order: (_, { sections }) => asListed(sections),
  },
  {
    name: "type",
    legend: "Type",
    of: (entry) => entry.types ?? [],
    label: (code, { legend }) => capital(legend[code] ?? code),
    order: byCount,
  },
  {
    name: "code",
    legend: "Code",
    of: codesOf,
    label: (kind) => CODES[kind],
    order: () => asListed(Object.keys(CODES)),
  },
  {
    name: "year",
    legend: "Year",
    of: (entry) => (entry.year ? [String(entry.year)] : []),
    label: String,
    order: () => (a, b) => b - a,
    isRanged: true,
  },
  {
    name: "venue",
    legend: "Venue",
    of: (entry) => (entry.venue ? [entry.venue] : []),
    label: String,
    order: byCount,
  },
  {
    name: "heading",
    legend: "Heading",
    of: headingOf,
    label: String,
    order: byCount,
  },
  {
    name: "topic",
    legend: "Topic",
    of: (entry) => entry.topics ?? [],
    label: String,
    order: byCount,
  },
];

/**
 * The facets of a catalogue that tell any two entries apart, each with its `values` and `labels` in order, and `has`,
 * which gives for an entry's number the places of its values among them.
 */
export function facetsOf(catalogue) {
  return TABLE.map((facet) => withValues(facet, catalogue)).filter((facet) => facet.values.length > 1);
}

function withValues(facet, catalogue) {
  const counts = new Map();
  const stated = catalogue.entries.map((entry) => facet.of(entry));
  for (const value of stated.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts.keys()].sort(facet.order(counts, catalogue));
  const places = new Map(values.map((value, place) => [value, place]));
  return {
    ...facet,
    values,
    labels: values.map((value) => facet.label(value, catalogue)),
    has: stated.map((own) => own.map((value) => places.get(value))),
  };
}

/**
 * The entries, of these numbers, that have a ticked value of each facet that has any; and for each facet how many works
 * there are of each value, of those that pass all other facets.
 */
export function narrowed(facets, numbers, ticked) {
  const wanted = facets.map((facet) => {
    const values = ticked[facet.name];
    return values.size ? facet.values.map((value) => values.has(value)) : null;
  });
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  const passed = numbers.filter((number) => {
    const stopping = facets.flatMap((facet, at) => (stops(facet.has[number], wanted[at]) ? [at] : []));
    const counting = stopping.length === 0 ? facets.keys() : stopping.length === 1 ? stopping : [];
    for (const at of counting) for (const place of facets[at].has[number]) counts[at][place] += 1;
    return stopping.length === 0;
  });
  return { passed, counts };
}

/** Whether an entry of these places has none of the wanted ones; null wants nothing. */
function stops(places, wanted) {
  return wanted !== null && !places.some((place) => wanted[place]);
}
