"""A small identity service as a council runs one (OpenID Connect), on this machine."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "extramile", "a secret that both know, long enough to sign"


@dataclass
class Service:
    """The service, and who is signed in to it."""

    address: str
    who: dict[str, Any]
    asked: list[str] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, Any]:
        """Return what an installation is told of it."""
        app = {
            "provider_id": "organisation",
            "name": "Ashcombe council",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.address},
        }
        return {"openid_connect": {"APPS": [app]}}


@contextmanager
def identity_service(**who: Any) -> Iterator[Service]:
    """Run the service while a test lasts; it vouches for `who`."""
    service = Service("", {"sub": "1234", **who})

    class Answers(BaseHTTPRequestHandler):
        """Its five addresses."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            service.asked.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
                found = {f"{name}_endpoint": f"{service.address}/{path}" for name, path in names.items()}
                self.say({"issuer": service.address, "jwks_uri": f"{service.address}/keys", **found})
            elif parts.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                assert asked["client_id"] == CLIENT
                self.send_response(302)
                back = urlencode({"code": "a-code", "state": asked["state"]})
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            elif parts.path == "/userinfo" and self.headers["Authorization"] == "Bearer a-token":
                self.say(service.who)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            service.asked.append(self.path)
            if (sent["code"], sent["client_secret"]) != (["a-code"], [SECRET]):
                self.send_error(403)
                return
            now = int(time.time())
            said = {"iss": service.address, "aud": CLIENT, "iat": now, "exp": now + 60, **service.who}
            token = jwt.encode(said, SECRET, algorithm="HS256")
            self.say({"access_token": "a-token", "token_type": "Bearer", "id_token": token})

        def say(self, content: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
