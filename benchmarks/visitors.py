"""Somebody at a browser, over real HTTP: signs in, looks at pages, sends forms with their token."""

import http.client
import re
from urllib.parse import urlencode


class Visitor:
    """One browser with one session."""

    def __init__(self, port: int) -> None:
        self._client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies = self._token = ""

    def sign_in(self, name: str, password: str) -> int:
        """The status of signing in: 303 where the door opened."""
        self.get("/sign-in")
        status = self.post("/sign-in", name=name, password=password)
        self.get("/keys")
        return status

    def get(self, path: str) -> str:
        """The page."""
        page = self._send("GET", path)[1]
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        self._token = found[1] if found else self._token
        return page

    def post(self, path: str, **form: str) -> int:
        """The status of sending a form."""
        return self._send("POST", path, {"csrf_token": self._token, **form})[0]

    def _send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookies}
        self._client.request(method, path, urlencode(form) if form else None, kind)
        answer = self._client.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self._cookies = cookie.partition(";")[0]
        return answer.status, answer.read().decode()
