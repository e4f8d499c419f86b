"""Where a sound server listens, found without knocking: to knock may start one."""
# ruff: noqa: PTH110, PTH118 - never kept

import os
from collections.abc import Mapping

_SYSTEM_WIDE = "/run/pulse"


def pulse_server(env: Mapping[str, str]) -> str | None:
    """Return the PulseAudio server, or PipeWire in its place; None without one."""
    if told := env.get("PULSE_SERVER"):
        return told
    runtime = env.get("XDG_RUNTIME_DIR", "")
    folders = (
        env.get("PULSE_RUNTIME_PATH", ""),
        os.path.join(runtime, "pulse") if runtime else "",
        _SYSTEM_WIDE,
    )
    paths = (os.path.join(folder, "native") for folder in folders if folder)
    return next((f"unix:{path}" for path in paths if os.path.exists(path)), None)


def has_pipewire(env: Mapping[str, str]) -> bool:
    """Say whether a PipeWire server listens."""
    folder = env.get("PIPEWIRE_RUNTIME_DIR") or env.get("XDG_RUNTIME_DIR", "")
    name = env.get("PIPEWIRE_REMOTE") or "pipewire-0"
    return bool(folder) and os.path.exists(os.path.join(folder, name))
