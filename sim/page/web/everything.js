/** Everything: any number of the scenario, a link that carries what was changed, and the scenario as a file. */

import { h } from "./dom.js";
import { both, number, t } from "./words.js";

const NUMBER = /^-?(\d+([.,]\d*)?|[.,]\d+)(e-?\d+)?$/i;

/** Return the number that somebody has typed, also with a comma; NaN if it is none. */
export function typed(text) {
  const plain = text.replace(/[\s\u00a0]/g, "");
  return NUMBER.test(plain) ? Number(plain.replace(",", ".")) : NaN;
}

/** Return words in the form in which they are looked for: a keyboard gives no ’, and few people type accents. */
function sought(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
}

/** Return a value of a parameter as a scenario file writes it. */
function toml(value) {
  return typeof value === "string" ? `"${value}"` : String(value);
}

/** Return the scenario with the changed values, as a file that extends the one of the case. */
export function scenarioFile(played, values) {
  const tables = new Map();
  for (const [path, value] of Object.entries(values)) {
    const cut = path.lastIndexOf(".");
    const table = path.slice(0, cut);
    tables.set(table, [...(tables.get(table) ?? []), `${path.slice(cut + 1)} = ${toml(value)}`]);
  }
  const parts = [`extends = "${played.extends}"`];
  for (const [table, lines] of tables) parts.push(`[${table}]\n${lines.join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

/** Return the part of an address that carries a case and its changed values. */
export function fragmentOf(played, values) {
  return `#${new URLSearchParams({ case: played.key, ...values })}`;
}

/** Read a part of an address: the values that are allowed, and what was left out. */
export function readFragment(played, entries) {
  const values = {};
  const refused = [];
  for (const [path, text] of entries) {
    const value = played.has(path) ? read(played, path, text) : undefined;
    if (value !== undefined && played.allows(path, value)) values[path] = value;
    else refused.push(path);
  }
  return { values, refused };
}

function read(played, path, text) {
  const { kind } = played.byPath.get(path);
  if (kind === "name") return text;
  if (kind === "truth") return { true: true, false: false }[text];
  return typed(text);
}

/** The part with all parameters. */
export class Everything {
  /** @param {import("./main.js").App} app */
  constructor(app) {
    this.app = app;
  }

  get element() {
    const { app } = this;
    const { played } = app;
    this.status = h("p", { class: "strong", role: "status" });
    const search = h("input", { type: "search", id: "search", autocomplete: "off" });
    const rows = played.parameters.map((each) => this.row(each));
    search.addEventListener("input", () => {
      const wanted = sought(search.value);
      for (const [row, words] of rows) row.hidden = !words.includes(wanted);
    });
    const head = ["parameter", "value", "allowed"].map((name) => h("th", { scope: "col" }, t(name)));
    const own = `${played.key}-2.toml`;
    const buttons = [
      h("button", { type: "button", onclick: () => this.link() }, t("copy_link")),
      h("button", { type: "button", onclick: () => this.download(own) }, t("download")),
      h("button", { type: "button", onclick: () => app.change({}) }, t("undo")),
    ];
    return h(
      "div",
      { class: "everything" },
      h("h1", { tabindex: -1 }, t("tab_all")),
      h("p", { class: "lead" }, t("all_lead")),
      h("div", { class: "buttons" }, ...buttons),
      this.status,
      h("p", { class: "quiet" }, t(played.extends === played.key ? "toml_note" : "toml_beside", { file: played.extends, own })),
      h("label", { class: "field", for: "search" }, t("search")),
      search,
      h("table", { class: "parameters" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows.map(([row]) => row))),
    );
  }

  fill() {
    this.tell();
  }

  tell() {
    const n = Object.keys(this.app.values).length;
    this.status.textContent = n ? t("changed", { n }) : "";
  }

  row(parameter) {
    const { app } = this;
    const { path, kind, words, unit, symbol, source, allowed, names } = parameter;
    const value = app.values[path] ?? parameter.value;
    const id = `parameter-${path}`;
    let input;
    if (kind === "name") {
      const options = Object.entries(names).map(([key, each]) => h("option", { value: key, selected: key === value }, both(each.words)));
      input = h("select", { id }, ...options);
    } else if (kind === "truth") input = h("input", { type: "checkbox", id, checked: value });
    else input = h("input", { type: "text", inputmode: "decimal", id, value: number(value, 10) });
    const problem = h("span", { class: "refused", role: "alert" });
    const row = h("tr", { class: path in app.values ? "moved" : null });
    input.addEventListener("change", () => {
      const given = kind === "name" ? input.value : kind === "truth" ? input.checked : typed(input.value);
      const fits = app.played.allows(path, given);
      problem.textContent = fits ? "" : t("bad_value", { allowed: both(allowed) });
      input.setAttribute("aria-invalid", String(!fits));
      if (!fits) return;
      const values = { ...app.values, [path]: given };
      if (given === parameter.value) delete values[path];
      app.keep(values);
      row.classList.toggle("moved", path in values);
      this.tell();
    });
    const label = h("label", { for: id }, both(words));
    const about = [symbol, both(unit) === "-" ? "" : both(unit), path].filter(Boolean).join(" · ");
    row.append(
      h("td", {}, label, h("span", { class: "quiet" }, about), h("span", { class: "quiet" }, source ? both(source) : t("assumption"))),
      h("td", {}, input, problem),
      h("td", {}, allowed ? both(allowed) : ""),
    );
    return [row, sought(`${both(words)} ${path} ${source ? both(source) : ""}`)];
  }

  async link() {
    const address = location.href.split("#")[0] + fragmentOf(this.app.played, this.app.values);
    try {
      await navigator.clipboard.writeText(address);
      this.status.textContent = t("copied");
    } catch {
      this.status.textContent = address;
    }
  }

  download(name) {
    const text = scenarioFile(this.app.played, this.app.values);
    const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  resize() {}
}
