/** Marked works: the bar that counts them, and the bibliography that they become. */

import { bibtexOf } from "./blocks.js";
import { copy, save } from "./copying.js";
import { byId, works } from "./dom.js";
import { announce, tell } from "./telling.js";

/** Works that are marked with one button: their ids stand in the address, and browsers bound its length. */
const MOST_MARKED = 500;

/** What holds marks in the state of a history; `redraw` is called where nothing but marks has changed. */
export function makeMarks(entries, past, redraw) {
  let listed = [];

  const isMarked = (number) => past.state.marked.has(entries[number].id);
  const marked = () => [...entries.keys()].filter(isMarked);

  /** Mark works, by their numbers, or take their marks away. */
  function mark(numbers, areMarked) {
    const ids = new Set(past.state.marked);
    for (const number of numbers) ids[areMarked ? "add" : "delete"](entries[number].id);
    past.replace({ marked: ids });
    redraw();
    draw();
    announce(byId("marked").textContent);
  }

  function draw() {
    const { length } = marked();
    const areAll = listed.length > 0 && listed.every(isMarked);
    byId("mark-all").textContent = areAll ? "Unmark these" : `Mark all ${listed.length.toLocaleString("en")}`;
    byId("mark-all").hidden = !listed.length || listed.length > MOST_MARKED;
    byId("marks").hidden = !length;
    byId("marked").textContent = `${works(length)} marked`;
    byId("save-marked").textContent = `Save ${works(length)} as .bib`;
  }

  byId("mark-all").addEventListener("click", () => mark(listed, !listed.every(isMarked)));
  byId("clear-marked").addEventListener("click", () => {
    mark(marked(), false);
    byId("results").focus();
  });
  byId("save-marked").addEventListener("click", async () => {
    const numbers = marked();
    save(await bibtexOf(numbers), "marked.bib");
    tell(`Saved ${works(numbers.length)} as marked.bib.`);
  });
  byId("copy-marked").addEventListener("click", async () => {
    const numbers = marked();
    copy(await bibtexOf(numbers), `the BibTeX of ${works(numbers.length)}`);
  });

  return {
    mark,
    /** Show how many are marked, beside the works that are listed. */
    show(numbers) {
      listed = numbers;
      draw();
    },
  };
}
