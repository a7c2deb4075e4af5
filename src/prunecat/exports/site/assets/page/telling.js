/** What is told to those who do not see the page change, and shortly to everybody. */

import { byId } from "./dom.js";

/** After a key, so that a count is told when somebody has stopped typing rather than at each letter. */
const TYPING_MS = 600;
/** How long a short sentence stays on the page. */
const SEEN_MS = 3500;

let telling = 0;
let fading = 0;

/** Say to a screen reader what the answer is, once it stays. */
export function announce(text) {
  clearTimeout(telling);
  telling = setTimeout(() => (byId("status").textContent = text), TYPING_MS);
}

/** Say what was done, on the page and to a screen reader. */
export function tell(text) {
  clearTimeout(fading);
  byId("told").textContent = text;
  fading = setTimeout(() => (byId("told").textContent = ""), SEEN_MS);
}
