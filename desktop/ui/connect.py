"""The dialog that finds the surgery's database: where it is, who asks, and whether it answers."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.data.changes import Unreachable, Unusable
from desktop.ui.look import current
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.combo import Combo
from desktop.ui.widgets.field import Field, Labelled
from desktop.ui.widgets.focus_overlay import FocusOverlay
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.notice import Notice

PORTS = range(1, 65536)


class Connect(QDialog):
    """Asks for a Postgres database and tries it; says in words what is wrong.

    Signals:
        connected: this database answered (str, its URL with the password).
    """

    connected = Signal(str)
    _tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, "connect")
        self._goes_on = False
        self.setObjectName("connect")
        self.setWindowTitle(self.tr("Connect to your surgery’s database"))
        self.server = Field(self.tr("Server"), hint=self.tr("for example db.surgery.local"))
        self.port = Field(self.tr("Port"), text="5432")
        self.database = Field(self.tr("Database"), text="crafternoon")
        self.user = Field(self.tr("User name"))
        self.password = Field(self.tr("Password"), hint=self.tr("goes into this PC’s keyring"))
        self.password.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.encryption = self._encryption()
        self.notice = Notice("info")
        self.notice.hide()
        self._test = PlainButton(self.tr("Test"))
        self._connect = PlainButton(self.tr("Connect"), kind="main", key="Enter")
        self._cancel = PlainButton(self.tr("Cancel"), key="Esc")
        self._lay_out()

        self._test.clicked.connect(partial(self._try, False))
        self._connect.clicked.connect(partial(self._try, True))
        self._cancel.clicked.connect(self.reject)
        self._connect.setDefault(True)
        self._tried.connect(self._on_tried)
        self.finished.connect(self._on_finished)
        self._ring = FocusOverlay(self)

    def url(self) -> str:
        """Return the address as it stands in the boxes, with its password."""
        name, password = (quote(box.text(), safe="") for box in (self.user.box, self.password.box))
        who = f"{name}:{password}" if password else name
        where = f"{self._host()}:{self.port.text().strip()}"
        mode = self.encryption.currentData()
        return f"postgresql://{who}@{where}/{quote(self.database.text().strip())}?sslmode={mode}"

    def _encryption(self) -> Combo:
        modes = {
            "require": self.tr("Encrypted"),
            "verify-full": self.tr("Encrypted, and the server’s certificate is checked"),
            "prefer": self.tr("Encrypted if the server can"),
            "disable": self.tr("Not encrypted: only on this computer"),
        }
        combo = Combo("lock-simple")
        for mode, words in modes.items():
            combo.addItem(words, mode)
        return combo

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[current().px(24)] * 4)
        column.setSpacing(current().px(12))
        column.addWidget(Label(self.windowTitle(), "title", wrap=True))
        column.addLayout(_side_by_side((self.server, 3), (self.port, 1)))
        column.addWidget(self.database)
        column.addLayout(_side_by_side((self.user, 1), (self.password, 1)))
        column.addWidget(Labelled(self.tr("Encryption"), self.encryption))
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._test)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._connect)
        column.addLayout(row)
        self.setMinimumWidth(current().px(600))

    def _host(self) -> str:
        host = self.server.text().strip()
        return f"[{host}]" if ":" in host else quote(host)

    def _wrong(self) -> bool:
        """Say under each box what is missing; whether anything is."""
        port = self.port.text().strip()
        said = {
            self.server: "" if self.server.text().strip() else self.tr("Which server is it?"),
            self.port: ""
            if port.isdecimal() and int(port) in PORTS
            else self.tr("A port is a number, mostly 5432."),
            self.database: "" if self.database.text().strip() else self.tr("What is it called?"),
            self.user: "" if self.user.text() else self.tr("Which user name is it?"),
        }
        for field, sentence in said.items():
            field.refuse(sentence)
        wrong = next((field for field, sentence in said.items() if sentence), None)
        if wrong:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is not None

    def _try(self, goes_on: bool) -> None:
        if self._wrong():
            return
        self._goes_on = goes_on
        self._show("info", self.tr("Asking the server. This can take a few seconds."))
        for button in (self._test, self._connect):
            button.setEnabled(False)
        future = self._worker.submit(_look_at, self.url())
        future.add_done_callback(self._tried.emit)

    @Slot(object)
    def _on_tried(self, future: "Future[str]") -> None:
        for button in (self._test, self._connect):
            button.setEnabled(True)
        try:
            self._show("good", future.result())
        except (Unreachable, Unusable) as no:
            self._show("refuse", str(no))
            return
        if self._goes_on:
            self.accept()
            self.connected.emit(self.url())

    @Slot()
    def _on_finished(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _show(self, kind: str, sentence: str) -> None:
        self.notice.show_sentence(kind, sentence)
        self.notice.show()


def _look_at(url: str) -> str:
    from desktop.data import opening

    return opening.look_at(url)


def _side_by_side(*fields: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field, share in fields:
        row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return row
