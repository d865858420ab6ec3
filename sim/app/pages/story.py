"""The first minute on the screen: a story in four sentences, and a J that draws itself beside them."""

from typing import Final

import numpy as np
from nicegui import ui

from sim.app import sentences
from sim.app.charts.axes import Floats
from sim.app.pages.elements import Words, box
from sim.app.story import Story
from sim.app.words import charts as chart_words
from sim.app.words import story as words
from sim.vocabulary.text import Lang, Text, number

_REPLAY: Final = """(e) => {
  const all = e.target.closest('.story').getAnimations({subtree: true});
  const over = all.every(each => each.playState === 'finished');
  for (const each of all) {
    if (over) { each.currentTime = 0; each.play(); }
    else if (each.playState === 'paused') each.play();
    else if (each.playState === 'running') each.pause();
  }
}"""
"""Script of the button: pauses what moves, lets it go on, and starts anew when it is over."""


class StoryView:
    """The story as the screen tells it.

    Parameters
    ----------
    story : Story
    lang : "en" or "fr"
    """

    def __init__(self, story: Story, lang: Lang) -> None:
        self.story = story
        self.lang = lang
        self.low, self.high = float(story.curves.min()), float(story.curves.max())

    def build(self) -> None:
        """Put the story on the page."""
        with box("section", "story") as section:
            section.style(f"--trough: {self._left(self.story.losing):.4g}%; --zero: {self._top(0.0):.4g}%")
            with box("ol"):
                for sentence in self.sentences():
                    Words("li", sentence[self.lang])
            with box("div", "drawing", role="img", aria_label=self._name()):
                box("div", "zero")
                with box("div", "others"):
                    ui.html(self._svg("other", self.story.curves[1:]), sanitize=False)
                with box("div", "own"):
                    ui.html(self._svg("own", self.story.curves[:1]), sanitize=False)
                for label, name in ((chart_words.LOSS, "loss"), (chart_words.GAIN, "gain")):
                    Words("span", label[self.lang]).classes(f"label {name}")
            with box("div", "row"):
                Words("span", words.EXAMPLE[self.lang])
                replay = Words("button", words.REPLAY[self.lang], type="button")
                replay.on("click", js_handler=_REPLAY)

    def sentences(self) -> list[Text]:
        """Return the four sentences of the story."""
        story = self.story
        own = {"name": story.name, "k": number(len(story.curves) - 1)}
        return [
            words.ALONE.format(x=sentences.amount(story.alone), **own),
            words.LOSS.format(m=sentences.months(story.losing), x=sentences.amount(story.extra), **own),
            words.EVEN.format(n=number(story.even)),
            words.GAIN.format(
                m=sentences.months(story.months), n=number(len(story.curves)), x=sentences.amount(story.gain)
            ),
        ]

    def _name(self) -> str:
        """Describe the drawing."""
        own = self.story.curves[0]
        ends = {"low": sentences.amount(float(own.min())), "high": sentences.amount(float(own[-1]))}
        return words.CHART.format(name=self.story.name, **ends)[self.lang]

    def _left(self, month: float) -> float:
        """Return the place of a month from the left [%]."""
        return 100.0 * month / self.story.months

    def _top(self, gain: float) -> float:
        """Return the place of an amount from the top [%]."""
        return 100.0 * (self.high - gain) / (self.high - self.low)

    def _svg(self, name: str, curves: Floats) -> str:
        """Return curves as SVG, stretched to fill the drawing; below zero they are shaded if it is one."""
        months = np.arange(curves.shape[1])
        lines = []
        for curve in curves:
            points = "L".join(f"{m},{self._top(float(gain)):.5g}" for m, gain in zip(months, curve, strict=True))
            lines.append(f'<path class="{name}" d="M{points}" vector-effect="non-scaling-stroke"/>')
        if len(curves) == 1:
            points = "L".join(f"{m},{self._top(float(min(gain, 0))):.5g}" for m, gain in enumerate(curves[0]))
            lines.insert(0, f'<path class="shade" d="M{points}Z"/>')
        size = f'viewBox="0 0 {self.story.months} 100" preserveAspectRatio="none"'
        return f'<svg {size} aria-hidden="true" focusable="false">{"".join(lines)}</svg>'
