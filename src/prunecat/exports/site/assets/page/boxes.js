/** The facets as boxes to tick. Boxes stay where they are while their counts change, so that the focus is kept. */

import { button, byId, make, works } from "./dom.js";

/** Values that a facet shows before it is unfolded. */
const UNFOLDED = 8;

/** What draws the facets; `tick(facet, value, isTicked)` is called when somebody ticks a box. */
export function makeBoxes(facets, tick) {
  const sets = facets.map((facet) => fieldset(facet, tick));
  byId("boxes").append(...sets.map((set) => set.element));
  return {
    /** Show how many works there are of each value, and which are ticked. */
    show(counts, ticked) {
      sets.forEach((set, at) => set.show(counts[at], ticked[facets[at].name]));
    },
  };
}

function fieldset(facet, tick) {
  const rows = [];
  const list = make("div", {});
  const total = facet.values.length;
  let seen = { counts: [], ticked: new Set() };
  const unfolding = button(`All ${total}`, () => (rows.length > UNFOLDED ? fold() : unfold()), {
    class: "plain",
    "aria-expanded": "false",
    "aria-label": `All ${total} of ${facet.legend.toLowerCase()}`,
  });

  function draw(count) {
    while (rows.length < count) {
      const row = rowOf(facet, rows.length, tick);
      rows.push(row);
      list.append(row.element);
    }
    while (rows.length > count) rows.pop().element.remove();
    unfolding.setAttribute("aria-expanded", String(count > UNFOLDED));
    unfolding.textContent = count > UNFOLDED ? "Fewer" : `All ${total}`;
    rows.forEach((row, place) => row.show(seen.counts[place] ?? 0, seen.ticked.has(facet.values[place])));
  }

  const unfold = () => draw(total);
  const fold = () => draw(Math.min(UNFOLDED, total));
  return {
    element: make("fieldset", {}, make("legend", {}, facet.legend), list, total > UNFOLDED ? unfolding : null),
    show(counts, ticked) {
      seen = { counts, ticked };
      const isHidden = facet.values.some((value, place) => place >= UNFOLDED && ticked.has(value));
      draw(isHidden || rows.length > UNFOLDED ? total : Math.min(UNFOLDED, total));
    },
  };
}

function rowOf(facet, place, tick) {
  const value = facet.values[place];
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => tick(facet, value, box.checked));
  const number = document.createTextNode("");
  const unit = make("span", { class: "unseen" });
  const count = make("span", { class: "count" }, number, unit);
  const element = make("label", { class: "box" }, box, make("span", { class: "value" }, facet.labels[place]), count);
  return {
    element,
    show(counted, isTicked) {
      const [text, noun] = works(counted).split(" ");
      if (number.data !== text) {
        number.data = text;
        unit.textContent = ` ${noun}`;
      }
      box.checked = isTicked;
      element.classList.toggle("is-none", counted === 0 && !isTicked);
    },
  };
}
