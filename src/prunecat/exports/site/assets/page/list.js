/** The list of works, as cards or as rows: the first hundred are drawn, others when they are asked for. */

import { cardOf, markWords } from "./cards.js";
import { byId, works } from "./dom.js";
import { listenToHeads, rowOf } from "./rows.js";

/** Works that are drawn at once: more than anybody scans, and drawn in a few hundredths of a second. */
const HUNDRED = 100;
/** Works that a key waits for: more than a screen shows; the others of the hundred follow when these are drawn. */
const AT_ONCE = 20;

/** What draws lists of entries' numbers; `acts` are what the buttons in them do. */
export function makeList(entries, legend, acts) {
  const views = {
    cards: { frame: byId("cards"), place: byId("cards"), made: new Map(), drawn: cardOf },
    table: { frame: byId("table"), place: byId("rows"), made: new Map(), drawn: rowOf },
  };
  const more = byId("more");
  const showOrder = listenToHeads(acts.sort);
  let view = views.cards;
  let shown = { numbers: [], marks: new Map(), marked: new Set() };
  let limit = HUNDRED;
  let following = 0;
  let told = null;

  function one(number) {
    if (!view.made.has(number)) view.made.set(number, view.drawn(number, entries[number], legend, acts));
    const { card, box, texts } = view.made.get(number);
    for (const [place, text] of texts) markWords(place, text, shown.marks.get(number));
    box.checked = shown.marked.has(entries[number].id);
    return card;
  }

  function draw(count) {
    const { place } = view;
    const cards = shown.numbers.slice(0, count).map(one);
    let same = 0;
    while (same < cards.length && place.children[same] === cards[same]) same += 1;
    while (place.childElementCount > same) place.lastElementChild.remove();
    place.append(...cards.slice(same));
  }

  function drawRest() {
    clearTimeout(following);
    draw(limit);
    const rest = shown.numbers.length - limit;
    more.hidden = rest <= 0;
    more.textContent = `Show ${Math.min(rest, HUNDRED)} more of ${works(rest)}`;
  }

  /** Show the works of an answer as a state has them, from the first. */
  function show({ numbers, marks }, { view: name, sort, marked }) {
    shown = { numbers, marks, marked };
    limit = HUNDRED;
    if (view !== views[name]) view.place.replaceChildren();
    view = views[name];
    for (const { frame } of Object.values(views)) frame.hidden = frame !== view.frame;
    told?.classList.remove("is-told");
    showOrder(sort);
    draw(AT_ONCE);
    more.hidden = true;
    clearTimeout(following);
    following = setTimeout(drawRest, 0);
  }

  /** Set the boxes anew, where nothing but marks has changed. */
  function mark(marked) {
    shown = { ...shown, marked };
    for (const [number, { box }] of view.made) box.checked = marked.has(entries[number].id);
  }

  /** Bring a work before the eyes; false if it is not in the list. */
  function point(number) {
    const at = shown.numbers.indexOf(number);
    if (at < 0) return false;
    limit = Math.max(limit, Math.ceil((at + 1) / HUNDRED) * HUNDRED);
    drawRest();
    const { card, title } = view.made.get(number);
    told = card;
    card.classList.add("is-told");
    card.scrollIntoView({ block: "center" });
    title.focus({ preventScroll: true });
    return true;
  }

  more.addEventListener("click", () => {
    const first = limit;
    limit += HUNDRED;
    drawRest();
    view.made.get(shown.numbers[first])?.title.focus();
  });
  // On paper there is no button for more.
  addEventListener("beforeprint", () => {
    limit = shown.numbers.length;
    drawRest();
  });
  return { show, mark, point };
}
