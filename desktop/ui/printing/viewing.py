"""PDFs that are being looked at: in a folder of this user's own, until the program is closed."""

import os
import shutil
import uuid
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import SignalInstance

from desktop import settings
from desktop.rules.refusal import Refused

FOLDER = "viewing"


def lay(folder: Path, pdf: bytes) -> Path:
    """Lay a PDF where nobody else can read it, under a name that says nothing."""
    where = folder / FOLDER
    file = where / f"{uuid.uuid4().hex}.pdf"
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(pdf)
    except OSError as error:
        with suppress(OSError):
            file.unlink()
        raise Refused(f"Not opened. {error.strerror}. Save it to another disk instead.") from None
    return file


def clear(folder: Path) -> None:
    """Delete every PDF that was looked at; one that a program still holds goes next time."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def delete_now_and_after(closed: SignalInstance) -> None:
    """Delete what an earlier run may have left, and what this one leaves once it is closed."""
    delete = partial(clear, settings.own_data_folder())
    delete()
    closed.connect(delete)
