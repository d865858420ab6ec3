/** The page: its parts, its language, its cases. */

import { Case } from "./case.js";
import { data, h } from "./dom.js";
import { Everything, readFragment } from "./everything.js";
import { Happened } from "./happened.js";
import { bytesOf, Kernel } from "./kernel.js";
import { Play } from "./play.js";
import { WhatIf } from "./whatif.js";
import { Why } from "./why.js";
import { both, language, listed, t } from "./words.js";

const PARTS = { play: Play, happened: Happened, whatif: WhatIf, why: Why, all: Everything };

class App {
  constructor(kernel) {
    this.cases = data.cases.map((each) => new Case(kernel, each));
    this.played = this.cases[0];
    this.values = {};
    this.world = 0;
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
    document.querySelector("#part").focus({ preventScroll: true });
  }

  render() {
    document.documentElement.lang = language.now;
    language.sign = this.played.currency;
    document.title = t("title");
    for (const each of document.querySelectorAll("#app [data-t]")) each.textContent = t(each.dataset.t);
    const other = document.querySelector("#language");
    other.textContent = t("other_language");
    other.lang = language.now === "fr" ? "en" : "fr";
    const choose = document.querySelector("#case");
    choose.setAttribute("aria-label", t("case"));
    choose.replaceChildren(...this.cases.map((each, k) => h("option", { value: k, selected: each === this.played }, both(each.title))));
    const tabs = Object.keys(this.parts).map((name) =>
      h("button", { type: "button", "aria-current": name === this.name ? "page" : null, onclick: () => this.show(name) }, t(`tab_${name}`)),
    );
    const bar = document.querySelector("#tabs");
    bar.setAttribute("aria-label", t("parts"));
    bar.replaceChildren(...tabs);
    const told = document.querySelector("#told");
    told.hidden = !data.opening || this.played !== this.cases[0];
    told.textContent = told.hidden ? "" : both(data.opening.told);
    document.querySelector("#fictional").textContent = this.played.fictional ? t("fictional") : "";
    document.querySelector("#part").replaceChildren(this.part.element);
    this.part.fill();
  }

  /** Take the case and the values that the address carries. */
  read(fragment) {
    const entries = [...new URLSearchParams(fragment.slice(1))];
    const key = entries.find(([name]) => name === "case")?.[1];
    const found = this.cases.find((each) => each.key === key);
    this.played = found ?? this.cases[0];
    const { values, refused } = readFragment(this.played, entries.filter(([name]) => name !== "case"));
    if (key !== undefined && !found) refused.unshift("case");
    this.values = values;
    this.warn(refused);
  }

  warn(refused) {
    const message = document.querySelector("#message");
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
  document.querySelector("#case").addEventListener("change", (event) => {
    app.played = app.cases[Number(event.target.value)];
    app.values = {};
    app.world = 0;
    app.render();
  });
  document.querySelector("#language").addEventListener("click", () => {
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
  document.querySelector("#static").hidden = true;
  document.querySelector("#app").hidden = false;
  app.render();
}

start().catch(() => {
  document.querySelector("#app").hidden = true;
  document.querySelector("#static").hidden = false;
  for (const note of document.querySelectorAll("#static .note")) {
    note.textContent = data.words.cannot_play[note.closest("section").lang];
  }
});
