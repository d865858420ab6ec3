"""Style of the film of the months: what moves does so by transitions, which reduced motion takes away."""

from typing import Final

CSS: Final = """
.film .say { display: flex; flex-wrap: wrap; gap: 0 1.5em; align-items: baseline; justify-content: space-between;
  min-height: 1.8em; }
.room .film figcaption { margin: 0; }
.room .film figcaption strong { display: inline; margin-right: .5em; }
.film .now { display: flex; flex-wrap: wrap; gap: .2em 1.6em; align-items: baseline; margin: 0 0 .3em;
  font-variant-numeric: tabular-nums; }
.film .now b { font-size: 1.6em; line-height: 1.1; min-width: 5em; }
.film .now .change { min-width: 11em; }
.film .trouble { display: inline-flex; align-items: center; gap: .5em; }
.film .meter { display: inline-block; width: 6em; height: .8em; border: 2px solid var(--ink); border-radius: .3em;
  overflow: hidden; position: relative; }
.film .meter::before, .film .pool::before { content: ""; position: absolute; inset: 0;
  background: repeating-linear-gradient(45deg, #e8a26f 0 7px, #fff 7px 16px); }
.film .meter::before { right: auto; width: calc(100% * var(--trouble, 0)); transition: width var(--tick) linear; }
.film .pool::before { opacity: var(--trouble, 0); transition: opacity var(--tick) linear; }
.film .picture { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: 1.2em; height: 26rem; }
.screen .film .picture { flex: 1; height: auto; min-height: 15em; }
.film .scene { display: flex; flex-direction: column; min-width: 0; }
.film .heads { display: flex; justify-content: space-between; padding-bottom: .2em; }
.film .heads b { width: 47%; }
.film .ground { position: relative; flex: 1; }
.film .pool { position: absolute; inset: -4px 0 -2px 52%; border: 3px solid var(--deep); border-radius: .6em;
  overflow: hidden; background: var(--pale); }
.film .token { position: absolute; left: var(--left); width: 46.5%; display: flex; align-items: center;
  line-height: 1.1; border: 2px solid #5a5a5a; border-radius: .5em; padding: 0 .35em; background: #fff;
  letter-spacing: -.02em; white-space: nowrap; overflow: hidden;
  transition: left .9s ease-in-out, background-color .9s; }
.film .token::before { content: ""; flex: none; width: .6em; height: .6em; border: 3px solid #5a5a5a;
  border-radius: 50%; margin-right: .35em; }
.film .token.in { left: calc(var(--left) + 52.9%); background: #00527f; border-color: #00527f; color: #fff; }
.film .token.in::before { border-color: #fff; background: #fff; border-radius: 0; }
.film .token.dot { width: 1em; height: 1em; margin: .5em; padding: 0; border: 0; border-radius: 0; background: none; }
.film .token.dot::before { width: 1em; height: 1em; margin: 0; }
.film .token.dot.in::before { border-color: #00527f; background: #00527f; }
.film .plot { position: relative; min-width: 0; }
.film .field { position: absolute; inset: 1.6em 1em 1.9em 6em; border: solid #5a5a5a; border-width: 0 0 1.5px 1.5px;
  background: linear-gradient(var(--rule) 1px, transparent 1px) 0 0 / 100% 25%; }
.film.nevers .field { right: 4.4em; }
.film .amount { position: absolute; right: calc(100% + .4em); transform: translateY(-50%); white-space: nowrap;
  line-height: 1; font-variant-numeric: tabular-nums; }
.film .month, .film .months { position: absolute; top: calc(100% + .45em); transform: translateX(-50%);
  line-height: 1.2; }
.film .months { left: -2.6em; }
.film .month.never { left: calc(100% + 2.6em); display: none; }
.film.nevers .month.never { display: block; }
.film .zero { position: absolute; left: 0; right: 0; top: 50%; border-top: 2px solid var(--ink); }
.film .shown, .film .shown > *, .film .shown svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.film .shown { clip-path: inset(0 calc(100% - var(--x)) 0 0); transition: clip-path var(--tick) linear; }
.film .shown g { transform: scale(1, var(--stretch)); transition: transform var(--tick) linear; }
.film .loss { fill: var(--loss); opacity: .42; }
.film .gain { fill: #009E73; opacity: .42; }
.film .line { fill: none; stroke: var(--blue); stroke-width: 5px; }
.film .head { position: absolute; left: var(--x); top: var(--y); width: 22px; height: 22px; margin: -11px 0 0 -11px;
  border: 4px solid #fff; border-radius: 50%; background: var(--blue); box-shadow: 0 0 0 2px var(--blue);
  transition: left var(--tick) linear, top var(--tick) linear; }
.film .ask { position: absolute; left: min(calc(var(--x) + 3%), 86%); top: -.05em; font-size: 6em; line-height: 1;
  font-weight: 700; color: var(--red); opacity: 0; transition: opacity .6s; }
.film.asking .ask { opacity: 1; }
.film .even { position: absolute; top: 0; bottom: 0; border-left: 3px dashed var(--ink); }
.film .even span { position: absolute; top: 0; width: 9.8em; line-height: 1.15; font-weight: 700; background: #fff;
  padding: 0 .3em; }
.film .even .right { right: .2em; text-align: right; }
.film .even .left { left: .2em; }
.film .pile { position: absolute; top: 50%; transition: opacity .4s; }
.film .bet { display: inline-block; width: 16px; height: 16px; border: 1.5px solid var(--ink); border-radius: 50%;
  background: #E69F00; }
.film .bet.again { border-radius: 0; background: #56B4E9; transform: rotate(45deg) scale(.8); }
.film .pile .bet { position: absolute; left: -8px; bottom: calc(3px + var(--far)); }
.film .pile.again .bet { bottom: auto; top: calc(3px + var(--far)); }
.film .pile.gone { opacity: .3; filter: grayscale(1); }
.room .film .legend { position: absolute; right: 0; top: -1.6em; margin: 0; display: flex; gap: 1em; line-height: 1.2;
  white-space: nowrap; }
.film .legend > span { display: inline-flex; align-items: center; gap: .4em; }
.walkers { position: relative; display: flex; justify-content: space-between; padding-bottom: 1.7em;
  isolation: isolate; }
.walkers::after { content: ""; position: absolute; inset: 0 0 0 50%; border: 3px solid var(--deep); border-radius: .6em;
  z-index: -1; background: var(--pale); }
.walkers b { padding: 0 .4em; width: 50%; }
.walkers i { position: absolute; bottom: .4em; left: calc(.4em + var(--from) * 46% / var(--of)); width: 1em;
  height: 1em; border: 3px solid #5a5a5a; border-radius: 50%; background: #fff; }
.walkers i.in { left: calc(98% - (var(--place) + 1) * 46% / var(--of)); border-color: #00527f; background: #00527f;
  border-radius: .15em; animation: walk 1.6s ease-in-out calc(.8s + var(--turn) * .15s) both; }
@keyframes walk { from { left: calc(.4em + var(--from) * 46% / var(--of)); border-radius: 50%; background: #fff; } }
@media (max-width: 900px) {
  .film .picture, .screen .film .picture { grid-template-columns: 1fr; height: auto; flex: none; }
  .film .scene { height: 26rem; } .film .plot { height: 20rem; } }
"""

