/** Charts: cumulative gains over the months, on axes that can stay while the curves move. */

import { h, s } from "./dom.js";
import { money, t } from "./words.js";

const RIGHT = 12;
const TOP = 14;
const BOTTOM = 30;

/** Return limits that hold some curves and zero, with a margin.
 * @param {number[][]} curves
 */
export function limits(curves, margin = 0.06) {
  let low = 0;
  let high = 0;
  for (const curve of curves) for (const value of curve) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = Math.max(100, high - low) * margin;
  return high - low < 100 ? [low - 100, high + 100] : [low - room, high + room];
}

/** Return round numbers within limits.
 * @param {number[]} range
 */
function ticks(range) {
  const [low, high] = range;
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high; k += 1) found.push(k * step);
  return found;
}

/**
 * @typedef {{ values: number[], kind: string, words?: string | null }} Line
 * @typedef {{ months: number, range: number[], lines: Line[], about: string,
 *   band?: { low: number[], high: number[], words: string }, marks?: { month: number, value: number, kind: string }[] }} Shown
 */

/** A chart in a figure, with a title; `draw` shows curves from month 0 on. */
export class Chart {
  constructor(title, height = 260) {
    this.height = height;
    /** @type {Shown | null} */ this.shown = null;
    this.drawing = s("svg", { role: "img", class: "chart" });
    this.key = h("p", { class: "key" });
    this.element = h("figure", {}, h("figcaption", {}, title), this.drawing, this.key);
  }

  /** @param {Shown} shown */
  draw(shown) {
    this.shown = shown;
    const width = Math.max(260, this.drawing.parentElement.clientWidth || 600);
    const { months, range, lines, band, about, marks = [] } = shown;
    /** @type {[number, string][]} */
    const marked = ticks(range).map((value) => [value, money(value)]);
    const letter = 0.6 * parseFloat(getComputedStyle(this.key).fontSize);
    const left = 14 + letter * Math.max(...marked.map(([, words]) => words.length));
    const x = (month) => left + ((width - left - RIGHT) * month) / months;
    const y = (value) => TOP + ((this.height - TOP - BOTTOM) * (range[1] - value)) / (range[1] - range[0]);
    const points = (values) => values.map((value, month) => `${x(month).toFixed(1)},${y(value).toFixed(1)}`);
    const parts = [];
    for (const [value, words] of marked) {
      const at = y(value).toFixed(1);
      parts.push(s("line", { class: value === 0 ? "zero" : "grid", x1: left, x2: width - RIGHT, y1: at, y2: at }));
      parts.push(s("text", { x: left - 8, y: Number(at) + 5, "text-anchor": "end" }, words));
    }
    const every = width < 420 && months > 36 ? 24 : 12;
    for (let month = 0; month <= months; month += every) {
      if (month) parts.push(s("line", { class: "grid", x1: x(month), x2: x(month), y1: TOP, y2: this.height - BOTTOM }));
      const anchor = month + 6 > months ? "end" : "middle";
      const words = month ? t("bet_year", { n: month / 12 }) : "0";
      parts.push(s("text", { x: x(month), y: this.height - 8, "text-anchor": anchor }, words));
    }
    const inside = [];
    if (band) inside.push(s("polygon", { class: "band", points: [...points(band.low), ...points(band.high).reverse()].join(" ") }));
    for (const line of lines) inside.push(s("polyline", { class: `line ${line.kind}`, points: points(line.values).join(" ") }));
    for (const mark of marks) inside.push(s("circle", { class: `dot ${mark.kind}`, cx: x(mark.month), cy: y(mark.value), r: 6 }));
    const window_ = s("svg", { x: 0, y: 0, width, height: this.height - BOTTOM + 2 }, ...inside);
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.drawing.setAttribute("aria-label", about);
    this.drawing.replaceChildren(...parts, window_);
    const named = [...lines.filter((line) => line.words).map(({ kind, words }) => [kind, words])];
    if (band?.words) named.push(["band", band.words]);
    this.key.replaceChildren(...named.map(([kind, words]) => h("span", {}, h("i", { class: `swatch ${kind}` }), words)));
  }

  resize() {
    if (this.shown) this.draw(this.shown);
  }
}
