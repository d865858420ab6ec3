"""What each step shows to everybody, on the projector and beside the facilitator's controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.app.pages.opening import OpeningView
from sim.app.pages.results import ResultsView
from sim.app.pages.view import Update, no_update
from sim.app.steps import Step

if TYPE_CHECKING:
    pass


class StepView(OpeningView, ResultsView):
    """What the present step shows, without a control."""

    def build(self) -> Update:
        """Put the present step on the page; return what updates it while the step lasts."""
        makers = {
            Step.WELCOME: self._welcome,
            Step.ROOM: self._room,
            Step.PREDICT: self._predict,
            Step.ROUND: self._round,
            Step.REVEAL: self._reveal,
            Step.CURVE: self._curve,
            Step.LEVERS: self._levers,
            Step.COMPARE: self._compare,
            Step.WHO: self._who,
            Step.OWN: self._own,
            Step.HOME: self._home,
        }
        return makers[self.room.step]() or no_update
