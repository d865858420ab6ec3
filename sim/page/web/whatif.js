/** What if: levers that play fifty worlds again, beside what was before. */

import { Chart, limits } from "./chart.js";
import { h, pause } from "./dom.js";
import { both, gain, money, number, percent, t } from "./words.js";

const FIRST = 16; // worlds that are played at once; the others follow
const NEXT = 10;
const COMPARED = 20; // worlds of each way to decide

/** Return the value below which a share of some numbers lies. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low] + (place - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

/** Return the middle of some curves and the band that holds eight in ten. */
function band(curves) {
  const at = (share) => [0, ...curves[0].map((_, month) => quantile(curves.map((curve) => curve[month]), share))];
  return { low: at(0.1), middle: at(0.5), high: at(0.9) };
}

/** The levers of a case: what they are called, where they stand, and what they write. */
class Levers {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
    this.case = app.played;
    this.reset();
  }

  reset() {
    const n = this.case.names.length;
    this.now = {
      members: n,
      setup: 1,
      friction: 1,
      subsidy: null,
      trust: null,
      sharing: null,
      how: "case",
      facilitator: false,
      shirk: "case", // "done", "nobody", or the number of an organization
      check: false,
    };
  }

  get isMoved() {
    const { members, setup, friction, subsidy, trust, sharing, how, facilitator, shirk } = this.now;
    const kept = subsidy === null && trust === null && sharing === null && shirk === "case";
    return members !== this.case.names.length || setup !== 1 || friction !== 1 || !kept || how !== "case" || facilitator;
  }

  /** Whether the effort of members matters because a lever says so. */
  get matters() {
    return this.case.levers.effort !== null && this.now.shirk !== "case" && this.now.shirk !== "done";
  }

  value(path) {
    return this.app.values[path] ?? this.case.valueOf(path);
  }

  /** Return what the levers write, on top of the values that the reader has changed. */
  written(how = this.now.how) {
    const { case: played, now } = this;
    const values = { ...this.app.values };
    const put = (path, value) => {
      if (played.has(path)) values[path] = value;
    };
    const scale = (name, factor) => put(played.own(name), played.within(played.own(name), this.value(played.own(name)) * factor));
    if (now.setup !== 1) ["founding_cost", "joining_cost"].forEach((name) => scale(name, now.setup));
    if (now.friction !== 1) scale("friction", now.friction);
    if (now.subsidy !== null) put("levers.subsidy_share", now.subsidy);
    if (how !== "case") for (const [path, value] of Object.entries(played.levers[how])) put(path, value);
    if (now.trust !== null) put("population.trust", now.trust);
    if (now.sharing !== null) put(played.own("sharing"), now.sharing);
    if (now.facilitator) for (const [path, value] of Object.entries(played.levers.facilitator)) put(path, value);
    const { effort } = played.levers;
    const works = this.matters;
    if (works) put(played.own("inspection"), now.check ? this.value(played.own("inspection")) || effort.inspection : 0);
    const together = effort !== null && now.shirk !== "case" ? effort.together : [];
    const weights = works ? effort.weight.map((place, i) => [...place, String(i) === now.shirk ? effort.shirker : effort.others]) : [];
    const out = played.levers.alone ? played.levers.alone.slice(now.members) : [];
    return [...played.written(values), ...(works ? effort.on : []), ...weights, ...together, ...out];
  }
}

