from .cluster import Scheduler as Scheduler
from .design import Design as Design
from .design import load_design as load_design
from .design import make_design as make_design
from .run import Status as Status
from .run import read_status as read_status
from .run import run_sweep as run_sweep
from .store import open_sweep as open_sweep
