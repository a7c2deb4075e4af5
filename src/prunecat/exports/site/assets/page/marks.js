/** Marked works: the bar that counts them, and the bibliography that they become. */

import { copy, save, withBibtex } from "./copying.js";
import { byId, make, works } from "./dom.js";
import { announce, hush, tell, tellUndoable } from "./telling.js";

/** Works that may be marked: their ids stand in the address, and browsers bound its length. */
const MOST_MARKED = 500;

/** What holds marks in the state of a history; `redraw` is called where nothing but marks has changed. */
export function makeMarks(entries, past, redraw) {
  const marks = { entries, past, redraw, listed: [] };
  byId("mark-all").addEventListener("click", () => markListed(marks));
  byId("clear-marked").addEventListener("click", () => unmarkAll(marks));
  byId("show-marked").addEventListener("click", () => past.push({ isOnlyMarked: !past.state.isOnlyMarked }));
  byId("save-marked").addEventListener("click", () => {
    const numbers = marked(marks);
    withBibtex(numbers, (text) => {
      save(text, "marked.bib");
      tell(`Saved ${works(numbers.length)} as marked.bib.`);
    });
  });
  byId("copy-marked").addEventListener("click", () => {
    const numbers = marked(marks);
    withBibtex(numbers, (text) => copy(text, `the BibTeX of ${works(numbers.length)}`));
  });
  return {
    /** Mark works, by their numbers, or take their marks away. */
    mark: (numbers, areMarked) => mark(marks, numbers, areMarked),
    /** Show how many are marked, beside the works that are listed. */
    show(numbers) {
      marks.listed = numbers;
      draw(marks);
    },
  };
}

const isMarked = ({ entries, past }) => (number) => past.state.marked.has(entries[number].id);
const marked = (marks) => [...marks.entries.keys()].filter(isMarked(marks));

function mark(marks, numbers, areMarked) {
  const ids = new Set(marks.past.state.marked);
  for (const number of numbers) {
    const { id } = marks.entries[number];
    if (!areMarked) ids.delete(id);
    else if (ids.size < MOST_MARKED || ids.has(id)) ids.add(id);
    else {
      tell(`${works(MOST_MARKED)} are marked; an address holds no more. Save them, then unmark them.`);
      break;
    }
  }
  setIds(marks, ids);
}

function setIds(marks, ids) {
  marks.past.replace({ marked: ids });
  marks.redraw();
  draw(marks);
  announce([byId("marked").textContent]);
}

function markListed(marks) {
  hush();
  mark(marks, marks.listed, !marks.listed.every(isMarked(marks)));
}

function unmarkAll(marks) {
  const ids = marks.past.state.marked;
  setIds(marks, new Set());
  if (marks.past.state.isOnlyMarked) marks.past.push({ isOnlyMarked: false });
  tellUndoable(`${works(ids.size)} unmarked.`, () => {
    setIds(marks, ids);
    byId("save-marked").focus();
  });
}

/** Words that a small screen has no room for; they are read aloud there too. */
const roomy = (text) => make("span", { class: "roomy" }, text);

function draw(marks) {
  const { listed, past } = marks;
  const { length } = marked(marks);
  const areAll = listed.length > 0 && listed.every(isMarked(marks));
  byId("mark-all").textContent = areAll
    ? "Unmark these"
    : listed.length > MOST_MARKED
      ? `Mark the first ${MOST_MARKED}`
      : `Mark all ${listed.length.toLocaleString("en")}`;
  byId("mark-all").hidden = !listed.length;
  byId("marks").hidden = !length && !past.state.isOnlyMarked;
  const [count, noun] = works(length).split(" ");
  byId("marked").replaceChildren(`${count} `, roomy(`${noun} `), "marked");
  byId("show-marked").replaceChildren("Show ", ...(past.state.isOnlyMarked ? ["all", roomy(" works")] : [roomy("marked")]));
}
