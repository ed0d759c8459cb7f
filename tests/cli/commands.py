"""What commands there are."""

import typer

from nlp import cli


def commands():
    """Every command by its words, with the names of its options."""
    found = {}

    def walk(command, words):
        for name, sub in getattr(command, "commands", {}).items():
            walk(sub, [*words, name])
        if not hasattr(command, "commands"):
            options = {p.opts[0] for p in command.params if p.param_type_name == "option"}
            found[" ".join(words)] = options - {"--help"}

    walk(typer.main.get_command(cli.app), [])
    return found
