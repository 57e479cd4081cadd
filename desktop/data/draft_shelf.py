"""What was typed into a form and not saved, on this PC alone, sealed with a key of its keyring."""

import hmac
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes

from desktop.data import secrets

KEPT = timedelta(days=7)
_NONCE_BYTES = 12
_KEY = "drafts"
_ENDING = ".draft"

Values = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form: its name and title, since when, and only what was changed."""

    name: str
    title: str
    at: str
    values: Values


class DraftShelf:
    """Drafts in files of a folder, each sealed; without a key in memory alone.

    Neither what stands in a file nor what it is called says anything without the key.
    """

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self._folder, self._key = folder, key
        self._kept: dict[str, Draft] = {}

    def unlock(self, now: datetime) -> Mapping[str, Draft]:
        """Ask this PC's keyring for the key, which may take a while, and read what is kept."""
        self._key = secrets.key_of(_KEY) or secrets.new_key(_KEY)
        return self.read(now)

    def lasts(self) -> bool:
        """Say whether drafts are still there after the program has ended."""
        return self._key is not None

    def read(self, now: datetime) -> Mapping[str, Draft]:
        """Read what is kept; what is a week old, or cannot be opened, is thrown away."""
        for file in self._files():
            draft = self._opened(file)
            if draft and now - datetime.fromisoformat(draft.at) <= KEPT:
                self._kept[draft.name] = draft
            elif self._key:
                with suppress(OSError):
                    file.unlink()
        return dict(self._kept)

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of the last one of its form; a full disk keeps it in memory."""
        self._kept[draft.name] = draft
        if self._key is None:
            return
        file = self._file(draft.name)
        beside = file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._sealed(json.dumps(asdict(draft))))
            beside.replace(file)

    def drop(self, name: str) -> None:
        """Forget a draft; that there was none does not matter."""
        self._kept.pop(name, None)
        if self._key:
            with suppress(OSError):
                self._file(name).unlink()

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.glob(f"*{_ENDING}")) if self._key else []
        except OSError:
            return []

    def _file(self, name: str) -> Path:
        called = hmac.digest(self._key or b"", name.encode(), "sha256").hex()[:40]
        return self._folder / f"{called}{_ENDING}"

    def _sealed(self, text: str) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._key or b"").encrypt(nonce, text.encode(), None)

    def _opened(self, file: Path) -> Draft | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            whole = file.read_bytes()
            text = AESGCM(self._key or b"").decrypt(
                whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], None
            )  # fmt: skip
            return Draft(**json.loads(text))
        except (OSError, InvalidTag, ValueError, TypeError):
            return None