/** The part with the levers. */
export class WhatIf {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
    this.moves = 0;
  }

  get element() {
    const { played } = this.app;
    if (this.levers?.case !== played || this.values !== this.app.values) {
      this.levers = new Levers(this.app);
      this.values = this.app.values;
      this.ghost = null;
    }
    this.panel = h("section", { class: "levers" });
    this.chart = new Chart(t("group_gain"), 320);
    this.tiles = h("ul", { class: "tiles", "aria-live": "polite" });
    this.paths = h("div", { class: "bars" });
    this.title = h("h2", {}, t("paths"));
    const right = h("div", {}, this.chart.element, this.tiles, this.title, this.paths);
    return h(
      "div",
      {},
      h("h1", { tabindex: -1 }, t("tab_whatif")),
      h("p", { class: "lead" }, t("whatif_lead")),
      h("div", { class: "side" }, this.panel, right),
    );
  }

  fill() {
    this.controls();
    this.move();
  }

  controls() {
    const { levers } = this;
    const { case: played, now } = levers;
    const slider = (name, words, low, high, step, value, write) => {
      const shown = h("output", {}, write(value));
      const input = h("input", { type: "range", id: `lever-${name}`, min: low, max: high, step, value });
      input.value = value;
      input.setAttribute("aria-valuetext", write(value));
      input.addEventListener("input", () => {
        now[name] = Number(input.value);
        shown.textContent = write(now[name]);
        input.setAttribute("aria-valuetext", write(now[name]));
        this.move();
      });
      return h("div", { class: "lever" }, h("label", { for: input.id }, words), shown, input);
    };
    const select = (name, words, options, value) => {
      const input = h("select", { id: `lever-${name}` }, ...options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
      input.addEventListener("change", () => {
        now[name] = input.value;
        this.move();
      });
      return h("div", { class: "lever" }, h("label", { for: input.id }, words), input);
    };
    const n = played.names.length;
    const times = (x) => t("times", { x: number(x, 1) });
    const rows = [];
    const hows = ["case", "laissez", "together"].map((key) => [key, t(`how_${key}`)]);
    rows.push(select("how", t("lever_how"), hows, now.how));
    if (played.levers.alone) rows.push(slider("members", t("lever_members"), 2, n, 1, now.members, (x) => t("out_of", { k: x, n })));
    if (levers.value(played.own("founding_cost")) > 0) rows.push(slider("setup", t("lever_setup"), 0, played.levers.setup, 0.1, now.setup, times));
    if (levers.value(played.own("friction")) > 0) rows.push(slider("friction", t("lever_friction"), 0, 3, 0.1, now.friction, times));
    if (played.has("levers.subsidy_share")) rows.push(slider("subsidy", t("lever_subsidy"), 0, 1, 0.05, now.subsidy ?? levers.value("levers.subsidy_share"), percent));
    if (played.has("population.trust")) rows.push(slider("trust", t("lever_trust"), 0, 1, 0.05, now.trust ?? levers.value("population.trust"), percent));
    if (played.has(played.own("sharing"))) {
      const names = played.byPath.get(played.own("sharing")).names;
      const options = Object.entries(names).map(([key, { words }]) => [key, both(words)]);
      rows.push(select("sharing", t("lever_sharing"), options, now.sharing ?? levers.value(played.own("sharing"))));
    }
    const check = (name, words) => {
      const input = h("input", { type: "checkbox", id: `lever-${name}`, checked: now[name] });
      input.addEventListener("change", () => {
        now[name] = input.checked;
        this.move();
      });
      return h("div", { class: "lever check" }, input, h("label", { for: input.id }, words));
    };
    rows.push(check("facilitator", t("lever_facilitator")));
    const { effort } = played.levers;
    if (effort) {
      const nobody = ["done", "nobody"].map((key) => [key, t(`shirk_${key}`)]);
      const who = [["case", t("how_case")], ...nobody, ...played.names.map((name, i) => [String(i), name])];
      const shirk = select("shirk", t("lever_shirk"), who, now.shirk);
      const checks = check("check", t("lever_check"));
      const note = h("p", { class: "quiet" }, t("effort_is", { x: percent(effort.stake) }));
      const show = () => {
        checks.hidden = !levers.matters;
        note.hidden = now.shirk === "case";
      };
      shirk.addEventListener("change", show);
      show();
      rows.push(shirk, checks, note);
    }
    const reset = () => {
      levers.reset();
      this.fill();
    };
    this.panel.replaceChildren(...rows, h("button", { type: "button", onclick: reset }, t("reset")));
  }

  /** Play the worlds again, once for all moves until the next frame; what an earlier move has begun ends. */
  move() {
    this.moves += 1;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.app.part === this) this.play(this.moves);
    });
  }

  isOver(move) {
    return this.moves !== move || this.app.part !== this;
  }

  async play(move) {
    const { case: played } = this.levers;
    const written = this.levers.written();
    const found = [];
    while (found.length < played.worlds) {
      const until = Math.min(played.worlds, found.length + (found.length ? NEXT : FIRST));
      while (found.length < until) found.push(played.outcome(found.length, written));
      if (found.length < played.worlds) {
        if (found.length === FIRST) this.draw(found);
        await pause(0);
        if (this.isOver(move)) return;
      }
    }
    if (!this.ghost) {
      const curves = band(found.map(({ curve }) => curve));
      this.ghost = { curve: curves.middle, range: limits([curves.low, curves.high], 0.3) };
    }
    this.draw(found);
    await this.compare(move);
  }

  draw(found) {
    const { case: played } = this.levers;
    const curves = band(found.map(({ curve }) => curve));
    const range = this.ghost?.range ?? limits([curves.low, curves.high], 0.3);
    const [low, high] = limits([curves.middle], 0.05);
    if (this.ghost) this.ghost.range = [Math.min(range[0], low), Math.max(range[1], high)];
    const lines = [{ values: curves.middle, kind: "group", words: t("median") }];
    if (this.ghost && this.levers.isMoved) lines.unshift({ values: this.ghost.curve, kind: "ghost", words: t("before") });
    const middle = (field) => quantile(found.map((each) => each[field]), 0.5);
    const end = curves.middle.at(-1);
    this.chart.draw({ months: played.months, range: this.ghost?.range ?? range, lines, band: { ...curves, words: t("band") }, about: gain(end) });
    const back = quantile(found.map(({ breakEven, low: depth }) => breakEven || (depth > 0 ? Infinity : 0)), 0.5);
    const even = back === 0 ? t("no_loss") : Number.isFinite(back) ? t("in_month", { m: Math.round(back) }) : t("no_break_even", { n: played.years });
    const n = played.names.length;
    const effort = found.map((each) => each.effort).filter((each) => each !== null);
    const rows = [
      [t("breaks_even"), even],
      [t("gain"), gain(end), t("after_months", { m: played.months })],
      [t("pooling"), t("out_of", { k: number(middle("pooled")), n })],
      [t("behind"), t("out_of", { k: number(found.reduce((sum, { behind }) => sum + behind, 0) / found.length, 1), n })],
      ...(effort.length ? [[t("effort_end"), percent(quantile(effort, 0.5))]] : this.levers.matters ? [[t("effort_end"), "\u2013"]] : []),
    ];
    this.tiles.replaceChildren(...rows.map(([title, value, below]) => h("li", {}, h("span", {}, title), h("b", {}, value), below ? h("span", {}, below) : null)));
  }

  /** Show two ways to decide beside each other, under the same levers. */
  async compare(move) {
    const { case: played } = this.levers;
    if (!Object.keys(played.levers.laissez).every((path) => played.has(path))) {
      this.title.hidden = true;
      return;
    }
    const rows = [[t("path_alone"), 0]];
    for (const how of ["laissez", "together"]) {
      const written = this.levers.written(how);
      const ends = [];
      for (let world = 0; world < COMPARED; world += 1) ends.push(played.outcome(world, written).curve.at(-1));
      rows.push([t(`path_${how}`), quantile(ends, 0.5)]);
      await pause(0);
      if (this.isOver(move)) return;
    }
    this.paths.replaceChildren(...bars(rows, gain));
  }

  resize() {
    this.chart?.resize();
  }
}

/** Return rows of bars around zero. */
export function bars(rows, write) {
  const most = Math.max(1, ...rows.map(([, value]) => value));
  const least = Math.min(0, ...rows.map(([, value]) => value));
  const zero = (100 * -least) / (most - least);
  return rows.map(([name, value, kind]) => {
    const bar = h("i", { class: `bar ${kind ?? (value < 0 ? "loss" : "win")}` });
    const width = (100 * Math.abs(value)) / (most - least);
    bar.style.left = `${value < 0 ? zero - width : zero}%`;
    bar.style.width = `${width}%`;
    return h("div", { class: "row" }, h("span", {}, name), h("div", { class: "track" }, bar), h("b", {}, write(value)));
  });
}
