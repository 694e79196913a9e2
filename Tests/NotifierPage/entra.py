"""An issuer of access tokens on this machine, with the documents by which Microsoft Entra's are checked."""

import base64
import http.server
import json
import pathlib
import subprocess
import threading
import time

AUDIENCE = "api://notifier"
ROLES = {"Notifier.Read": "read", "Notifier.Send": "send"}


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Entra:
    def __init__(self, folder: str):
        self.key = pathlib.Path(folder, "entra.pem")
        self._openssl("genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.key)
        modulus = self._openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().split("=")[1]
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k1", "e": "AQAB"}
        documents = {"/keys": {"keys": [{**key, "n": encoded(bytes.fromhex(modulus))}]}}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(documents.get(self.path, {})).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        documents["/metadata"] = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def _openssl(*words, given: bytes | None = None) -> bytes:
        return subprocess.run(["openssl", *map(str, words)], input=given, capture_output=True, check=True).stdout

    @property
    def settings(self) -> dict:
        """The part `entra` of the notifier's settings."""
        return {"tenant": "harbour", "audience": AUDIENCE, "metadata": f"{self.issuer}/metadata", "roles": ROLES}

    def token(self, *roles: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": AUDIENCE, "nbf": now - 60, "exp": now + 3600, "roles": list(roles)}
        parts = [{"alg": "RS256", "typ": "JWT", "kid": "k1"}, claims]
        text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        signature = self._openssl("dgst", "-sha256", "-sign", self.key, given=text.encode())
        return f"{text}.{encoded(signature)}"

    def end(self) -> None:
        self.server.shutdown()
