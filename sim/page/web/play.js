/** Play: choose each year to be alone or with others, and watch the months pass. */

import { Game } from "./case.js";
import { Chart, limits } from "./chart.js";
import { fillWith, h, isStill, pause } from "./dom.js";
import { Stage } from "./stage.js";
import { both, gain, listed, money, number, t } from "./words.js";

const MONTH = 230; // milliseconds

/** The part in which the reader plays. */
export class Play {
  constructor(app) {
    this.app = app;
    this.player = 0;
  }

  get element() {
    this.panel = h("section", { class: "panel", "aria-live": "polite" });
    this.picture = h("div", { class: "picture" });
    this.curve = h("div", { class: "curve" });
    return h("div", { class: "play" }, this.picture, this.panel, this.curve);
  }

  /** Fill the part, once it is in the page. */
  fill() {
    if (this.busy) this.panel.replaceChildren(h("h1", {}, t("computing")));
    else if (this.game?.case === this.app.played) this.resume();
    else this.introduce();
  }

  /** Ask which organization the reader runs. */
  introduce() {
    this.game = null;
    const { played } = this.app;
    if (this.of !== played) [this.of, this.player] = [played, played.mostWilling(this.app.world, this.app.written)];
    const choose = h("select", { id: "player" });
    played.names.forEach((name, i) => {
      const words = t("employees", { name, n: number(played.sizes[i], 1) });
      choose.append(h("option", { value: i, selected: i === this.player }, words));
    });
    const cost = h("p", { class: "strong" });
    const start = h("button", { class: "main", type: "button", onclick: () => this.ask() }, t("start"));
    const show = () => {
      this.player = Number(choose.value);
      const game = new Game(played, this.player, this.app.world, this.app.written);
      const { alone } = game.prospects();
      start.disabled = !(alone > 0);
      const words = { resource: both(played.resource), x: money(alone) };
      cost.textContent = t(game.doesWithout ? "does_without" : "costs_alone", words);
      this.stage = new Stage(played.names, played.sizes, this.player);
      this.picture.replaceChildren(this.stage.element);
      this.stage.show(game.pools);
    };
    choose.addEventListener("change", show);
    this.panel.replaceChildren(
      h("h1", {}, t("title")),
      h("p", { class: "lead" }, t("lead", { n: played.names.length })),
      h("label", { class: "field" }, t("which"), choose),
      cost,
      start,
    );
    this.curve.replaceChildren();
    show();
  }

  /** Ask for a bet on the year of the break-even. */
  ask() {
    const { played } = this.app;
    const bets = h("div", { class: "bets" });
    for (let year = 1; year <= played.years + 1; year += 1) {
      const words = year > played.years ? t("bet_never") : t("bet_year", { n: year });
      bets.append(h("button", { type: "button", onclick: () => this.begin(year > played.years ? 0 : year) }, words));
    }
    this.panel.replaceChildren(h("h1", { tabindex: -1 }, t("bet")), h("p", { class: "lead" }, t("bet_question")), bets);
    this.panel.querySelector("h1").focus();
  }

  begin(bet) {
    const { app } = this;
    this.game = new Game(app.played, this.player, app.world, app.written);
    this.game.bet = bet;
    this.resume();
  }

  /** Show the game as it stands: the next choice, or its end. */
  resume() {
    const { game } = this;
    if (!this.stage || !this.picture.contains(this.stage.element)) {
      this.stage = new Stage(game.case.names, game.case.sizes, game.player);
      this.picture.replaceChildren(this.stage.element);
      this.stage.show(game.ended ? game.pooled : game.pools);
    }
    this.chart = new Chart(t("your_gain"), 170);
    this.curve.replaceChildren(this.chart.element);
    this.draw();
    if (game.ended) this.finish();
    else this.choose();
  }

  draw() {
    const { game } = this;
    const values = [0, ...game.gains];
    const last = values.at(-1);
    this.scale ??= { of: null };
    if (this.scale.of !== game) this.scale = { of: game, range: [-game.prospects().alone * 4, game.prospects().alone * 6] };
    const [low, high] = limits([values]);
    this.scale.range = [Math.min(this.scale.range[0], low), Math.max(this.scale.range[1], high)];
    this.chart.draw({
      months: game.case.months,
      range: this.scale.range,
      lines: [{ values, kind: "you" }],
      marks: [{ month: values.length - 1, value: last, kind: "you" }],
      about: t("so_far", { x: gain(last) }),
    });
  }

