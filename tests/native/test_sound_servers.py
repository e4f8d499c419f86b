"""Where sound servers are looked for."""

from pathlib import Path

from movebreak.native.sound_servers import has_pipewire, pulse_server


def test_told() -> None:
    """An address that is told counts as it is."""
    assert pulse_server({"PULSE_SERVER": "tcp:far"}) == "tcp:far"


def test_sockets(tmp_path: Path) -> None:
    """Else the server is where its socket is."""
    env = {"XDG_RUNTIME_DIR": str(tmp_path)}
    found = tmp_path / "pulse/native"
    assert pulse_server(env) != f"unix:{found}"
    assert not has_pipewire(env)
    found.parent.mkdir()
    found.touch()
    (tmp_path / "pipewire-0").touch()
    assert pulse_server(env) == f"unix:{found}"
    assert has_pipewire(env)
    assert has_pipewire({"PIPEWIRE_RUNTIME_DIR": str(tmp_path)})
    assert not has_pipewire({**env, "PIPEWIRE_REMOTE": "pipewire-9"})


def test_another_folder(tmp_path: Path) -> None:
    """PulseAudio may be told to use another folder."""
    (tmp_path / "native").touch()
    env = {"PULSE_RUNTIME_PATH": str(tmp_path)}
    assert pulse_server(env) == f"unix:{tmp_path / 'native'}"


def test_nothing_told() -> None:
    """Without any variable there is no PipeWire."""
    assert not has_pipewire({})
