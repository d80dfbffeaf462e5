"""What workers have in common, loaded once before they are forked: half their start, and memory.

Only libraries that start no thread when imported may stand here: a fork would lose the thread and
keep its locks. onnxruntime and torch start some.
"""

import os

from locvid.run.execute.worker import ONE_THREAD

os.environ |= ONE_THREAD

import cv2  # noqa: F401
import scipy.signal  # noqa: F401
import skia  # noqa: F401
