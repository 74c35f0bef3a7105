# SPDX-License-Identifier: Apache-2.0
from ._command import compare as compare
from ._command import emergence as emergence
from ._command import run as run
from ._command import score_file as score_file
from ._result import Comparison as Comparison
from ._result import Emergence as Emergence
from ._result import Result as Result
from ._result import Status as Status
from ._score import edit_distance as edit_distance
from ._score import score as score
from ._server import start as start
from ._server import stop as stop
from .errors import LimitExceeded as LimitExceeded
from .errors import MalformedInput as MalformedInput
from .errors import ServerError as ServerError
from .errors import SundogError as SundogError

__version__: str
