/** The state of the page, and what of it the browser's history and address keep. */

import { hashOf, stateOf } from "./state.js";

/** After a key, until the address states the query: browsers refuse more than some hundred changes in half a minute. */
const WRITING_MS = 300;

/** What holds the state; `show` is called when it is another one, by a step of the reader's or by Back. */
export function makeHistory(facets, show) {
  let state = stateOf(location.hash, facets);
  let writing = 0;

  const address = () => hashOf(state, facets) || location.pathname + location.search;

  function write() {
    clearTimeout(writing);
    if (writing) history.replaceState(null, "", address());
    writing = 0;
  }

  addEventListener("popstate", () => {
    clearTimeout(writing);
    writing = 0;
    state = stateOf(location.hash, facets);
    show();
  });

  return {
    get state() {
      return state;
    },
    /** A change that Back takes back. */
    push(change) {
      write();
      state = { ...state, entry: "", unknown: [], ...change };
      history.pushState(null, "", address());
      show();
    },
    /** A change that the address states in a moment, and that Back passes over; nothing is shown anew. */
    replace(change) {
      state = { ...state, entry: "", unknown: [], ...change };
      clearTimeout(writing);
      writing = setTimeout(write, WRITING_MS);
    },
  };
}