STORY_CSS: Final = """
.story { display: flex; flex-direction: column; flex: 1; min-height: 0; }
.room .story ol { list-style: none; padding: 0; margin: 0 0 .4em; display: grid; gap: .25em; }
.story li { animation: come .8s both; line-height: 1.25; }
.story .drawing { position: relative; flex: 1; min-height: 9em; margin: 0 0 .3em; }
.story .others, .story .own, .story .drawing > div > *, .story svg { position: absolute; inset: 0; width: 100%;
  height: 100%; overflow: visible; }
.story .zero { position: absolute; left: 0; right: 0; top: var(--zero); height: 0; border-top: 2px solid var(--ink); }
.story .own { animation: draw 14s linear 4s both; }
.story .others { animation: come 2s both; }
.story path { fill: none; stroke-linejoin: round; }
.story path.own { stroke: #009E73; stroke-width: 6px; animation: none; }
.story path.other { stroke: #56B4E9; stroke-width: 3px; }
.story path.shade { fill: var(--loss); opacity: .42; }
.story .label { position: absolute; font-weight: 700; line-height: 1.15;
  animation: come .8s both; background: rgb(255 255 255 / 80%); padding: 0 .2em; }
.story .label.loss { color: var(--red); left: auto; right: 0; top: auto; bottom: 0; }
.story .label.gain { color: #00527f; left: 0; top: 12%; }
.story li:nth-child(1) { animation-delay: .3s; }
.story li:nth-child(2), .story .label.loss { animation-delay: 4s; }
.story li:nth-child(3) { animation-delay: 11s; }
.story li:nth-child(4), .story .label.gain, .story .others { animation-delay: 18s; }
.room .story .row { align-items: center; margin: 0; }
.room .story button { font-size: 24px; min-height: 0; padding: .1em .7em; }
@keyframes come { from { opacity: 0; } }
@keyframes draw { from { clip-path: inset(-9px 100% -9px 0); }
  45% { clip-path: inset(-9px calc(100% - var(--trough)) -9px 0); } to { clip-path: inset(-9px -9px -9px 0); } }
@media (prefers-reduced-motion: reduce) { .room .story button { display: none; } }
"""
