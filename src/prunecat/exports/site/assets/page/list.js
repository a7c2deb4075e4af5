/** The list of cards: the first hundred are drawn, others when they are asked for. */

import { cardOf, markWords } from "./cards.js";
import { byId, works } from "./dom.js";

/** Cards that are drawn at once: more than anybody scans, and drawn in a few hundredths of a second. */
const HUNDRED = 100;
/** Cards that a key waits for: more than a screen shows; the others of the first hundred follow when it has been drawn. */
const AT_ONCE = 20;

/** What draws lists of entries' numbers; `acts` are what the buttons of the cards do. */
export function makeList(entries, legend, acts) {
  const made = new Map();
  const place = byId("cards");
  const more = byId("more");
  let shown = { numbers: [], marks: new Map(), marked: new Set() };
  let limit = HUNDRED;
  let following = 0;

  function card(number) {
    if (!made.has(number)) made.set(number, cardOf(number, entries[number], legend, acts));
    const one = made.get(number);
    markWords(one.title, entries[number].title, shown.marks.get(number));
    one.box.checked = shown.marked.has(entries[number].id);
    return one.card;
  }

  function draw(count) {
    const cards = shown.numbers.slice(0, count).map(card);
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

  /** Show these entries, in this order, from the first. */
  function show(numbers, marks, marked) {
    shown = { numbers, marks, marked };
    limit = HUNDRED;
    draw(AT_ONCE);
    more.hidden = true;
    clearTimeout(following);
    following = setTimeout(drawRest, 0);
  }

  /** Set the boxes anew, where nothing but marks has changed. */
  function mark(marked) {
    shown = { ...shown, marked };
    for (const [number, one] of made) one.box.checked = marked.has(entries[number].id);
  }

  /** Bring the card of an entry before the eyes; false if it is not in the list. */
  function point(number) {
    const at = shown.numbers.indexOf(number);
    if (at < 0) return false;
    limit = Math.max(limit, Math.ceil((at + 1) / HUNDRED) * HUNDRED);
    drawRest();
    const one = made.get(number);
    for (const told of place.querySelectorAll(".is-told")) told.classList.remove("is-told");
    one.card.classList.add("is-told");
    one.card.scrollIntoView({ block: "center" });
    one.title.focus({ preventScroll: true });
    return true;
  }

  more.addEventListener("click", () => {
    const first = limit;
    limit += HUNDRED;
    drawRest();
    made.get(shown.numbers[first])?.title.focus();
  });
  // On paper there is no button for more.
  addEventListener("beforeprint", () => {
    limit = shown.numbers.length;
    drawRest();
  });
  return { show, mark, point };
}
