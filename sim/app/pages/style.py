"""Style of the pages: large letters, colours that everyone can distinguish, no animation."""

from typing import Final

from sim.app.words.room import ONE_MOMENT

# The font comes with NiceGUI: the same on every laptop, with or without a network.
CSS: Final = """
:root { --blue: #0072B2; --deep: #00456b; --ink: #1a1a1a; --quiet: #474747; --line: #8a8a8a; --pale: #eef4f8;
  --red: #a83f00; --loss: #D55E00; --rule: #d5dde3; }
html, body { background: #fff; }
body { color: var(--ink); font-family: Roboto, system-ui, "Segoe UI", sans-serif; font-size: 18px; line-height: 1.4; }
.nicegui-content { padding: 0; display: block; }
.room { max-width: 1500px; margin: 0 auto; padding: 1rem clamp(.75rem, 3vw, 2.5rem) 2rem; }
.room h1 { font-size: 2em; line-height: 1.15; letter-spacing: -.01em; font-weight: 700; margin: .3em 0 .5em; }
.room h2 { font-size: 1.25em; line-height: 1.25; letter-spacing: 0; font-weight: 700; margin: 1em 0 .4em; }
.room p, .room ul, .room ol { margin: .4em 0 .8em; }
.room header { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; align-items: center; }
.room header .push { flex: 1; }
.brand { display: inline-flex; align-items: center; gap: .45em; font-weight: 700; color: var(--deep); }
.brand svg { width: 1.35em; height: 1.35em; }
.tag { background: #fdf1e7; color: #7a2e00; border: 1px solid #dca27c; border-radius: 1em; padding: .05em .75em; }
.room a { color: #005a8f; text-decoration: underline; text-underline-offset: .15em; }
.room button, .room .button { font: inherit; min-height: 2.6em; padding: .4em 1em; border: 2px solid var(--blue);
  border-radius: .5em; background: #fff; color: #00527f; cursor: pointer; }
.room button:hover:enabled, .room .button:hover { background: var(--pale); }
.room button.main, .room button.main:hover:enabled { background: #00659c; border-color: #00659c; color: #fff;
  font-weight: 700; }
.room button[aria-pressed=true], .room button[aria-pressed=true]:hover:enabled { background: #00527f; color: #fff;
  border-style: double; border-width: 4px; }
.room button:disabled { border-color: var(--line); color: var(--quiet); cursor: default; opacity: 1 !important; }
.room button[aria-pressed=true]:disabled { background: #35556a; color: #fff; }
.room :focus-visible { outline: 4px solid #d55e00; outline-offset: 2px; }
.room input, .room select { font: inherit; min-height: 2.4em; border: 2px solid #5a5a5a; border-radius: .3em;
  padding: .2em .5em; background: #fff; color: var(--ink); max-width: 100%; }
.room input[type=range] { width: 100%; accent-color: var(--blue); padding: 0; }
.room input[type=checkbox] { min-height: 0; width: 1.5em; height: 1.5em; vertical-align: middle; margin-right: .5em;
  accent-color: var(--blue); }
.room label.file { display: inline-flex; align-items: center; position: relative; font-weight: 400; }
.room label.file input { position: absolute; inset: 0; opacity: 0; width: 100%; cursor: pointer; min-height: 0; }
.room label.file:focus-within { outline: 4px solid #d55e00; outline-offset: 2px; }
.room h1:focus { outline: none; }
.room summary { cursor: pointer; display: list-item; list-style: disclosure-closed inside; text-decoration: underline;
  text-underline-offset: .15em; padding: .3em 0; min-height: 1.8em; color: #005a8f; }
.room details[open] > summary { list-style-type: disclosure-open; }
.room a.button { display: inline-flex; align-items: center; }
.q-loading-bar { display: none; }
.room label { font-weight: 600; }
.field { display: flex; flex-direction: column; gap: .2em; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem;
  align-items: start; }
.side { display: grid; grid-template-columns: minmax(14rem, 22rem) 1fr; gap: 1.5rem; align-items: start; }
@media (max-width: 900px) { .side { grid-template-columns: 1fr; } }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: .8rem; }
.cards button { min-height: 5em; text-align: left; display: flex; flex-direction: column; justify-content: center; }
.cards b { font-size: 1.1em; font-weight: 700; }
.notes { background: var(--pale); border-left: 6px solid var(--blue); padding: .3em 1em; margin: .5rem 0 1rem; }
.script { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .3em 1.2em;
  margin: .3em 0; }
.script dt { font-weight: 700; color: var(--deep); }
.script dd { margin: 0; }
.clock { margin: 0 0 .5em auto !important; font-variant-numeric: tabular-nums; }
.clock.late { color: var(--red); font-weight: 700; }
.rehearsal { background: #fdf1e7; border: 2px solid #dca27c; border-radius: .5em; padding: .4em .8em; margin: .4em 0;
  align-items: center; justify-content: space-between; }
.form { gap: .3rem 1.5rem; }
.form p { margin: .1em 0; }
.form + .two { margin-bottom: 1rem; }
.preview { max-height: 18rem; overflow: auto; }
.room textarea { font: inherit; border: 2px solid #5a5a5a; border-radius: .3em; padding: .3em .5em; width: 100%; }
.plan { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; padding: 0; }
.plan button { min-height: 2.2em; padding: .15em .42em; font-size: .78em; }
.plan button[aria-current=step], .plan button[aria-current=step]:hover:enabled {
  background: #00527f; color: #fff; font-weight: 700; }
.people .list { list-style: none; padding: 0; }
.people .list li { padding: .3em 0; border-bottom: 1px solid var(--rule); }
.quiet { color: var(--quiet); font-size: .9em; }
.refused { color: var(--red); font-weight: 700; }
.refused:empty { display: none; }
.lead { font-size: 1.25em; line-height: 1.3; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11em), 1fr)); gap: 1rem;
  list-style: none; padding: 0; }
.tiles li { border-top: 5px solid var(--blue); background: var(--pale); padding: .5em .8em .6em; }
.tiles b { font-size: 2em; line-height: 1.15; display: block; white-space: nowrap; }
.chips { display: flex; flex-wrap: wrap; gap: .4em .8em; list-style: none; padding: 0; }
.chips li { border: 2px solid var(--rule); border-radius: 1.2em; padding: .05em .8em; }
.chips li.moved { border-color: var(--loss); background: #fdf1e7; font-weight: 600; }
.room ol.questions { list-style: none; counter-reset: question; padding: 0; }
.questions li { counter-increment: question; display: flex; gap: .7em; align-items: baseline; padding: .35em 0;
  border-bottom: 1px solid var(--rule); }
.questions li::before { content: counter(question); font-weight: 700; color: var(--blue); font-size: 1.4em; }
.wall { list-style: none; padding: 0; columns: 16em; column-gap: .8em; }
.wall li { border-left: 8px solid var(--blue); background: var(--pale); padding: .15em .6em; margin: 0 0 .5em;
  break-inside: avoid; overflow-wrap: anywhere; }
.wall li span { display: block; }
.two .wall { columns: auto; }
.list { list-style: none; padding: 0; }
.list li { padding: .3em 0; border-bottom: 1px solid var(--rule); align-items: center; overflow-wrap: anywhere; }
.code { font-size: 2.2em; line-height: 1.15; font-weight: 700; letter-spacing: .2em; }
.code.address { letter-spacing: 0; overflow-wrap: anywhere; }
.qr svg { width: min(20rem, 70vw); height: auto; display: block; }
.scroll { overflow-x: auto; }
.room figure { margin: 0; min-width: 0; }
.room figcaption { margin: .3em 0 .5em; }
.room figcaption strong { display: block; font-size: 1.15em; line-height: 1.25; }
.room table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.room caption { text-align: left; font-weight: 700; padding: .3em 0; }
.room th, .room td { padding: .2em .8em; border-bottom: 1px solid #c4c4c4; text-align: right; white-space: nowrap; }
.room th[scope=row], .room th:first-child { text-align: left; }
.facilitator > header { padding-bottom: .2rem; }
.screen { font-size: clamp(24px, 1.6vw, 44px); line-height: 1.3; min-height: 100vh; max-width: none; display: flex;
  flex-direction: column; padding: 1.2vh 3vw 1.2vh; border-top: 10px solid var(--deep); }
.screen > header { font-size: 24px; padding-bottom: .3em; border-bottom: 2px solid var(--rule); }
.screen .content { flex: 1; display: flex; flex-direction: column; }
.screen h1 { font-size: clamp(38px, 2.9vw, 84px); margin: .35em 0 .3em; }
.screen h2 { margin: .3em 0; }
.screen p { margin: .2em 0 .5em; }
.screen .quiet, .screen summary { font-size: 24px; line-height: 1.25; }
.screen .quiet { margin: .1em 0; }
.screen summary { padding: .1em 0; min-height: 0; }
.screen .big { font-size: 1.8em; line-height: 1.2; }
.screen figure { flex: 1; display: flex; flex-direction: column; }
.screen figure .nicegui-echart { flex: 1 1 auto; min-height: var(--least, 12rem); contain: size; }
@media (max-width: 700px) { .screen figure .nicegui-echart { min-height: 24rem; } }
.screen figcaption strong { font-size: 1.3em; }
.screen .two { flex: 1; align-items: stretch; gap: 2vw; grid-template-columns: repeat(auto-fit, minmax(20em, 1fr)); }
.screen .two > * { display: flex; flex-direction: column; min-width: 0; }
.screen .cards { grid-template-columns: 1fr; gap: .5rem; }
.screen .cards > div { border: 2px solid var(--rule); border-radius: .5em; padding: .3em .8em; }
.screen .cards > div.chosen { border-color: var(--deep); border-left-width: 14px; background: var(--pale); }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.seats { display: flex; flex-wrap: wrap; gap: .3em; margin: 0 0 .6em; }
.seats i { width: 1.1em; height: 1.1em; border: 3px solid #5a5a5a; border-radius: 50%; transition: all .5s; }
.seats.many i { width: .7em; height: .7em; }
.seats i.in { background: #00527f; border-color: #00527f; border-radius: .2em; }
.room .stakes { list-style: none; padding: 0; margin: 0; }
.stakes li { display: grid; grid-template-columns: 5.5em 1fr; gap: .8em; align-items: baseline; line-height: 1.2;
  border-top: 2px solid var(--rule); padding: .2em 0; }
.stakes b { font-size: 1.3em; white-space: nowrap; text-align: right; }
.awaited { list-style: none; padding: 0; display: grid; gap: .25em; }
.awaited.wide { grid-template-columns: repeat(auto-fill, minmax(14.5em, 1fr)); gap: .4em .8em; }
.awaited.wide.few { display: flex; }
.awaited.wide.few li { font-size: 1.25em; padding: .15em .7em; }
.when { display: flex; align-items: flex-start; padding-top: .8em; font-size: 1.2em; }
.when span { flex: 1; position: relative; text-align: right; border-top: 5px solid var(--deep); padding-top: .5em; }
.when i { font-style: normal; display: inline-block; transform: translateX(50%); }
.when span::after, .when span:first-child::before { content: ""; position: absolute; right: 0; top: -.45em;
  height: .7em; border-right: 5px solid var(--deep); }
.when span:first-child::before { left: 0; right: auto; }
.when b { margin: -.8em 0 0 2em; border: 3px dashed var(--deep); border-radius: 1em; padding: 0 .8em; }
.awaited li { border: 2px dashed var(--line); border-radius: .5em; padding: 0 .6em; display: flex; gap: .8em;
  justify-content: space-between; transition: background-color .5s; }
.awaited li.here { border-style: solid; border-color: #5a5a5a; }
.awaited li.in { background: #00527f; border-color: #00527f; color: #fff; }
.teaches { display: none; }
.chosen .teaches { display: block; }
.names, .screen .chosen .teaches { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; }
.names { -webkit-line-clamp: 6; line-clamp: 6; }
.screen .chosen .teaches { -webkit-line-clamp: 6; line-clamp: 6; }
@media (max-height: 850px) { .screen .chosen .teaches { -webkit-line-clamp: 2; line-clamp: 2; } }
.screen .compare figcaption { min-height: 3.4em; }
.screen .compare figcaption strong { font-size: 1.1em; }
@media (max-height: 850px) { .screen .compare .quiet { display: none; } }
.screen .compare h2, .screen .compare p { margin: 0; }
.screen .questions li { font-size: 1.3em; padding: .3em 0; }
@media (max-height: 850px) { .screen .two .questions li { font-size: 1em; } }
.screen .two:has(> .bills) { grid-template-columns: 1fr auto; }
.screen .bills th, .screen .bills td { padding: 0 .6em; line-height: 1.25; }
.screen .bills th[scope=col] { white-space: normal; max-width: 6.5em; vertical-align: bottom; }
.screen .bills caption { font-weight: 400; }
@media (max-width: 1100px) { .screen .two:has(> .bills) { grid-template-columns: 1fr; } }
.screen .qr svg { width: min(62vh, 40vw); }
@media (min-height: 851px) { .screen .three .questions li { font-size: 1.15em; } }
.screen .three { grid-template-columns: 1fr 1fr auto; }
.screen .home { width: min(32vh, 17vw); }
.screen .home .qr svg { width: 100%; }
.screen .tiles { gap: 2vw; margin: .6em 0 1em; }
.screen .tiles b { font-size: 2.2em; }
.screen .middle { flex: 1; display: flex; flex-direction: column; justify-content: center; }
.phone { max-width: 40rem; font-size: 19px; }
.phone h1 { font-size: 1.6em; }
.phone .choice { display: block; width: 100%; min-height: 4.6em; font-size: 1.25em; font-weight: 600; margin: .7rem 0; }
.phone .choice:has(+ .under) { min-height: 2.7em; margin-bottom: .15rem; }
.phone .under { margin: 0 0 1rem; line-height: 1.25; }
.phone .tiles { gap: .6rem; margin: .4em 0; grid-template-columns: 1fr; }
.phone .tiles b { font-size: 1.5em; }
.own-name { margin-top: 1rem; }
@media (orientation: landscape) and (max-height: 500px) {
  .phone { max-width: none; font-size: 16px; padding-top: .2rem; line-height: 1.25; }
  .phone header { min-height: 0; }
  .phone h1 { font-size: 1.2em; margin: .2em 0; }
  .phone .org { margin: .1em 0; padding: .1em .6em; }
  .phone p { margin: .15em 0; }
  .phone .tiles { grid-template-columns: 1fr 1fr; margin: .2em 0; }
  .phone .tiles li { padding: .15em .6em .25em; }
  .phone .tiles li:first-child { order: 1; }
  .phone .tiles b { font-size: 1.2em; }
  .phone .choices { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; position: sticky; bottom: 0;
    background: #fff; padding: .3rem 0; }
  .phone .choice { min-height: 3em; margin: 0; font-size: 1.15em; }
  .phone .choice.main { position: sticky; bottom: .2rem; }
  .phone .steps { display: grid; grid-template-columns: repeat(3, 1fr); gap: .6rem; }
  html:has(.phone .choice) { scroll-padding-bottom: 4.5rem; }
}
.phone .org { font-weight: 600; background: var(--pale); border-left: 6px solid var(--blue); padding: .3em .7em; }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important;
  transition: none !important; scroll-behavior: auto !important; } }
"""

UNTIL_THEN: Final = f"""
#esm-fallback {{ font-size: 0; }}
#esm-fallback::after {{ font-size: 1.25rem; padding: 0 1rem; content: "{ONE_MOMENT["en"]}"; }}
html[lang^=fr] #esm-fallback::after {{ content: "{ONE_MOMENT["fr"]}"; }}
"""
"""Style until the code of the page runs; in a browser that is too old, it stays."""
