/** Play: choose each year to be alone or with others, and watch the months pass; one player, or several who pass the
 * phone. */

import { Game } from "./case.js";
import { Chart, limits } from "./chart.js";
import { fillWith, h, isStill, pause } from "./dom.js";
import { Stage } from "./stage.js";
import { choiceOfPlayers, kindOf, linesOf, toldOf } from "./table.js";
import { both, gain, listed, money, number, t } from "./words.js";

const MONTH = 230; // milliseconds

/** The part in which the reader plays. */
export class Play {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
    this.player = 0;
    this.players = [0];
    /** @type {import("./case.js").Case | null} */ this.of = null; // the case for which a player was proposed
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
    this.chart = null;
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
      this.players = [this.player];
      const game = new Game(played, this.players, this.app.world, this.app.written);
      const { alone } = game.prospects(this.player);
      start.disabled = !(alone > 0);
      const words = { resource: both(played.resource), x: money(alone) };
      cost.textContent = t(game.doesWithout(this.player) ? "does_without" : "costs_alone", words);
      this.place(played, game.pools);
    };
    choose.addEventListener("change", show);
    this.panel.replaceChildren(
      h("h1", {}, t("title")),
      h("p", { class: "lead" }, t("lead", { n: played.names.length })),
      h("label", { class: "field" }, t("which"), choose),
      cost,
      h(
        "div",
        { class: "buttons" },
        start,
        h("button", { type: "button", onclick: () => this.gather() }, t("several")),
      ),
    );
    this.curve.replaceChildren();
    show();
  }

  /** Draw the stage anew, with the players in front. */
  place(played, pools) {
    this.stage = new Stage(played.names, played.sizes, this.players);
    this.picture.replaceChildren(this.stage.element);
    this.stage.show(pools);
  }

  /** Ask which organizations the people around the table run. */
  gather() {
    const { played } = this.app;
    const game = new Game(played, [], this.app.world, this.app.written);
    const possible = played.names.map((_, i) => game.prospects(i).alone > 0);
    const { pools } = game;
    const choice = choiceOfPlayers(played, possible, (players) => {
      this.players = players;
      this.place(played, pools);
    });
    this.panel.replaceChildren(
      h("h1", { tabindex: -1 }, t("several_title")),
      h("p", { class: "lead" }, t("several_lead")),
      choice.element,
      h(
        "div",
        { class: "buttons" },
        choice.button(t("start"), () => this.ask()),
        h("button", { type: "button", onclick: () => this.introduce() }, t("one_player")),
      ),
    );
    this.panel.querySelector("h1").focus();
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
    this.game = new Game(app.played, this.players, app.world, app.written);
    this.game.bet = bet;
    this.wishes = [];
    this.resume();
  }

  /** Show the game as it stands: the next choice, or its end. */
  resume() {
    const { game } = this;
    if (!this.stage || !this.picture.contains(this.stage.element)) this.place(game.case, game.result?.pools ?? game.pools);
    this.chart = new Chart(t(game.players.length > 1 ? "gains_of_each" : "your_gain"), 170);
    this.curve.replaceChildren(this.chart.element);
    this.draw();
    if (game.result) this.finish();
    else if (game.players.length > 1) this.pass();
    else this.choose();
  }

  /** Ask for the phone to be passed to the next player. */
  pass() {
    const { game } = this;
    const name = game.case.names[game.players[this.wishes.length]];
    this.panel.replaceChildren(
      h("h1", { tabindex: -1 }, t("your_turn", { y: game.month / 12 + 1, name })),
      h("button", { class: "main", type: "button", onclick: () => this.choose() }, t("my_turn")),
    );
    this.panel.querySelector("h1").focus({ preventScroll: true });
  }

  /** Take the wish of a player; the months pass once all have said theirs. */
  wish(together) {
    this.wishes.push(together);
    if (this.wishes.length < this.game.players.length) this.pass();
    else this.year(this.wishes.splice(0));
  }

  draw() {
    const { game } = this;
    const curves = game.gains.map((gains) => [0, ...gains]);
    this.scale ??= { of: null };
    if (this.scale.of !== game) {
      const alone = Math.max(...game.players.map((i) => game.prospects(i).alone));
      this.scale = { of: game, range: [-alone * 4, alone * 6] };
    }
    const [low, high] = limits(curves);
    this.scale.range = [Math.min(this.scale.range[0], low), Math.max(this.scale.range[1], high)];
    this.chart.draw({
      months: game.case.months,
      range: this.scale.range,
      lines: linesOf(game, curves),
      marks: curves.map((values, k) => ({ month: values.length - 1, value: values.at(-1), kind: kindOf(game, k) })),
      about: toldOf(game),
    });
  }

  choose() {
    const { game } = this;
    const year = game.month / 12 + 1;
    const place = this.wishes.length;
    const player = game.players[place];
    const { member, bound, alone, together } = game.prospects(player);
    const before = game.gains[place].at(-1);
    const option = (wanted, title, lines, disabled) =>
      h(
        "button",
        { type: "button", class: wanted ? "option together" : "option alone", disabled, onclick: () => this.wish(wanted) },
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
      game.players.length > 1 ? h("p", { class: "lead" }, game.case.names[player]) : null,
      year > 1 ? h("p", { class: "strong" }, t("so_far", { x: gain(before) })) : null,
      h(
        "div",
        { class: "options" },
        option(false, t(member ? "leave" : "alone"), [t(game.doesWithout(player) && !member ? "worth_per_month" : "per_month", { x: money(alone) }), bound ? t("bound", { m: bound }) : null], bound > 0),
        option(true, t(member ? "stay" : "together"), pooled, false),
      ),
      h("p", {}, t("cash", { x: money(game.own("cash", player)) })),
      h("p", { class: "quiet" }, t("others_decide")),
    );
    this.panel.querySelector("h1").focus({ preventScroll: true });
  }

  /** Play the months of a year. */
  async year(wishes) {
    const { game, app } = this;
    this.busy = true;
    game.choose(wishes);
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
    if (game.isOver) {
      game.finish();
      app.finished = game;
    }
    if (app.part === this) this.fill();
  }

  tell(head, list, cash) {
    const { game } = this;
    head.textContent = t("month", { m: game.month });
    const { pools } = game;
    const [first, ...more] = game.players;
    const members = game.case.names.filter((_, i) => pools[i] >= 0 && (more.length > 0 || i !== first));
    if (!more.length && pools[first] >= 0) members.unshift(t("you"));
    list.textContent = members.length ? t("in_pool", { names: listed(members) }) : t("in_pool_none");
    const closed = game.players.filter((i) => game.own("closed", i) > 0).map((i) => game.case.names[i]);
    if (more.length) cash.textContent = closed.length ? t("closed_ones", { names: listed(closed) }) : "";
    else cash.textContent = closed.length ? t("closed") : t("cash", { x: money(game.own("cash", first)) });
    this.stage.show(pools);
    this.draw();
  }

  finish() {
    const { game } = this;
    this.panel.replaceChildren(
      h("h1", { tabindex: -1 }, game.case.years === 5 ? t("the_end") : t("years_end", { n: game.case.years })),
      h("p", { class: "lead" }, toldOf(game)),
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
    this.stage = null;
    if (this.players.length > 1) this.ask();
    else this.introduce();
  }

  resize() {
    this.stage?.resize();
    this.chart?.resize();
  }
}
