/** The stage: organizations, each alone around, and those that pool together in the middle. */

import { s } from "./dom.js";
import { t } from "./words.js";

const TURN = Math.PI * (3 - Math.sqrt(5));

function inTwoLines(name) {
  const words = name.split(" ");
  if (name.length < 12 || words.length < 2) return [name];
  const lengths = words.map((_, k) => Math.abs(words.slice(0, k).join(" ").length - name.length / 2));
  const cut = lengths.indexOf(Math.min(...lengths.slice(1)), 1);
  return [words.slice(0, cut).join(" "), words.slice(cut).join(" ")];
}

/** A drawing of all organizations; `show` moves them. */
export class Stage {
  /** @param players numbers of the organizations that stand out */
  constructor(names, sizes, players) {
    this.names = names;
    this.players = players;
    const largest = Math.max(...sizes);
    this.radii = sizes.map((size) => 0.45 + 0.55 * Math.sqrt(size / largest));
    this.pools = s("g", {});
    this.nodes = names.map((name, i) => {
      const lines = inTwoLines(name).map((line, k) => s("tspan", { x: 0, dy: k ? "1.1em" : 0 }, line));
      const parts = [s("circle", {}), s("text", { "text-anchor": "middle" }, ...lines), s("title", {}, name)];
      return s("g", { class: players.includes(i) ? "node player" : "node" }, ...parts);
    });
    this.order = [...names.keys()].filter((i) => !players.includes(i)).concat(players); // players on top of the others
    this.nodes = this.order.map((i) => this.nodes[i]);
    this.element = s("svg", { class: "stage", role: "img", "aria-label": t("stage") }, this.pools, ...this.nodes);
  }

  /** @param pools the pool of each organization, -1 alone */
  show(pools) {
    this.shown = pools;
    const wide = (this.element.parentElement?.clientWidth ?? 700) > 520;
    const [width, height] = wide ? [760, 430] : [400, 236]; // low on a phone: the choices below it stay in sight
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const n = this.names.length;
    const unit = Math.min(wide ? 30 : 18, (wide ? 300 : 220) / Math.sqrt(n));
    const live = [...new Set(pools.filter((pool) => pool >= 0))];
    const middle = [width / 2, height / 2 - (wide ? 8 : 0)];
    const centers = new Map(live.map((pool, k) => [pool, middle[0] + (k - (live.length - 1) / 2) * (width / (live.length + 2))]));
    const counts = new Map();
    const step = unit * (live.length > 1 ? 0.95 : 1.25);
    const around = [width / 2 - unit * (wide ? 2.4 : 1.2), height / 2 - unit * (wide ? 1.7 : 1.2)];
    this.nodes.forEach((node, place) => {
      const i = this.order[place];
      let x;
      let y;
      if (pools[i] < 0) {
        const angle = (2 * Math.PI * (i + 0.5)) / n - Math.PI / 2;
        [x, y] = [middle[0] + around[0] * Math.cos(angle), middle[1] + around[1] * Math.sin(angle)];
      } else {
        const k = counts.get(pools[i]) ?? 0;
        counts.set(pools[i], k + 1);
        const far = step * Math.sqrt(k + 0.4);
        [x, y] = [centers.get(pools[i]) + far * Math.cos(k * TURN), middle[1] + far * Math.sin(k * TURN)];
      }
      const radius = unit * 0.72 * this.radii[i];
      node.querySelector("circle").setAttribute("r", radius.toFixed(1));
      const words = node.querySelector("text");
      words.setAttribute("y", (radius + 15).toFixed(1));
      const half = 4.3 * Math.max(...inTwoLines(this.names[i]).map((line) => line.length)); // of the words' width, about
      const shift = Math.max(0, half - x) + Math.min(0, width - half - x);
      for (const line of words.children) line.setAttribute("x", shift.toFixed(1));
      const named = pools[i] < 0 && (this.players.includes(i) || (wide && n <= 16));
      node.classList.toggle("unnamed", !named);
      node.classList.toggle("pooled", pools[i] >= 0);
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    });
    const discs = live.map((pool) => {
      const radius = step * Math.sqrt(counts.get(pool)) + unit * 0.9;
      return s("circle", { class: "pool", cx: centers.get(pool), cy: middle[1], r: radius.toFixed(1) });
    });
    this.pools.replaceChildren(...discs);
  }

  resize() {
    if (this.shown) this.show(this.shown);
  }
}
