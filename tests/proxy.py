"""A wire to a Postgres server that fails when it is told to: cut, answers swallowed, or stuck."""

import socket
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread

_PROTOCOL_3 = b"\0\3"
CUT, SWALLOW, HOLD, HOLD_ANSWER = "cut", "swallow", "hold", "hold the answer"
WAYS = (CUT, SWALLOW, HOLD, HOLD_ANSWER)


class Proxy:
    """Passes messages on between desks and a server, and fails once, at the message told.

    CUT: the message is lost and both ends hear it. SWALLOW: it is passed on, the answer is lost,
    and both ends hear it. HOLD: the message goes nowhere and nobody hears anything: the server
    keeps the connection and waits. HOLD_ANSWER: it is passed on, but no answer comes back.
    """

    def __init__(self, url):
        self._server = url
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._flows, self._closed = Event(), Event()
        self._flows.set()
        self._way, self._left, self._ends_only = "", 0, False
        self.seen, self.failures = 0, 0
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        """The server's address by way of this wire."""
        port = self._listening.getsockname()[1]
        through = self._server.set(host="127.0.0.1", port=port, query={})
        return through.render_as_string(hide_password=False)

    def fail(self, way, number, *, whole_requests=False):
        """Fail at this message from now, the first is 1; or count only those that are answered."""
        self.seen, self.failures = 0, 0
        self._way, self._left, self._ends_only = way, number, whole_requests

    def mend(self):
        """Fail no more."""
        self._way = ""

    def stall(self):
        """Hold up all there is and all who come, as a network does that is gone."""
        self._flows.clear()

    def go_on(self):
        """Let everything through that was held up by `stall`."""
        self._flows.set()

    def close(self):
        self._closed.set()
        self._flows.set()
        self._listening.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                desk, _address = self._listening.accept()
                Thread(target=self._connect, args=(desk,), daemon=True).start()

    def _connect(self, desk):
        self._flows.wait()
        line = _Line(desk, self._to_server())
        with closing(desk), closing(line.server):
            answers = Thread(target=self._answer, args=(line,), daemon=True)
            answers.start()
            with suppress(OSError):
                self._ask(line)
            if line.held.is_set():
                self._closed.wait()  # the server hears nothing, not even that the desk has gone
            line.end()
            answers.join()

    def _ask(self, line):
        for message, ends, started in _requests(partial(line.desk.recv, 65536)):
            self._flows.wait()
            way = self._way_of(ends) if started else ""
            if way in (SWALLOW, HOLD_ANSWER):
                line.deaf.set()
            if way in (HOLD, HOLD_ANSWER):
                line.held.set()
            if way not in (CUT, HOLD):
                line.server.sendall(message)
            if way in (CUT, HOLD):
                return
            # What was swallowed is still to be worked off by the server: it may be a COMMIT.

    def _way_of(self, ends):
        if not ends and self._ends_only:
            return ""
        self.seen += 1
        if not self._way or self.seen != self._left:
            return ""
        way, self._way = self._way, ""
        self.failures += 1
        return way

    def _answer(self, line):
        with suppress(OSError):
            while answer := line.server.recv(65536):
                self._flows.wait()
                if line.deaf.is_set():
                    if line.held.is_set():
                        continue
                    break
                line.desk.sendall(answer)
        line.end_desk()

    def _to_server(self):
        folder = self._server.query.get("host", "")
        if folder.startswith("/"):
            path = Path(folder, f".s.PGSQL.{self._server.port or 5432}")
            to_server = socket.socket(socket.AF_UNIX)
            to_server.connect(str(path))
            return to_server
        return socket.create_connection((self._server.host, self._server.port or 5432))


class _Line:
    """One connection of a desk and what has become of it."""

    def __init__(self, desk, server):
        self.desk, self.server = desk, server
        self.deaf, self.held = Event(), Event()

    def end(self):
        _shut(self.server)

    def end_desk(self):
        _shut(self.desk)


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
            asks = started and message[:1] not in (b"p", b"X")  # neither a password nor goodbye
            yield message, asks and message[:1] in (b"Q", b"S"), asks
            started = started or message[4:6] == _PROTOCOL_3


def _shut(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
