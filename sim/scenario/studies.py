"""Tables of a scenario file that describe a study of it; the command of the same name makes the study."""

from typing import Final

SWEEP: Final = "sweep"
"""Name of the table that defines a sweep."""
DECIDE: Final = "decide"
"""Name of the table that lists levers to decide on."""
CALIBRATE: Final = "calibrate"
"""Name of the table that defines a calibration."""
STUDIES: Final = (SWEEP, DECIDE, CALIBRATE)
"""All of them."""
