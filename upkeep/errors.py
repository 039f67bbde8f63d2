"""What cannot be done, said in a way that every language can be put to."""


class Refusal(Exception):  # noqa: N818 — it is an answer, not a fault
    """Something asked for cannot be done; `views` makes the sentence from the code.

    Attributes:
        code: fixed words `noun.reason`.
        values: what the sentence needs to name.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
