/** A case: its runs with the values that the reader has changed. */

import { Run } from "./kernel.js";

/**
 * @typedef {string | number | boolean} Value
 * @typedef {{ en: string, fr: string }} Words
 * @typedef {[array: string, index: number, field: string | null]} Place
 * @typedef {[array: string, index: number, field: string | null, value: number]} Written
 * @typedef {{ path: string, value: Value, kind: string, words: Words, unit: Words, symbol: string, source: Words | null,
 *   allowed?: Words, bounds?: Record<string, number>, places?: Place[],
 *   names?: Record<string, { words: Words, places: Written[] }> }} Parameter
 * @typedef {{ on: Written[], stake: number, together: Written[], weight: Place[], others: number, shirker: number, inspection: number }} Effort
 * @typedef {{ alone: Written[] | null, setup: number, effort: Effort | null, facilitator: Record<string, number>,
 *   laissez: Record<string, number>, together: Record<string, number> }} Levers
 */

/** A case, in the memory of the kernel. */
export class Case {
  /**
   * @param {import("./kernel.js").Kernel} kernel
   * @param {any} given what the page was given of it
   */
  constructor(kernel, given) {
    /** @type {string} */ this.key = given.key;
    /** @type {string} */ this.extends = given.extends;
    /** @type {Words} */ this.title = given.title;
    /** @type {Words & { key: string }} */ this.resource = given.resource;
    /** @type {boolean} */ this.fictional = given.fictional;
    /** @type {Words} */ this.currency = given.currency;
    /** @type {string[]} */ this.names = given.names;
    /** @type {number[]} */ this.sizes = given.sizes;
    /** @type {number} */ this.months = given.months;
    /** @type {Parameter[]} */ this.parameters = given.parameters;
    /** @type {Levers} */ this.levers = given.levers;
    /** @type {{ groups: string[][], saving: number }} */ this.best = given.best;
    /** @type {{ words: Words, value: number }[]} */ this.reasons = given.reasons;
    /** @type {import("./kernel.js").Image} */ this.image = given.image;
    this.full = new Run(kernel, given.image);
    this.short = new Run(kernel, given.image, given.short);
    /** @type {Run | null} */ this.other = null;
    this.byPath = new Map(this.parameters.map((each) => [each.path, each]));
    this.worlds = given.image.keys.length;
    this.years = Math.ceil(given.months / 12);
  }

  /** Arrays in which games are played again while another one goes on. */
  get spare() {
    this.other ??= new Run(this.full.kernel, this.image);
    return this.other;
  }

  /** Return the path of a parameter of the case's only resource. */
  own(name) {
    return `resources.${this.resource.key}.${name}`;
  }

  has(path) {
    return this.byPath.has(path);
  }

  valueOf(path) {
    return this.byPath.get(path).value;
  }

  /** Return whether a parameter may have a value.
   * @param {string} path
   * @param {unknown} value
   */
  allows(path, value) {
    const { kind, bounds, names } = this.byPath.get(path);
    if (kind === "truth") return typeof value === "boolean";
    if (kind === "name") return typeof value === "string" && Object.hasOwn(names, value);
    if (typeof value !== "number" || !Number.isFinite(value)) return false;
    if (kind === "whole" && !Number.isSafeInteger(value)) return false;
    const { ge = -Infinity, gt = -Infinity, le = Infinity, lt = Infinity } = bounds;
    return value >= ge && value <= le && (value > gt || gt === -Infinity) && (value < lt || lt === Infinity);
  }

  /** Return a value within the bounds of a parameter. */
  within(path, value) {
    const { ge = -Infinity, le = Infinity } = this.byPath.get(path).bounds;
    return Math.min(le, Math.max(ge, value));
  }

  /** Return what to write for values of parameters, by path: arrays, indices, fields and numbers.
   * @param {Record<string, Value>} values
   */
  written(values) {
    /** @type {Written[]} */
    const found = [];
    for (const [path, value] of Object.entries(values)) {
      const { kind, places, names } = this.byPath.get(path);
      if (kind === "name") found.push(...names[String(value)].places);
      else for (const place of places) found.push([...place, Number(value)]);
    }
    return found;
  }

  /** Return the first organization that others would pool with at once; the first of all if there is none. */
  mostWilling(world, written) {
    const game = new Game(this, [], world, written);
    const found = this.names.findIndex((_, i) => game.prospects(i).together.members > 0);
    return Math.max(0, found);
  }

