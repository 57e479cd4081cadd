"""Words sealed from the desk: whoever has this PC's key in their keyring opens them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from sqlalchemy import select

from desktop.data.db import Db
from desktop.data.secrets import key_of, new_key
from desktop.data.tables import release
from desktop.rules.refusal import Refused

_NONCE_BYTES = 12
NO_KEYRING = (
    "Not sealed. This PC has no keyring, so nobody else could be kept from reading it. "
    "Leave the reason empty."
)
NOT_HERE = "This reason is sealed. Only the PC on which it was written opens it."


def sealed(db: Db, *, text: str) -> str:
    """Seal words with this PC's key, made if there is none; Refused without a keyring."""
    key = key_of(_name(db)) or new_key(_name(db))
    if key is None:
        raise Refused(NO_KEYRING)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = token_bytes(_NONCE_BYTES)
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), None)).decode()


def opened(db: Db, *, words: str) -> str:
    """Open sealed words; Refused where this PC has not their key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, whole = key_of(_name(db)), urlsafe_b64decode(words)
    if key is None:
        raise Refused(NOT_HERE)
    try:
        read = AESGCM(key).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], None)
    except InvalidTag:
        raise Refused(NOT_HERE) from None
    return read.decode()


def _name(db: Db) -> str:
    return f"sealed reasons {db.value(select(release.c.uid))}"
