/** The data blocks of the page: what it shows, and what is unpacked when it is needed. */

import { byId } from "./dom.js";

/** What is known of the catalogue: about, program, legend, entries. */
export const catalogue = JSON.parse(byId("catalogue").textContent);

/** Whether this browser can unpack a block. */
export const canUnpack = "DecompressionStream" in globalThis;

const values = new Map();

/** @returns the value of a packed block, once the page has been read so far; what was unpacked is kept. */
async function unpacked(id) {
  if (values.has(id)) return values.get(id);
  if (!canUnpack) throw new Error("this browser is from before 2023");
  if (!byId(id)) await new Promise((go) => addEventListener("DOMContentLoaded", go, { once: true }));
  const bytes = Uint8Array.from(atob(byId(id).textContent), (sign) => sign.charCodeAt(0));
  const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const value = JSON.parse(await new Response(unpacking).text());
  values.set(id, value);
  return value;
}

/** @returns the catalogue with what searching it needs. */
export async function searchedCatalogue() {
  const { index, search } = await unpacked("search");
  const entries = catalogue.entries.map((entry, number) => ({ ...entry, index: index[number] }));
  return { ...catalogue, search, entries };
}

/** @returns the abstract of an entry that has one. */
export async function abstractOf(number) {
  return (await unpacked("abstracts"))[number];
}

/** @returns the bibliography of entries, by their numbers, as the program prints it. */
export async function bibtexOf(numbers) {
  const all = await unpacked("bibtex");
  return numbers.map((number) => `${all[number]}\n`).join("\n");
}
