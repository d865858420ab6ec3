/** What happened: both J-curves of the last game, the bet, and the best choices in hindsight. */

import { Game } from "./case.js";
import { Chart, limits } from "./chart.js";
import { h, pause } from "./dom.js";
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
    const own = [0, ...game.gains];
    const { months } = game.case;
    this.charts = [new Chart(t("your_j")), new Chart(t("group_j"))];
    const year = (n) => (n ? t("year_word", { n }) : t("never_word"));
    const real = game.breakEven ? Math.ceil(game.breakEven / 12) : 0;
    const after = t("after_months", { m: months });
    const worst = (month) => (month ? t("in_month", { m: month }) : null);
    const tiles = h(
      "ul",
      { class: "tiles" },
      tile(t("you_end"), gain(own.at(-1)), after),
      tile(t("at_worst"), gain(-game.lowest), worst(game.lowestMonth)),
      tile(t("group_end"), gain(game.group.at(-1)), after),
      tile(t("at_worst"), gain(-game.low), worst(game.troughMonth)),
    );
    const bet = t(real === game.bet ? "bet_right" : "bet_was", { bet: year(game.bet), real: year(real) });
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
    const break_ = (values) => (game.breakEven ? [{ month: game.breakEven, value: values[game.breakEven], kind: "group" }] : []);
    this.charts[0].draw({ months, range: limits([own]), lines: [{ values: own, kind: "you" }], about: t("so_far", { x: gain(own.at(-1)) }) });
    this.charts[1].draw({ months, range: limits([game.group]), lines: [{ values: game.group, kind: "group" }], marks: break_(game.group), about: gain(game.group.at(-1)) });
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

  /** Play all ways to choose again, a few at a time, and show the best. */
  async search(game) {
    if (!game.others) {
      const again = new Game(game.case, game.player, game.world, game.written, game.case.spare);
      const found = [];
      for (const choices of ways(game.case.years)) {
        found.push({ choices, gain: again.replay(choices) });
        if (found.length % 4 === 0) await pause(0);
      }
      game.others = found;
    }
    if (this.app.part !== this || this.game !== game) return;
    const best = game.others.reduce((one, other) => (other.gain > one.gain + 1e-6 ? other : one));
    const all = (wanted) => game.others.find(({ choices }) => choices.every((each) => each === wanted));
    const rows = [
      [t("yours"), game.choices, game.gains.at(-1)],
      [t("best"), best.choices, best.gain],
      [t("always_together"), all(true).choices, all(true).gain],
      [t("always_alone"), all(false).choices, all(false).gain],
    ];
    const cell = (together) => h("td", { class: together ? "with" : "without" }, t(together ? "together" : "alone"));
    const years = Array.from({ length: game.case.years }, (_, k) => h("th", { scope: "col" }, t("bet_year", { n: k + 1 })));
    const head = h("tr", {}, h("th", { scope: "col" }, t("choices")), ...years, h("th", { scope: "col" }, t("gain")));
    const body = rows.map(([name, choices, value]) =>
      h("tr", {}, h("th", { scope: "row" }, name), ...choices.map(cell), h("td", { class: "number" }, gain(value))),
    );
    this.hindsight.replaceChildren(
      h("h2", {}, t("hindsight")),
      h("p", {}, t("hindsight_is", { n: number(game.others.length) })),
      h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": t("hindsight") }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body))),
    );
  }

  resize() {
    for (const chart of this.charts ?? []) chart.resize();
  }
}
