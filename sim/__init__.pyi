from . import figures as figures
from .analysis import audit as audit
from .analysis import best_groups as best_groups
from .analysis import compare as compare
from .analysis import decide as decide
from .analysis import discover as discover
from .analysis import explain as explain
from .analysis import j_curve as j_curve
from .analysis import load_lever_study as load_lever_study
from .analysis import read_cost_game as read_cost_game
from .analysis import share_cost as share_cost
from .dataset import simulate as simulate
from .errors import ScenarioError as ScenarioError
from .errors import SimError as SimError
from .games import CostGame as CostGame
from .model import Organization as Organization
from .model import Pool as Pool
from .model import PoolingModel as PoolingModel
from .scenario import load_scenario as load_scenario
from .scenario import parameters as parameters
from .sweep import load_design as load_design
from .sweep import make_design as make_design
from .sweep import open_sweep as open_sweep
from .sweep import run_sweep as run_sweep
from .vocabulary import Status as Status

__version__: str
