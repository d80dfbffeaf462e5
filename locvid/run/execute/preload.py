"""What workers have in common, loaded once before they are forked: half their start, and memory.

Only what starts no thread when imported may stand here: a fork would lose the thread and keep its
locks. onnxruntime and torch start some.
"""

import contextlib
import gc
import os
from importlib import import_module

from locvid.model.errors import MissingDependency
from locvid.run.execute.worker import ONE_THREAD

LIBRARIES = ("scipy.signal", "locvid.drawing", "locvid.deliver.film", "locvid.verify.film")

os.environ |= ONE_THREAD

# Nothing that is loaded here is ever garbage: looking for some takes a tenth of the time.
gc.disable()
for library in LIBRARIES:
    # What is missing is told by the task that needs it.
    with contextlib.suppress(ImportError, MissingDependency):
        import_module(library)
gc.freeze()
gc.enable()
