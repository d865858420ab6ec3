/** The page: its parts, its language, its cases. */

import { Case } from "./case.js";
import { data, find, h } from "./dom.js";
import { Everything, readFragment } from "./everything.js";
import { Happened } from "./happened.js";
import { bytesOf, Kernel } from "./kernel.js";
import { Play } from "./play.js";
import { WhatIf } from "./whatif.js";
import { Why } from "./why.js";
import { both, language, listed, t } from "./words.js";

const PARTS = { play: Play, happened: Happened, whatif: WhatIf, why: Why, all: Everything };

export class App {
  constructor(kernel) {
    this.cases = data.cases.map((each) => new Case(kernel, each));
    this.played = this.cases[0];
    /** @type {Record<string, import("./case.js").Value>} */ this.values = {};
    this.world = 0;
    /** @type {import("./case.js").Game | null} */ this.finished = null;
    this.parts = Object.fromEntries(Object.entries(PARTS).map(([name, Part]) => [name, new Part(this)]));
    this.name = "play";
  }

  get part() {
    return this.parts[this.name];
  }

  get written() {
    return this.played.written(this.values);
  }

  /** Keep values that the reader has changed; parts that are shown later use them. */
  keep(values) {
    this.values = values;
  }

  change(values) {
    this.keep(values);
    this.render();
  }

  show(name) {
    this.name = name;
    this.render();
    window.scrollTo(0, 0);
    find("#part").focus({ preventScroll: true });
  }

  render() {
    document.documentElement.lang = language.now;
    language.sign = this.played.currency;
    document.title = t("title");
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#app [data-t]"))) each.textContent = t(each.dataset.t);
    const other = find("#language");
    other.textContent = t("other_language");
    other.lang = language.now === "fr" ? "en" : "fr";
    const choose = find("#case");
    choose.setAttribute("aria-label", t("case"));
    choose.replaceChildren(...this.cases.map((each, k) => h("option", { value: k, selected: each === this.played }, both(each.title))));
    const tabs = Object.keys(this.parts).map((name) =>
      h("button", { type: "button", "aria-current": name === this.name ? "page" : null, onclick: () => this.show(name) }, t(`tab_${name}`)),
    );
    const bar = find("#tabs");
    bar.setAttribute("aria-label", t("parts"));
    bar.replaceChildren(...tabs);
    const told = find("#told");
    told.hidden = !data.opening || this.played !== this.cases[0];
    told.textContent = told.hidden ? "" : both(data.opening.told);
    find("#fictional").textContent = this.played.fictional ? t("fictional") : "";
    find("#part").replaceChildren(this.part.element);
    this.part.fill();
  }

  /** Take the language, the case and the values that the address carries. */
  read(fragment) {
    const entries = [...new URLSearchParams(fragment.slice(1))];
    const given = (wanted) => entries.find(([name]) => name === wanted)?.[1];
    const [key, lang] = [given("case"), given("lang")];
    const found = this.cases.find((each) => each.key === key);
    this.played = found ?? this.cases[0];
    const { values, refused } = readFragment(this.played, entries.filter(([name]) => name !== "case" && name !== "lang"));
    if (key !== undefined && !found) refused.unshift("case");
    if (lang === "en" || lang === "fr") language.now = lang;
    else if (lang !== undefined) refused.unshift("lang");
    this.values = values;
    this.warn(refused);
  }

  warn(refused) {
    const message = find("#message");
    message.hidden = refused.length === 0;
    const short = refused.slice(0, 5).map((path) => path.slice(0, 60));
    message.textContent = refused.length ? t("bad_link", { what: listed(short) }) : "";
  }
}

async function start() {
  language.now = data.lang;
  const kernel = await Kernel.load(bytesOf(data.kernel));
  const app = new App(kernel);
  app.read(location.hash || (data.opening?.fragment ?? ""));
  const choose = /** @type {HTMLSelectElement} */ (find("#case"));
  choose.addEventListener("change", () => {
    app.played = app.cases[Number(choose.value)];
    app.values = {};
    app.world = 0;
    app.render();
  });
  find("#language").addEventListener("click", () => {
    language.now = language.now === "fr" ? "en" : "fr";
    app.render();
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    app.part.resize();
  });
  window.addEventListener("hashchange", () => {
    app.read(location.hash);
    app.render();
  });
  find("#static").hidden = true;
  find("#app").hidden = false;
  app.render();
}

start().catch(() => {
  find("#app").hidden = true;
  find("#static").hidden = false;
  for (const note of document.querySelectorAll("#static .note")) {
    note.textContent = data.words.cannot_play[note.closest("section").lang];
  }
});
