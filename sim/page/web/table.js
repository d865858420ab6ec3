/** The table: who plays, alone or passing the phone around, and what each has gained. */

import { h } from "./dom.js";
import { gain, listed, t } from "./words.js";

const FEWEST_PLAYERS = 2;
const MOST_PLAYERS = 6;

/** Return the choice of the players' organizations, and a button that waits for it.
 * @param possible whether each organization can be played
 * @param show is told the numbers of those that are chosen
 */
export function choiceOfPlayers(played, possible, show) {
  const boxes = played.names.map((_, i) => h("input", { type: "checkbox", id: `player-${i}`, disabled: !possible[i] }));
  const rows = boxes.map((box, i) =>
    h("div", { class: "check" }, box, h("label", { for: box.id }, played.names[i])),
  );
  const element = h("fieldset", { class: "players" }, h("legend", {}, t("several_which")), ...rows);
  const waiting = [];
  const tell = () => {
    const chosen = boxes.flatMap((box, i) => (box.checked ? [i] : []));
    boxes.forEach((box, i) => (box.disabled = !possible[i] || (chosen.length >= MOST_PLAYERS && !box.checked)));
    for (const button of waiting) button.disabled = chosen.length < FEWEST_PLAYERS;
    show(chosen);
  };
  element.addEventListener("change", tell);
  tell();
  return {
    element,
    button(words, act) {
      const found = h("button", { class: "main", type: "button", onclick: act, disabled: true }, words);
      waiting.push(found);
      return found;
    },
  };
}

/** Return the kind of the line of player k. */
export function kindOf(game, k) {
  return game.players.length > 1 ? `p${k}` : "you";
}

/** Return the lines of all players, with their names if there are several. */
export function linesOf(game, curves) {
  const several = game.players.length > 1;
  return curves.map((values, k) => ({ values, kind: kindOf(game, k), words: several ? game.case.names[game.players[k]] : null }));
}

/** Say what the players have gained so far. */
export function toldOf(game) {
  const amounts = game.gains.map((gains) => gain(gains.at(-1) ?? 0));
  if (amounts.length === 1) return t("so_far", { x: amounts[0] });
  return t("so_far", { x: listed(amounts.map((x, k) => t("named", { name: game.case.names[game.players[k]], x }))) });
}
