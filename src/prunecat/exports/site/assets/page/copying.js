/** Text for other programs: copied, or saved as a file. */

import { bibtexOf } from "./blocks.js";
import { byId, make } from "./dom.js";
import { tell } from "./telling.js";

/** Do something with the bibliography of entries, by their numbers; where it can't be unpacked, that is told. */
export async function withBibtex(numbers, act) {
  let text = "";
  try {
    text = await bibtexOf(numbers);
  } catch (error) {
    tell(`The BibTeX can't be unpacked: ${error.message}.`);
    return;
  }
  await act(text);
}
/** Copy a text, which `what` names: by the browser's clipboard, else by a field in which it is selected. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    tell(`Copied ${what}.`);
  } catch {
    copyByHand(text, what);
  }
}

function copyByHand(text, what) {
  const field = byId("text-to-copy");
  field.value = text;
  byId("text").showModal();
  field.focus();
  field.select();
  if (document.execCommand("copy")) {
    byId("text").close();
    tell(`Copied ${what}.`);
  }
}

/** Save a text as a file of that name. */
export function save(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-bibtex" }));
  make("a", { href: url, download: name }).click();
  // The download has begun when this task has ended.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
