/** What is told to those who do not see the page change, and shortly to everybody. */

import { button, byId } from "./dom.js";

/** After a key, so that a count is told when somebody has stopped typing rather than at each letter. */
const TYPING_MS = 600;
/** How long a short sentence stays on the page. */
const SEEN_MS = 3500;

let telling = 0;
let fading = 0;

/** Sentences as one text; a stop between two that have none. */
const joined = (sentences) =>
  sentences.map((text, at) => (at < sentences.length - 1 && !/[.!?…]$/.test(text) ? `${text}.` : text)).join(" ");

/** Say to a screen reader what the answer is, once it stays. */
export function announce(sentences) {
  clearTimeout(telling);
  telling = setTimeout(() => (byId("status").textContent = joined(sentences)), TYPING_MS);
}

/** Say what was done, on the page and to a screen reader. */
export function tell(text) {
  clearTimeout(fading);
  byId("told").textContent = text;
  fading = setTimeout(hush, SEEN_MS);
}

/** Say what was done, with a button that undoes it, which has the focus; it stays until something else is told. */
export function tellUndoable(text, undo) {
  clearTimeout(fading);
  const undoing = button("Undo", () => {
    hush();
    undo();
  });
  byId("told").replaceChildren(`${text} `, undoing);
  undoing.focus();
}

/** Tell no longer what was told. */
export function hush() {
  byId("told").replaceChildren();
}
