"""A wire to a Postgres server that breaks when it is told to, with the answer on its way."""

import socket
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Thread

_PROTOCOL_3 = b"\0\3"


class CutWire:
    """Passes bytes on between desks and a server; `cut_after` requests it breaks once.

    The server has then done what was asked: only its answer is lost.
    """

    def __init__(self, url):
        self._server = url
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.cut_after = 0
        self.cuts = 0
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        """The server's address by way of this wire."""
        port = self._listening.getsockname()[1]
        through = self._server.set(host="127.0.0.1", port=port, query={})
        return through.render_as_string(hide_password=False)

    def close(self):
        self._listening.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                desk, _address = self._listening.accept()
                Thread(target=self._connect, args=(desk,), daemon=True).start()

    def _connect(self, desk):
        with closing(desk), closing(self._to_server()) as server:
            answers = Thread(target=self._answer, args=(server, desk), daemon=True)
            answers.start()
            with suppress(OSError):
                requests = _requests(partial(desk.recv, 65536))
                for asked, ends in requests:
                    if ends and self.cut_after > 1:
                        self.cut_after -= 1
                    server.sendall(asked)
            _shut(server)
            answers.join()

    def _answer(self, server, desk):
        with suppress(OSError):
            while answer := server.recv(65536):
                if self.cut_after == 1:
                    self.cut_after, self.cuts = 0, self.cuts + 1
                    break
                desk.sendall(answer)
        _shut(desk)

    def _to_server(self):
        folder = self._server.query.get("host", "")
        if folder.startswith("/"):
            path = Path(folder, f".s.PGSQL.{self._server.port or 5432}")
            to_server = socket.socket(socket.AF_UNIX)
            to_server.connect(str(path))
            return to_server
        return socket.create_connection((self._server.host, self._server.port or 5432))


def _requests(receive):
    """Cut what a desk sends into messages; a Query or a Sync ends a request, and is answered.

    https://www.postgresql.org/docs/current/protocol-message-formats.html
    """
    waiting, started = b"", False
    while more := receive():
        waiting += more
        while len(waiting) >= 5:
            head = 1 if started else 0  # the first messages have no letter
            length = head + int.from_bytes(waiting[head : head + 4])
            if len(waiting) < length:
                break
            message, waiting = waiting[:length], waiting[length:]
            yield message, started and message[:1] in (b"Q", b"S")
            started = started or message[4:6] == _PROTOCOL_3


def _shut(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
