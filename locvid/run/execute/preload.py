"""What workers have in common, loaded once before they are forked: half their start, and memory.

Only what starts no thread when imported may stand here: a fork would lose the thread and keep its
locks. onnxruntime and torch start some.
"""

import gc
import os

from locvid.run.execute.worker import ONE_THREAD

os.environ |= ONE_THREAD

# Nothing that is loaded here is ever garbage: looking for some takes a tenth of the time.
gc.disable()

import scipy.signal  # noqa: F401
import skia  # noqa: F401

import locvid.deliver.film
import locvid.verify.film  # noqa: F401

gc.freeze()
gc.enable()
