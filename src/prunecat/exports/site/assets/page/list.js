/** The list of works, as cards or as rows: the first hundred are drawn, others when they are asked for. */

import { cardOf, markWords } from "./cards.js";
import { byId, works } from "./dom.js";
import { listenToHeads, rowOf } from "./rows.js";

/** Works that are drawn at once: more than anybody scans, and drawn in a few hundredths of a second. */
const PORTION = 100;
/** Works that a key waits for: more than a screen shows; the others of the portion follow when these are drawn. */
const AT_ONCE = 20;

/**
 * What draws lists of entries' numbers; `acts` are what the buttons in them do, and `acts.more(count)` hears that so
 * many are shown.
 */
export function makeList(entries, legend, acts) {
  const list = {
    entries,
    drawn: (drawing, number) =>
      drawing(number, entries[number], legend, { ...acts, redraw: () => elementOf(list, number) }),
    views: {
      cards: { frame: byId("cards"), place: byId("cards"), made: new Map(), drawing: cardOf },
      table: { frame: byId("table"), place: byId("rows"), made: new Map(), drawing: rowOf },
    },
    view: null,
    shown: { numbers: [], marks: new Map(), marked: new Set() },
    first: 0,
    end: PORTION,
    following: 0,
    told: null,
    showOrder: listenToHeads(acts.sort),
  };
  byId("more").addEventListener("click", () => acts.more(further(list)));
  byId("before").addEventListener("click", () => earlier(list));
  listenToPrinting(list);
  return {
    /** Show the works of an answer as a state has them, from the first. */
    show: (answer, state) => show(list, answer, state),
    /** Set the boxes anew, where nothing but marks has changed. */
    mark: (marked) => mark(list, marked),
    /** Bring a work before the eyes; false if it is not in the list. */
    point: (number) => point(list, number),
    /** Bring the first work before the eyes. */
    enter: () => byNumber(list, list.shown.numbers[list.first])?.title.focus(),
  };
}

function show(list, { numbers, marks }, { view, sort, marked, shown }) {
  list.shown = { numbers, marks, marked };
  list.first = 0;
  list.end = Math.max(PORTION, shown);
  if (list.view !== list.views[view]) list.view?.place.replaceChildren();
  list.view = list.views[view];
  for (const { frame } of Object.values(list.views)) frame.hidden = frame !== list.view.frame;
  list.told?.classList.remove("is-told");
  list.showOrder(sort);
  clearTimeout(list.following);
  if (shown) {
    drawAll(list);
    return;
  }
  draw(list, AT_ONCE);
  byId("more").hidden = byId("before").hidden = true;
  list.following = setTimeout(() => drawAll(list), 0);
}

function mark(list, marked) {
  list.shown = { ...list.shown, marked };
  for (const [number, { box }] of list.view.made) box.checked = marked.has(list.entries[number].id);
}

function point(list, number) {
  const at = list.shown.numbers.indexOf(number);
  if (at < 0) return false;
  if (at >= list.end) {
    list.first = at - (at % PORTION);
    list.end = list.first + PORTION;
  }
  drawAll(list);
  const { card, title } = byNumber(list, number);
  list.told = card;
  card.classList.add("is-told");
  card.scrollIntoView({ block: "center", behavior: "instant" });
  title.focus({ preventScroll: true });
  return true;
}

const byNumber = (list, number) => list.view.made.get(number);

/** The element of a work, made when it is first shown, with its words and its box as they are now. */
function elementOf(list, number) {
  const { made, drawing } = list.view;
  if (!made.has(number)) made.set(number, list.drawn(drawing, number));
  const { card, box, texts } = byNumber(list, number);
  for (const [place, text] of texts) markWords(place, text, list.shown.marks.get(number));
  box.checked = list.shown.marked.has(list.entries[number].id);
  return card;
}

/** Draw the works up to an end; those that stand where they shall stand are left alone. */
function draw(list, end) {
  const { place } = list.view;
  const cards = list.shown.numbers.slice(list.first, end).map((number) => elementOf(list, number));
  let same = 0;
  while (same < cards.length && place.children[same] === cards[same]) same += 1;
  while (place.childElementCount > same) place.lastElementChild.remove();
  place.append(...cards.slice(same));
}

/** Draw all that shall be shown now, and say how many there are beside. */
function drawAll(list) {
  clearTimeout(list.following);
  draw(list, list.end);
  const rest = list.shown.numbers.length - list.end;
  showRest(byId("more"), rest, `Show ${Math.min(rest, PORTION)} more of ${works(rest)}`);
  showRest(byId("before"), list.first, `Show ${PORTION} before, of ${works(list.first)}`);
}

function showRest(button, rest, text) {
  button.hidden = rest <= 0;
  button.textContent = text;
}

/** Show another portion behind. @returns how many are shown then. */
function further(list) {
  const next = list.end;
  list.end += PORTION;
  drawAll(list);
  byNumber(list, list.shown.numbers[next])?.title.focus();
  return list.end;
}

function earlier(list) {
  list.first -= PORTION;
  drawAll(list);
  byNumber(list, list.shown.numbers[list.first]).title.focus();
}

/** On paper there are no buttons for more; afterwards the list is what it was. */
function listenToPrinting(list) {
  let kept = null;
  addEventListener("beforeprint", () => {
    kept ??= [list.first, list.end];
    [list.first, list.end] = [0, list.shown.numbers.length];
    drawAll(list);
  });
  addEventListener("afterprint", () => {
    if (kept) [list.first, list.end] = kept;
    kept = null;
    drawAll(list);
  });
}
