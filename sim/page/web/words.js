/** Words, and numbers as each language writes them. */

import { data } from "./dom.js";

/** The language of the reader, and the sign of the currency of the case. */
export const language = { now: "fr", sign: { en: "$", fr: "$" } };

const NO_BREAK = "\u00a0";

/** Return the words of a name in the language of the reader, with their braces filled. */
export function t(name, values = {}) {
  return filled(data.words[name][language.now], values);
}

/** Return words that have both languages. */
export function both(words) {
  return words[language.now];
}

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, language.now === "fr" ? NO_BREAK : ",");
}

/** Write a number with at most so many decimals. */
export function number(value, decimals = 0) {
  const [whole, rest = ""] = Math.abs(value).toFixed(decimals).split(".");
  const cut = rest.replace(/0+$/, "");
  const sign = value < 0 && (Number(whole) || Number(cut)) ? "\u2212" : "";
  return sign + grouped(whole) + (cut ? (language.now === "fr" ? "," : ".") + cut : "");
}

/** Write an amount in dollars, with three significant digits. */
export function money(value, digits = 3) {
  const step = Math.abs(value) < 1 ? 1 : 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) - digits + 1);
  const words = number(Math.round(value / step) * step);
  const sign = both(language.sign);
  if (language.now === "fr") return words + NO_BREAK + sign;
  return words.startsWith("\u2212") ? `\u2212${sign}${words.slice(1)}` : sign + words;
}

/** Write an amount with its sign, also a plus. */
export function gain(value) {
  const words = money(value);
  return /[1-9]/.test(words) && value > 0 ? `+${words}` : words;
}

export function percent(share) {
  return number(100 * share) + (language.now === "fr" ? `${NO_BREAK}%` : "%");
}

/** Join names with commas and a last "and". */
export function listed(names) {
  const and = language.now === "fr" ? " et " : " and ";
  return names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + and + names.at(-1);
}
