"""One tree of errors. Each message is plain English and says what to do next."""


class RefcheckError(Exception):
    """Anything that this program refuses to do, with the reason."""


class InputError(RefcheckError):
    """A text that cannot be reviewed.

    Args:
        kind: short machine-readable reason, such as ``empty`` or ``too_long``.
        message: what is wrong and what to do, for the person who pasted the text.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class RuleError(RefcheckError):
    """A rule file that breaks the schema.

    Args:
        file: name of the rule file.
        rule: id of the rule, or its position where it has none.
        problem: what is wrong and what would be legal.
    """

    def __init__(self, file: str, rule: str, problem: str) -> None:
        super().__init__(f"{file}, rule {rule}: {problem}")
        self.file = file
        self.rule = rule
        self.problem = problem


class ModelError(RefcheckError):
    """A model file that is absent, altered or of another version."""


class SettingsError(RefcheckError):
    """A settings file that cannot be used."""


class OutcomeError(RefcheckError):
    """Outcomes from which nothing sound can be learnt or said, with the reason and the remedy."""
