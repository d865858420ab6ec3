/** Why: where the gain comes from, what cannot be told, and where the numbers come from. */

import { h } from "./dom.js";
import { both, gain, language, t } from "./words.js";
import { bars } from "./whatif.js";

/** The part that explains the gain of a case. */
export class Why {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
  }

  get element() {
    const { played } = this.app;
    const total = played.reasons.reduce((sum, { value }) => sum + value, 0);
    const rows = played.reasons.map(({ words, value }) => [both(words), value]);
    const reasons = rows.length
      ? [h("p", { class: "lead" }, t("why_lead")), h("div", { class: "bars" }, ...bars([...rows, [t("why_total"), total, "total"]], gain))]
      : [];
    const sources = new Map();
    for (const { words, source } of played.parameters) {
      const name = source ? both(source) : null;
      if (name) sources.set(name, [...(sources.get(name) ?? []), both(words)]);
    }
    return h(
      "div",
      { class: "why" },
      h("h1", { tabindex: -1 }, t("tab_why")),
      ...reasons,
      h("h2", {}, t("cannot")),
      h("ul", {}, ...["cannot_predict", "cannot_assume", "cannot_people"].map((name) => h("li", {}, t(name)))),
      sources.size ? h("h2", {}, t("sources")) : null,
      h("ul", {}, ...[...sources].map(([name, uses]) => h("li", {}, h("b", {}, name), language.now === "fr" ? "\u00a0: " : ": ", uses.join("; ")))),
    );
  }

  fill() {}

  resize() {}
}
