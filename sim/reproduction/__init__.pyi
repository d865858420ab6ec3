from .difference import Difference as Difference
from .reproduce import Reproduction as Reproduction
from .reproduce import reproduce as reproduce
from .result import Result as Result
from .result import open_result as open_result
from .unpacking import Unpacked as Unpacked
from .unpacking import unpack as unpack
from .words import ReproductionError as ReproductionError
