/** The data blocks of the page: what it shows, and what is unpacked when it is needed. */

import { byId } from "./dom.js";

/** What is known of the catalogue: about, program, legend, entries. */
export const catalogue = JSON.parse(byId("catalogue").textContent);

/** @returns the value of a packed block, once the page has been read so far. */
async function unpacked(id) {
  if (!byId(id)) await new Promise((go) => addEventListener("DOMContentLoaded", go, { once: true }));
  const bytes = Uint8Array.from(atob(byId(id).textContent), (sign) => sign.charCodeAt(0));
  const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(unpacking).text());
}

/** @returns the catalogue with what searching it needs. */
export async function searchedCatalogue() {
  const { index, search } = await unpacked("search");
  const entries = catalogue.entries.map((entry, number) => ({ ...entry, index: index[number] }));
  return { ...catalogue, search, entries };
}

let bibliography = null;

/** @returns the bibliography of entries, by their numbers, as the program prints it. */
export async function bibtexOf(numbers) {
  bibliography ??= unpacked("bibtex");
  const all = await bibliography;
  return numbers.map((number) => `${all[number]}\n`).join("\n");
}
