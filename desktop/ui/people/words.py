"""What the answers about a person are called, on the form and on the page."""

from PySide6.QtCore import QObject


class Words(QObject):
    """The choices of the form, each with its words in the language of the window."""

    def registered(self) -> list[tuple[str, str]]:
        """Say where somebody is registered."""
        return [
            ("not known", self.tr("Not known")), ("here", self.tr("Registered here")),
            ("elsewhere", self.tr("Registered elsewhere")),
            ("not a patient", self.tr("Not a patient")),
        ]  # fmt: skip

    def reach_by(self) -> list[tuple[str, str]]:
        """Say how somebody wants to be reached."""
        return [
            ("", self.tr("Not asked")), ("phone", self.tr("Phone")), ("text", self.tr("Text")),
            ("letter", self.tr("Letter")), ("email", self.tr("Email")),
            ("in person", self.tr("In person")),
        ]  # fmt: skip

    def message_ok(self) -> list[tuple[str, str]]:
        """Say whether a message may be left."""
        return [
            ("not asked", self.tr("Not asked")), ("yes", self.tr("Yes")), ("no", self.tr("No")),
        ]  # fmt: skip

    def ride(self) -> list[tuple[str, str]]:
        """Say which way somebody needs a ride."""
        return [
            ("not asked", self.tr("Not asked")), ("none", self.tr("Makes their own way")),
            ("there", self.tr("Here, not home")), ("home", self.tr("Home, not here")),
            ("both", self.tr("Here and home")),
        ]  # fmt: skip
