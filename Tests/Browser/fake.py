"""A service that says anything: the page's own files, and under /_local/ whatever a test wants, as JSON or as bytes.

It checks nothing, so that nothing protects the page: no refusal, no Content-Security-Policy.
"""

import base64
import hashlib
import http.server
import json
import pathlib
import socket
import struct
import threading
import urllib.parse

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"
FOLDERS = [SOURCES / "LocalTeams/Web/Page", SOURCES / "TeamsPage/Page"]  # the page's own files, and the shared ones
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8"}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class FakeTeams:
    """Two people and rooms without number.

    `answers` replaces the answer to a path by a value, or by bytes as they are.
    """

    people = ["ines", "bo"]
    group_name = "Room 0"
    personal = False  # whether the rooms are personal chats with the bot

    def __init__(self):
        self.answers: dict[str, object] = {}
        self.posted: list[dict] = []
        self.deliveries: list[dict] = []  # what a message that is sent is answered with
        self.sockets: list[socket.socket] = []
        self.lock = threading.Lock()
        self.histories: dict[str, object] = {}
        self.number = 1_700_000_000_000
        self.rooms(1)
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def do_GET(self):
                service.get(self)

            def do_POST(self):
                length = int(self.headers.get("Content-Length", 0))
                service.post(self, json.loads(self.rfile.read(length) or b"null"))

            do_PUT = do_PATCH = do_DELETE = do_POST

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def kind(self) -> str:
        return "personal" if self.personal else "group"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def rooms(self, count: int) -> None:
        self.count = count
        self.histories = {f"19:room{number}@thread.v2": [] for number in range(count)}

    def next_id(self) -> str:
        self.number += 1
        return str(self.number)

    def call(self, *_, **__) -> None:
        """What a test of the real service asks for before it begins."""
        self.answers, self.posted, self.deliveries = {}, [], []
        self.rooms(1)

    def lift_limits(self) -> None:
        """Nothing here is throttled."""

    # Answers

    def workspace(self) -> dict:
        chats = [
            {"id": room, "kind": self.kind, "name": f"Room {number}", "members": self.people, "bots": ["b0"]}
            for number, room in enumerate(self.histories)
        ]
        return {
            "tenant": {"id": "t", "name": "Anything"},
            "clock": {"mode": "real", "now": "2026-11-20T08:00:00Z"},
            "users": [
                {"handle": "ines", "name": "Ines Okafor", "timeZone": "Europe/Stockholm"},
                {"handle": "bo", "name": "Bo Ek"},
            ],
            "bots": [{"appId": "b0", "name": "Chaos", "endpoint": "http://127.0.0.1:1/api/messages"}],
            "chats": chats,
            "teams": [],
            "installations": [],
        }

    def get(self, request) -> None:
        url = urllib.parse.urlsplit(request.path)
        path = urllib.parse.unquote(url.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if path == "/_local/stream":
            return self.stream(request)
        if path in self.answers:
            answer = self.answers[path]
            return self.reply(request, answer if isinstance(answer, bytes) else json.dumps(answer).encode())
        if path == "/_local/workspace":
            return self.reply(request, json.dumps(self.workspace()).encode())
        if path == "/_local/conversations":
            listed = [
                {
                    "id": each["id"],
                    "kind": self.kind,
                    "name": each["name"],
                    "members": each["members"],
                    "bots": each["bots"],
                }
                for each in self.workspace()["chats"]
            ]
            return self.reply(request, json.dumps(listed).encode())
        if path.startswith("/_local/conversations/"):
            history = self.histories.get(path.split("/")[3], [])
            if isinstance(history, bytes):
                return self.reply(request, b"[]" if "before" in query else history)
            return self.reply(request, json.dumps([] if "before" in query else history).encode())
        if path == "/_local/log":
            return self.reply(request, b"[]")
        for folder in FOLDERS:
            file = (folder / {"/": "index.html", "/cards": "cards.html"}.get(path, path.lstrip("/"))).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return self.reply(request, file.read_bytes(), KINDS[file.suffix])
        self.reply(request, PICTURE, "image/png")  # whatever picture a message names here, it is there

    def post(self, request, body) -> None:
        path = urllib.parse.unquote(request.path)
        self.posted.append({"path": path, "body": body})
        if path.endswith("/messages"):
            room = path.split("/")[3]
            message = {
                "id": self.next_id(),
                "from": {"kind": "user", "handle": body["as"], "name": body["as"]},
                "text": body["text"],
                "reactions": [],
            }
            self.send({"type": "message", "conversation": room, "message": message})
            return self.reply(request, json.dumps({"id": message["id"], "deliveries": self.deliveries}).encode())
        self.reply(request, b"{}")

    @staticmethod
    def reply(request, body: bytes, kind: str = "application/json") -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    # The live stream

    def stream(self, request) -> None:
        accept = hashlib.sha1(
            (request.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()
        ).digest()
        request.wfile.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + base64.b64encode(accept) + b"\r\n\r\n"
        )
        request.close_connection = True
        with self.lock:
            self.sockets.append(request.connection)
        while request.connection.recv(4096):  # until the page goes
            pass

    def send(self, *frames) -> None:
        """Gives frames, values or texts, to every page that listens."""
        data = bytearray()
        for frame in frames:
            text = (frame if isinstance(frame, str) else json.dumps(frame)).encode()
            length = len(text)
            data += (
                bytes([0x81])
                + (
                    bytes([length])
                    if length < 126
                    else struct.pack(">BH", 126, length)
                    if length < 65_536
                    else struct.pack(">BQ", 127, length)
                )
                + text
            )
        with self.lock:
            for each in list(self.sockets):
                try:
                    each.sendall(data)
                except OSError:
                    self.sockets.remove(each)
