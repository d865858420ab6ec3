/** What happened: both J-curves of the last game, the bet, and the best choices in hindsight. */

import { Game } from "./case.js";
import { Chart, limits } from "./chart.js";
import { h, pause } from "./dom.js";
import { linesOf, toldOf } from "./table.js";
import { gain, listed, money, number, t } from "./words.js";

const MOST = 64;

/** Return all ways to choose, or, for many years, those that pool for one stretch of years. */
function ways(years) {
  const found = [];
  if (2 ** years <= MOST) {
    for (let bits = 0; bits < 2 ** years; bits += 1) found.push(Array.from({ length: years }, (_, k) => ((bits >> k) & 1) === 1));
    return found;
  }
  found.push(Array(years).fill(false));
  for (let first = 0; first < years; first += 1) {
    for (let last = first; last < years; last += 1) found.push(Array.from({ length: years }, (_, k) => k >= first && k <= last));
  }
  return found;
}

function tile(title, value, below) {
  return h("li", {}, h("span", {}, title), h("b", {}, value), below ? h("span", {}, below) : null);
}

/** The part that shows the last finished game. */
export class Happened {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
  }

  get game() {
    const { finished, played } = this.app;
    return finished?.case === played ? finished : null;
  }

  get element() {
    this.body = h("div", { class: "happened" });
    return this.body;
  }

  fill() {
    const { game } = this;
    if (!game) {
      const play = h("button", { class: "main", type: "button", onclick: () => this.app.show("play") }, t("to_play"));
      this.charts = [];
      this.body.replaceChildren(h("h1", {}, t("happened")), h("p", { class: "lead" }, t("not_played")), play);
      return;
    }
    const curves = game.gains.map((gains) => [0, ...gains]);
    const { months, names } = game.case;
    const several = game.players.length > 1;
    this.charts = [new Chart(t(several ? "gains_of_each" : "your_j")), new Chart(t("group_j"))];
    const year = (n) => (n ? t("year_word", { n }) : t("never_word"));
    const { group, breakEven, low, troughMonth, lows } = game.result;
    const real = breakEven ? Math.ceil(breakEven / 12) : 0;
    const after = t("after_months", { m: months });
    const worst = (month) => (month ? t("in_month", { m: month }) : null);
    const own = lows.flatMap(({ value, month }, k) =>
      several
        ? [tile(names[game.players[k]], gain(curves[k].at(-1)), month ? t("worst_was", { x: gain(value), m: month }) : null)]
        : [tile(t("you_end"), gain(curves[k].at(-1)), after), tile(t("you_worst"), gain(value), worst(month))],
    );
    const tiles = h(
      "ul",
      { class: "tiles" },
      ...own,
      tile(t("group_end"), gain(group.at(-1)), after),
      tile(t("group_worst"), gain(-low), worst(troughMonth)),
    );
    const told = real === game.bet ? "bet_right" : real ? "bet_was" : "bet_missed";
    const bet = t(told, { bet: year(game.bet), real: year(real) });
    this.hindsight = h("section", {}, h("h2", {}, t("hindsight")), h("p", {}, t("computing")));
    this.body.replaceChildren(
      h("h1", { tabindex: -1 }, t("happened")),
      h("p", { class: "strong" }, t("the_bet", { words: bet })),
      tiles,
      h("div", { class: "two" }, this.charts[0].element, this.charts[1].element),
      h("p", { class: "quiet" }, t("compared")),
      this.hindsight,
      h("h2", {}, t("best_groups")),
      h("p", {}, this.best(game)),
    );
    this.charts[0].draw({ months, range: limits(curves), lines: linesOf(game, curves), about: toldOf(game) });
    const marks = breakEven ? [{ month: breakEven, value: group[breakEven], kind: "group" }] : [];
    this.charts[1].draw({ months, range: limits([group]), lines: [{ values: group, kind: "group" }], marks, about: gain(group.at(-1)) });
    this.search(game);
  }

  /** Say which groups save most. */
  best(game) {
    const { groups, saving } = game.case.best;
    const n = game.case.names.length;
    const x = money(saving);
    if (!groups.length) return t("best_groups_none");
    if (groups.length === 1 && groups[0].length === n) return t("best_groups_all", { n, x });
    return t("best_groups_are", { n, x, names: groups.map(listed).join("; ") });
  }

  /** Play all ways to choose again, for each player, a few at a time, and show the best. */
  async search(game) {
    if (!game.others) {
      const again = new Game(game.case, game.players, game.world, game.written, game.case.spare);
      const others = game.players.map(() => []);
      let played = 0;
      for (const [k, found] of others.entries()) {
        for (const choices of ways(game.case.years)) {
          found.push({ choices, gain: again.replay(game.choices.map((own, m) => (m === k ? choices : own)))[k] });
          played += 1;
          if (played % 4 === 0) await pause(0);
        }
      }
      game.others = others;
    }
    if (this.app.part !== this || this.game !== game) return;
    const best = game.others.map((found) => found.reduce((one, other) => (other.gain > one.gain + 1e-6 ? other : one)));
    const all = (wanted) => game.others[0].find(({ choices }) => choices.every((each) => each === wanted));
    const several = game.players.length > 1;
    const rows = several
      ? game.players.flatMap((i, k) => [
          [game.case.names[i], game.choices[k], game.gains[k].at(-1)],
          [t("best_of"), best[k].choices, best[k].gain],
        ])
      : [
          [t("yours"), game.choices[0], game.gains[0].at(-1)],
          [t("best"), best[0].choices, best[0].gain],
          [t("always_together"), all(true).choices, all(true).gain],
          [t("always_alone"), all(false).choices, all(false).gain],
        ];
    const cell = (together) => h("td", { class: together ? "with" : "without" }, t(together ? "together" : "alone"));
    const years = Array.from({ length: game.case.years }, (_, k) => h("th", { scope: "col" }, t("bet_year", { n: k + 1 })));
    const head = h("tr", {}, h("th", { scope: "col" }, t("choices")), h("th", { scope: "col", class: "number" }, t("gain")), ...years);
    const body = rows.map(([name, choices, value]) =>
      h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, gain(value)), ...choices.map(cell)),
    );
    this.hindsight.replaceChildren(
      h("h2", {}, t("hindsight")),
      h("p", {}, t(several ? "hindsight_each" : "hindsight_is", { n: number(game.others[0].length) })),
      h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": t("hindsight") }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body))),
    );
  }

  resize() {
    for (const chart of this.charts ?? []) chart.resize();
  }
}
