/** The facets as boxes to tick. Boxes stay where they are while their counts change, so that the focus is kept. */

import { fold } from "../search/words.js";
import { button, byId, make, works } from "./dom.js";
import { rangeOf } from "./range.js";

/** Values that a facet shows before it is unfolded. */
const UNFOLDED = 8;
/** Values of which the eye finds one; with more there is a field to find it by. */
const SCANNED = 30;
/** Values that are drawn at most: others are found by the field. */
const MOST_DRAWN = 200;

/** What draws the facets; `choose(facet, values)` is called when somebody ticks a box or takes a tick away. */
export function makeBoxes(facets, choose) {
  const sets = facets.map((facet) => makeSet(facet, (values) => choose(facet, values)));
  byId("boxes").append(...sets.map(({ element }) => element));
  return {
    /** Show how many works there are of each value, and which are ticked. */
    show(counts, ticked) {
      sets.forEach((set, at) => {
        Object.assign(set, { counts: counts[at], ticked: ticked[facets[at].name] });
        draw(set);
      });
    },
  };
}

/** A facet's boxes: what is shown of them, and their elements. */
function makeSet(facet, choose) {
  const name = facet.legend.toLowerCase();
  const total = facet.values.length;
  const set = { facet, choose, rows: new Map(), isOpen: false, counts: [], ticked: new Set(), list: make("div") };
  set.range = facet.isRanged && total > SCANNED / 2 ? rangeOf(facet.values, choose) : null;
  set.finding = make("input", { type: "search", placeholder: "Find", "aria-label": `Find a ${name}` });
  set.finding.addEventListener("input", () => draw(set));
  set.left = make("p", { class: "left" });
  set.folded = document.createTextNode("");
  set.unfolding = button(set.folded, () => turn(set), { class: "plain" });
  set.unfolding.append(make("span", { class: "unseen" }, ` of ${name}`));
  const parts = [set.range?.element, set.finding, set.list, set.left, total > UNFOLDED ? set.unfolding : null];
  set.element = make("fieldset", {}, make("legend", {}, facet.legend), ...parts);
  return set;
}

function turn(set) {
  set.isOpen = !set.isOpen;
  set.finding.value = "";
  draw(set);
}

function draw(set) {
  const { facet, list, isOpen, finding, left, unfolding } = set;
  const total = facet.values.length;
  const found = placesFound(set);
  const places = placesShown(set, found);
  const elements = places.map((place) => rowAt(set, place).element);
  const isSame = elements.length === list.childElementCount && elements.every((one, at) => one === list.children[at]);
  if (!isSame) list.replaceChildren(...elements);
  finding.hidden = !isOpen || total <= SCANNED;
  left.hidden = !isOpen || found.length <= places.length;
  left.textContent = `${places.length} of ${found.length.toLocaleString("en")} are shown.`;
  unfolding.setAttribute("aria-expanded", String(isOpen));
  set.folded.data = isOpen ? "Fewer" : `All ${total.toLocaleString("en")}`;
  set.range?.show(set.ticked);
  for (const place of places) showRow(set, place);
}

/** The places of the values that have what is looked for. */
function placesFound({ facet, finding }) {
  const sought = fold(finding.value.trim());
  const all = [...facet.values.keys()];
  return sought ? all.filter((place) => fold(facet.labels[place]).includes(sought)) : all;
}

/** Of these the first, and those that are ticked or have the focus. */
function placesShown({ facet, ticked, rows, isOpen }, found) {
  const most = isOpen ? MOST_DRAWN : UNFOLDED;
  const stays = (place) => ticked.has(facet.values[place]) || rows.get(place)?.box === document.activeElement;
  return found.filter((place, at) => at < most || stays(place));
}

/** The row of a value, made when it is first shown. */
function rowAt(set, place) {
  if (!set.rows.has(place)) set.rows.set(place, makeRow(set, place));
  return set.rows.get(place);
}

function makeRow(set, place) {
  const label = set.facet.labels[place];
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => {
    const values = new Set(set.ticked);
    values[box.checked ? "add" : "delete"](set.facet.values[place]);
    set.choose(values);
  });
  const number = document.createTextNode("");
  const unit = make("span", { class: "unseen" });
  const count = make("span", { class: "count" }, number, unit);
  const element = make("label", { class: "box" }, box, make("span", { class: "value", title: label }, label), count);
  return { element, box, number, unit };
}

function showRow({ counts, ticked, facet, rows }, place) {
  const { element, box, number, unit } = rows.get(place);
  const counted = counts[place] ?? 0;
  const [text, noun] = works(counted).split(" ");
  if (number.data !== text) {
    number.data = text;
    unit.textContent = ` ${noun}`;
  }
  box.checked = ticked.has(facet.values[place]);
  element.classList.toggle("is-none", counted === 0 && !box.checked);
}