  /** Play a world to its end, and return the curve of the group and some results.
   * @param {number} world
   * @param {Written[]} written
   */
  outcome(world, written) {
    this.short.begin(world, written);
    this.short.play(0, this.months);
    const curve = this.short.end();
    const read = (field) => this.short.summary(field);
    const last = (field) => this.short.get("trajectory.month", this.months - 1, field);
    const workers = last("effort_members");
    return {
      curve,
      breakEven: read("collective_break_even"),
      low: read("collective_depth"),
      pooled: read("resources_pooled") * this.names.length,
      behind: read("left_behind") * this.names.length,
      effort: workers > 0 ? last("effort_shown") / workers : null, // of members, if it matters
    };
  }
}

/**
 * What came of a game: pools of all, the group's curve, its break-even and trough, and the lowest gain of each player.
 * @typedef {{ pools: number[], group: number[], breakEven: number, low: number, troughMonth: number,
 *   lows: { value: number, month: number }[] }} Result
 */

/** A game: some organizations are the players', the others follow the model. */
export class Game {
  /**
   * @param {Case} played
   * @param {number[]} players numbers of their organizations
   * @param {number} world
   * @param {Written[]} written
   */
  constructor(played, players, world, written, run = played.full) {
    this.case = played;
    this.run = run;
    this.players = players;
    this.world = world;
    this.written = written;
    this.bet = 0; // year of the break-even; 0 never
    /** @type {Result | null} */ this.result = null;
    /** @type {{ choices: boolean[], gain: number }[][] | null} */ this.others = null; // other ways to choose, by player
    this.begin();
  }

  begin() {
    this.run.begin(this.world, this.written);
    this.month = 0;
    /** @type {boolean[][]} */ this.choices = this.players.map(() => []); // of each player, by year
    /** @type {number[][]} */ this.gains = this.players.map(() => []); // of each player, by month
  }

  get pools() {
    return this.case.names.map((_, i) => this.run.pool(i));
  }

  get isOver() {
    return this.month >= this.case.months;
  }

  /** Whether an organization, alone, goes without the resource rather than pay for it. */
  doesWithout(i) {
    const read = (field) => this.run.get("state.place", i * this.case.image.resources, field);
    return this.run.get("state.resource", 0, "unmet") === 1 && read("capacity") === 0;
  }

  own(field, i) {
    return this.run.get("state.organization", i, field);
  }

  /** Return what an organization can expect this year: staying alone or leaving, and being with others. */
  prospects(i) {
    const here = this.run.prospect(i, this.month, null);
    const member = this.run.pool(i) >= 0;
    return {
      member,
      bound: member && here.bound_until > this.month ? here.bound_until : 0,
      alone: here.alone,
      together: member ? here : this.run.prospect(i, this.month, true),
    };
  }

  /** Note what all players want for the year: whether each is to be with others. */
  choose(wishes) {
    wishes.forEach((together, k) => this.choices[k].push(together));
  }

  /** Play one month of the year that has been chosen for. */
  step() {
    this.players.forEach((i, k) => {
      const wanted = this.choices[k].at(-1);
      if (this.month % 12 === 0 || wanted !== this.run.pool(i) >= 0) this.run.decide(i, this.month, wanted);
    });
    this.run.play(this.month, this.month + 1);
    this.month += 1;
    this.players.forEach((i, k) => this.gains[k].push(this.own("total", i)));
  }

  /** Keep what came of the game: its arrays serve other games. */
  finish() {
    const { run } = this;
    this.result = {
      pools: this.pools,
      group: [0, ...run.end()],
      breakEven: run.summary("collective_break_even"),
      low: run.summary("collective_depth"),
      troughMonth: run.summary("collective_trough"),
      lows: this.players.map((i) => ({ value: this.own("low", i), month: this.own("low_month", i) })),
    };
  }

  /** Play again from the beginning with other choices, to the end; return the gain of each player. */
  replay(choices) {
    this.begin();
    for (let year = 0; !this.isOver; year += 1) {
      this.choose(choices.map((each) => each[year]));
      for (let k = 0; k < 12 && !this.isOver; k += 1) this.step();
    }
    return this.players.map((i) => this.own("total", i));
  }
}
