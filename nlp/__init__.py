"""Feedback on police safeguarding referrals, on your own machine."""

import os

# From 1.29 on, onnxruntime tells its maker about each process that imports it, and keeps an identifier in the home
# folder. It reads this once, when it is first imported, so it stands where nothing can be imported before it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