  choose() {
    const { game } = this;
    const year = game.month / 12 + 1;
    const { member, bound, alone, together } = game.prospects();
    const option = (wanted, title, lines, disabled) =>
      h(
        "button",
        { type: "button", class: wanted ? "option together" : "option alone", disabled, onclick: () => this.year(wanted) },
        h("b", {}, title),
        ...lines.filter(Boolean).map((line) => h("span", {}, line)),
      );
    const falls = together.now - together.later > 0.01 * together.later;
    const words = { x: money(together.now), y: money(together.later) };
    const others = together.members - 1;
    const with_ = others > 1 ? t("with_others", { n: others }) : others === 1 ? t("with_one") : null;
    const pooled = together.members
      ? [t(falls ? (member ? "now_then" : "first_then") : "per_month", words), with_, member ? null : t("to_enter", { x: money(together.entry) })]
      : [t("nobody_yet")];
    fillWith(
      this.panel,
      h("h1", { tabindex: -1 }, t("choose", { y: year })),
      year > 1 ? h("p", { class: "strong" }, t("so_far", { x: gain(game.gains.at(-1)) })) : null,
      h(
        "div",
        { class: "options" },
        option(false, t(member ? "leave" : "alone"), [t(game.doesWithout && !member ? "worth_per_month" : "per_month", { x: money(alone) }), bound ? t("bound", { m: bound }) : null], bound > 0),
        option(true, t(member ? "stay" : "together"), pooled, false),
      ),
      h("p", {}, t("cash", { x: money(game.own("cash")) })),
      h("p", { class: "quiet" }, t("others_decide")),
    );
    this.panel.querySelector("h1").focus({ preventScroll: true });
  }

  /** Play the months of a year. */
  async year(together) {
    const { game, app } = this;
    this.busy = true;
    game.choose(together);
    let hurried = isStill();
    const head = h("h1", {});
    const list = h("p", { class: "names" });
    const cash = h("p", { class: "strong" });
    const skip = h("button", { type: "button", onclick: () => (hurried = true) }, t("skip"));
    this.panel.replaceChildren(head, list, cash, skip);
    this.panel.setAttribute("aria-live", "off");
    for (let k = 0; k < 12 && !game.isOver; k += 1) {
      game.step();
      if (!hurried) {
        this.tell(head, list, cash);
        await pause(MONTH);
        hurried ||= app.part !== this || !this.panel.contains(head); // the reader looks at something else
      }
    }
    this.tell(head, list, cash);
    this.panel.setAttribute("aria-live", "polite");
    this.busy = false;
    if (game.isOver) this.close();
    if (app.part === this) this.fill();
  }

  tell(head, list, cash) {
    const { game } = this;
    head.textContent = t("month", { m: game.month });
    const pools = game.pools;
    const members = game.case.names.filter((_, i) => pools[i] >= 0 && i !== game.player);
    if (game.pool >= 0) members.unshift(t("you"));
    list.textContent = members.length ? t("in_pool", { names: listed(members) }) : t("in_pool_none");
    cash.textContent = game.own("closed") > 0 ? t("closed") : t("cash", { x: money(game.own("cash")) });
    this.stage.show(pools);
    this.draw();
  }

  /** Keep what came of the game: its arrays serve other games. */
  close() {
    const { game } = this;
    const { run } = game;
    game.pooled = game.pools;
    game.group = [0, ...run.end(game.player)];
    game.breakEven = run.summary("collective_break_even");
    game.low = run.summary("collective_depth");
    game.troughMonth = run.summary("collective_trough");
    game.lowest = -run.get("state.organization", game.player, "low");
    game.lowestMonth = run.get("state.organization", game.player, "low_month");
    game.ended = true;
    this.app.finished = game;
  }

  finish() {
    const { game } = this;
    this.panel.replaceChildren(
      h("h1", { tabindex: -1 }, game.case.years === 5 ? t("the_end") : t("years_end", { n: game.case.years })),
      h("p", { class: "lead" }, t("so_far", { x: gain(game.gains.at(-1)) })),
      h(
        "div",
        { class: "buttons" },
        h("button", { class: "main", type: "button", onclick: () => this.app.show("happened") }, t("see_what")),
        h("button", { type: "button", onclick: () => this.again() }, t("again")),
      ),
    );
    this.panel.querySelector("h1").focus({ preventScroll: true });
  }

  again() {
    this.app.world = (this.app.world + 1) % this.app.played.worlds;
    this.game = null;
    this.introduce();
  }

  resize() {
    this.stage?.resize();
    this.chart?.resize();
  }
}
