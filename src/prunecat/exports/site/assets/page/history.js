/** The state of the page, and what of it the browser's history and address keep. */

import { hashOf, stateOf } from "./state.js";

/** After a key, until the address states the query: browsers refuse more than some hundred changes in half a minute. */
const WRITING_MS = 300;

/**
 * What holds the state; `show(isBack)` is called when it is another one, by a step of the reader's or by Back. Back
 * takes back what is asked, never what is marked.
 */
export function makeHistory(facets, show) {
  const state = { ...stateOf(location.hash, facets), shown: history.state?.shown ?? 0 };
  const past = { facets, show, state, writing: 0, unwritten: "", isTyping: false };
  addEventListener("popstate", (event) => goTo(past, event.state));
  addEventListener("pagehide", () => write(past));
  return {
    get state() {
      return past.state;
    },
    /** A change that Back takes back. */
    push: (change) => push(past, change),
    /** Another query, which the address states in a moment; Back takes all that is typed till `settle` back at once. */
    type: (q) => type(past, q),
    settle: () => settle(past),
    /** A change that Back passes over; nothing is shown anew. */
    replace(change) {
      past.state = { ...past.state, ...change };
      past.unwritten ||= "replaceState";
      write(past);
    },
  };
}

/** Write into the browser's history what is not written yet. */
function write(past) {
  const { facets, state, unwritten } = past;
  clearTimeout(past.writing);
  past.unwritten = "";
  const address = hashOf(state, facets) || location.pathname + location.search;
  if (unwritten) history[unwritten]({ shown: state.shown }, "", address);
}

function settle(past) {
  write(past);
  past.isTyping = false;
}

function push(past, change) {
  settle(past);
  past.state = { ...past.state, entry: "", unknown: [], shown: 0, ...change };
  past.unwritten = "pushState";
  write(past);
  past.show(false);
}

function type(past, q) {
  if (!past.isTyping) write(past);
  past.state = { ...past.state, q, entry: "", unknown: [], shown: 0 };
  past.unwritten ||= past.isTyping ? "replaceState" : "pushState";
  past.isTyping = true;
  clearTimeout(past.writing);
  past.writing = setTimeout(() => write(past), WRITING_MS);
}

/** Take the state of the address, where Back or somebody's own address has led; `kept` is null for the latter. */
function goTo(past, kept) {
  const asked = stateOf(location.hash, past.facets);
  // An address that somebody pastes may bring marks; a step of this page's own has those of its time.
  const marked = kept ? past.state.marked : new Set([...past.state.marked, ...asked.marked]);
  past.state = { ...asked, marked, shown: kept?.shown ?? 0 };
  Object.assign(past, { isTyping: false, unwritten: "replaceState" });
  write(past);
  past.show(true);
}
