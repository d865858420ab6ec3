/** A case: its runs with the values that the reader has changed. */

import { Run } from "./kernel.js";

/** A case, in the memory of the kernel. */
export class Case {
  constructor(kernel, given) {
    Object.assign(this, given);
    this.full = new Run(kernel, given.image);
    this.short = new Run(kernel, given.image, given.short);
    this.byPath = new Map(given.parameters.map((each) => [each.path, each]));
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

  /** Return whether a parameter may have a value. */
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

  /** Return what to write for values of parameters, by path: arrays, indices, fields and numbers. */
  written(values) {
    const found = [];
    for (const [path, value] of Object.entries(values)) {
      const { kind, places, names } = this.byPath.get(path);
      if (kind === "name") found.push(...names[value].places);
      else found.push(...places.map((place) => [...place, Number(value)]));
    }
    return found;
  }

  /** Return the first organization that others would pool with at once; the first of all if there is none. */
  mostWilling(world, written) {
    const found = this.names.findIndex((_, i) => new Game(this, i, world, written).prospects().together.members > 0);
    return Math.max(0, found);
  }

  /** Play a world to its end, and return the curve of the group and some results. */
  outcome(world, written) {
    this.short.begin(world, written);
    this.short.play(0, this.months);
    const curve = this.short.end();
    const read = (field) => this.short.summary(field);
    return {
      curve,
      breakEven: read("collective_break_even"),
      low: read("collective_depth"),
      pooled: read("resources_pooled") * this.names.length,
      behind: read("left_behind") * this.names.length,
    };
  }
}

/** A game: one organization is the player's, the others follow the model. */
export class Game {
  constructor(played, player, world, written, run = played.full) {
    this.case = played;
    this.run = run;
    this.player = player;
    this.world = world;
    this.written = written;
    this.choices = [];
    this.month = 0;
    this.run.begin(world, written);
    this.gains = [];
  }

  get pool() {
    return this.run.pool(this.player);
  }

  get pools() {
    return this.case.names.map((_, i) => this.run.pool(i));
  }

  get isOver() {
    return this.month >= this.case.months;
  }

  /** Whether the player, alone, goes without the resource rather than pay for it. */
  get doesWithout() {
    const read = (field) => this.run.get("state.place", this.player * this.case.image.resources, field);
    return this.run.get("state.resource", 0, "unmet") === 1 && read("capacity") === 0;
  }

  own(field) {
    return this.run.get("state.organization", this.player, field);
  }

  /** Return what the player can expect this year: staying alone or leaving, and being with others. */
  prospects() {
    const here = this.run.prospect(this.player, this.month, null);
    const member = this.pool >= 0;
    return {
      member,
      bound: member && here.bound_until > this.month ? here.bound_until : 0,
      alone: here.alone,
      together: member ? here : this.run.prospect(this.player, this.month, true),
    };
  }

  choose(together) {
    this.choices.push(together);
  }

  /** Play one month of the year that has been chosen for. */
  step() {
    const wanted = this.choices.at(-1);
    if (this.month % 12 === 0 || wanted !== this.pool >= 0) this.run.decide(this.player, this.month, wanted);
    this.run.play(this.month, this.month + 1);
    this.month += 1;
    this.gains.push(this.own("total"));
  }

  /** Play again from the beginning with other choices, to the end; return the player's gain. */
  replay(choices) {
    this.run.begin(this.world, this.written);
    this.month = 0;
    this.choices = [];
    this.gains = [];
    for (const together of choices) {
      this.choose(together);
      for (let k = 0; k < 12 && !this.isOver; k += 1) this.step();
    }
    return this.own("total");
  }
}
