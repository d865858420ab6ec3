"""Style of the pages: letters for a room, colours that everybody can tell apart, nothing that moves."""

from typing import Final

CSS: Final = """
:root { --blue: #0072B2; --ink: #1a1a1a; --quiet: #4a4a4a; --line: #8a8a8a; --pale: #eef4f8; --red: #a83f00; }
html, body { background: #fff; }
body { color: var(--ink); font-family: system-ui, "Segoe UI", Roboto, sans-serif; font-size: 18px; line-height: 1.4; }
.nicegui-content { padding: 0; display: block; }
.room { max-width: 1500px; margin: 0 auto; padding: 1rem clamp(.75rem, 3vw, 2.5rem) 2rem; }
.room h1 { font-size: 2em; line-height: 1.15; font-weight: 700; margin: .3em 0 .5em; }
.room h2 { font-size: 1.25em; line-height: 1.25; font-weight: 700; margin: 1em 0 .4em; }
.room p, .room ul, .room ol { margin: .4em 0 .8em; }
.room ol.questions { list-style: decimal; padding-left: 1.5em; }
.room header { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: baseline; }
.room header .push { flex: 1; }
.room a { color: #005a8f; text-decoration: underline; }
.room button, .room .button { font: inherit; min-height: 2.6em; padding: .4em 1em; border: 2px solid var(--blue);
  border-radius: .4em; background: #fff; color: #00527f; cursor: pointer; }
.room button.main { background: #00659c; border-color: #00659c; color: #fff; font-weight: 700; }
.room button[aria-pressed=true] { background: #00527f; color: #fff; border-style: double; border-width: 4px; }
.room button:disabled { border-color: var(--line); color: var(--quiet); cursor: default; }
.room :focus-visible { outline: 4px solid #d55e00; outline-offset: 2px; }
.room input, .room select { font: inherit; min-height: 2.4em; border: 2px solid #5a5a5a; border-radius: .3em;
  padding: .2em .5em; background: #fff; color: var(--ink); max-width: 100%; }
.room input[type=range] { width: 100%; accent-color: var(--blue); padding: 0; }
.room input[type=checkbox] { min-height: 0; width: 1.5em; height: 1.5em; vertical-align: middle; margin-right: .5em; }
.room h1:focus { outline: none; }
.room summary { cursor: pointer; display: list-item; list-style: disclosure-closed inside; text-decoration: underline;
  padding: .3em 0; min-height: 1.8em; }
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
.cards button { min-height: 5em; font-size: 1.1em; text-align: left; }
.notes { background: var(--pale); border-left: 6px solid var(--blue); padding: .6em 1em; margin: .5rem 0 1rem; }
.plan { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; padding: 0; }
.plan button { min-height: 2.2em; padding: .15em .7em; font-size: .85em; }
.plan button[aria-current=step] { background: #00527f; color: #fff; font-weight: 700; }
.quiet { color: var(--quiet); font-size: .9em; }
.refused { color: var(--red); font-weight: 700; min-height: 1.4em; }
.counts { display: flex; flex-wrap: wrap; gap: 1rem 3rem; list-style: none; padding: 0; }
.counts b { font-size: 2.6em; line-height: 1; display: block; }
.code { font-size: 2.2em; font-weight: 700; letter-spacing: .2em; }
.qr svg { width: min(20rem, 70vw); height: auto; }
.scroll { overflow-x: auto; }
.room figure { margin: 0; }
.room figcaption { font-weight: 600; margin: .3em 0; }
.room table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.room caption { text-align: left; font-weight: 700; padding: .3em 0; }
.room th, .room td { padding: .2em .8em; border-bottom: 1px solid #c4c4c4; text-align: right; white-space: nowrap; }
.room th[scope=row], .room th:first-child { text-align: left; }
.screen { font-size: clamp(24px, 1.55vw, 34px); }
.screen .quiet { font-size: 24px; }
.phone { max-width: 40rem; font-size: 19px; }
.phone .choice { display: block; width: 100%; min-height: 5.5em; font-size: 1.25em; margin: .7rem 0; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
"""
