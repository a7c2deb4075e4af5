/** The state of the page, and what of it the browser's history and address keep. */

import { hashOf, stateOf } from "./state.js";

/** After a key, until the address states the query: browsers refuse more than some hundred changes in half a minute. */
const WRITING_MS = 300;

/**
 * What holds the state; `show(isBack)` is called when it is another one, by a step of the reader's or by Back. Back
 * takes back what is asked, never what is marked.
 */
export function makeHistory(facets, show) {
  let state = { ...stateOf(location.hash, facets), shown: history.state?.shown ?? 0 };
  let writing = 0;
  let unwritten = "";
  let isTyping = false;

  const address = () => hashOf(state, facets) || location.pathname + location.search;

  function write() {
    clearTimeout(writing);
    if (unwritten) history[unwritten]({ shown: state.shown }, "", address());
    unwritten = "";
  }

  function writeSoon(how) {
    unwritten ||= how;
    clearTimeout(writing);
    writing = setTimeout(write, WRITING_MS);
  }

  function settle() {
    write();
    isTyping = false;
  }

  addEventListener("popstate", (event) => {
    clearTimeout(writing);
    unwritten = "";
    isTyping = false;
    const told = stateOf(location.hash, facets);
    // An address that somebody pastes may bring marks; a step of this page's own has those of its time.
    const marked = event.state ? state.marked : new Set([...state.marked, ...told.marked]);
    state = { ...told, marked, shown: event.state?.shown ?? 0 };
    unwritten = "replaceState";
    write();
    show(true);
  });
  addEventListener("pagehide", write);

  return {
    get state() {
      return state;
    },
    /** A change that Back takes back. */
    push(change) {
      settle();
      state = { ...state, entry: "", unknown: [], shown: 0, ...change };
      history.pushState({ shown: state.shown }, "", address());
      show(false);
    },
    /** Another query, which the address states in a moment; Back takes all that is typed till `settle` back at once. */
    type(q) {
      if (!isTyping) write();
      state = { ...state, q, entry: "", unknown: [], shown: 0 };
      writeSoon(isTyping ? "replaceState" : "pushState");
      isTyping = true;
    },
    settle,
    /** A change that Back passes over; nothing is shown anew. */
    replace(change) {
      state = { ...state, ...change };
      unwritten ||= "replaceState";
      write();
    },
  };
}
