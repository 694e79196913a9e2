"""Calls of HTTP that keep their connection, one a thread."""

import http.client
import json
import threading
import urllib.parse

from processes import Failed


def quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")


class Answer:
    def __init__(self, status: int, headers, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    def __repr__(self) -> str:
        return f"{self.status} {self.body[:300]!r}"


class Lost(Exception):
    """No answer came: nobody knows whether the call did anything."""


class Caller:
    """One server. Connections are kept; one that the server has closed meanwhile is made anew."""

    def __init__(self, address: str, headers: dict[str, str] | None = None, patience: float = 60):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port = parts.hostname, parts.port
        self.headers = headers or {}
        self.patience = patience
        self.local = threading.local()

    def call(self, method: str, path: str, body=None, headers: dict[str, str] | None = None) -> Answer:
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        fields = {**self.headers, **(headers or {})}
        if data is not None:
            fields.setdefault("Content-Type", "application/json")
        fields = {name: value for name, value in fields.items() if value is not None}
        fresh = getattr(self.local, "connection", None) is None
        try:
            return self._once(method, path, data, fields)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            # A kept connection may have been closed by the server at any time before; only what surely changed
            # nothing is asked again.
            if fresh or method not in ("GET", "PUT"):
                raise Lost(f"{method} {path}: {error!r}") from None
        try:
            return self._once(method, path, data, fields)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost(f"{method} {path}: {error!r}") from None

    def _once(self, method: str, path: str, data: bytes | None, fields: dict[str, str]) -> Answer:
        connection = getattr(self.local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=self.patience)
            self.local.connection = connection
        connection.request(method, path, data, fields)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())

    def close(self) -> None:
        connection = getattr(self.local, "connection", None)
        self.local.connection = None
        if connection is not None:
            connection.close()


def good(answer: Answer, what: str, *statuses: int):
    """The JSON of an answer of one of these statuses (any 2xx without)."""
    if answer.status not in statuses if statuses else not 200 <= answer.status < 300:
        raise Failed(f"{what}: {answer}")
    return answer.json
