"""How the app is started: on this machine only, with the shipped settings, from any folder."""

import json
import sys
import tomllib
from collections.abc import Iterator

from nlp.errors import RefcheckError
from nlp.resources import shipped


def app_command(port: int) -> list[str]:
    """The command that runs the app.

    Args:
        port: port on this machine.

    Raises:
        RefcheckError: where the app or its settings are not there.
    """
    script = shipped("app.py")
    if not script.is_file():
        raise RefcheckError("The app is not here. Install the program again.")
    command = [sys.executable, "-m", "streamlit", "run", str(script), *_settings(), f"--server.port={port}"]
    # Last, so that no settings file can open the app to other machines.
    return [*command, "--server.address=localhost"]


def _settings() -> Iterator[str]:
    """The shipped settings as flags: they hold in any folder, whatever settings files lie there."""
    path = shipped(".streamlit/config.toml")
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RefcheckError("The app's settings cannot be read. Install the program again.") from error
    for section, options in table.items():
        for name, value in options.items():
            # Streamlit takes a list of servers as a repeated flag, and a list of sizes as JSON.
            values = value if section == "server" and isinstance(value, list) else [value]
            yield from (f"--{section}.{name}={v if isinstance(v, str) else json.dumps(v)}" for v in values)
