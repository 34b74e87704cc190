"""What a gate is: a name, a sentence, and a method that returns how many passed and failed."""

from dataclasses import dataclass, field


@dataclass
class Result:
    """What a gate found.

    :param problems: one text for each thing that failed, in the order found
    """

    passed: int = 0
    problems: list = field(default_factory=list)

    @property
    def failed(self):
        """:return: how many things failed"""
        return len(self.problems)


@dataclass(frozen=True)
class Choice:
    """What the caller wants of a gate.

    :param file: one test file instead of all
    :param expression: pytest's -k
    """

    file: str = ""
    expression: str = ""


class Gate:
    """One thing that must hold.

    `name` is what --gate takes; `about` is what --list prints; `advice` is what to do when it
    fails.
    """

    name = ""
    about = ""
    advice = "Mend what is listed above and run this gate alone again."

    def run(self, env, choice):
        """:return: a `Result`
        :raise Failure: when the gate cannot do its work at all
        """
        raise NotImplementedError
