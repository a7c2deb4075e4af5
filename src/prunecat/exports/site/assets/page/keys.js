/** Keys. Each does what a button or field of the page does too, and single keys can be switched off. */

import { byId, make } from "./dom.js";

const KEYS = [
  ["/", "Go to the search"],
  ["Enter", "In the search: go to the works, as ↓ does"],
  ["Esc", "In the search: clear it"],
  ["?", "Show these keys"],
];

/** The name under which a browser keeps whether single keys are on. */
const KEPT = "prunecat-keys";

const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog[open]") !== null;

/** Listen for keys; `clear` empties the query. */
export function listenForKeys(clear) {
  const told = KEYS.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]);
  byId("key-list").append(...told);
  keepWhetherOn();
  byId("open-keys").addEventListener("click", () => byId("keys").showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target === byId("query")) {
      event.preventDefault();
      clear();
    } else if (byId("keys-on").checked && !isTyping(event.target)) {
      single(event);
    }
  });
}

/** Keep for the next time whether single keys are on, where the browser keeps anything for the page. */
function keepWhetherOn() {
  const box = byId("keys-on");
  try {
    box.checked = localStorage.getItem(KEPT) !== "off";
    box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
  } catch {
    box.checked = true;
  }
}

function single(event) {
  if (event.key === "/") {
    event.preventDefault();
    byId("query").focus();
    byId("query").select();
  } else if (event.key === "?") {
    byId("keys").showModal();
  }
}
