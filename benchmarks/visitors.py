"""Somebody at a browser, over real HTTP: signs in, looks at pages, sends forms with their token."""

import http.client
import re
from email.message import Message
from urllib.parse import urlencode


class Visitor:
    """One browser with one session."""

    def __init__(self, port: int) -> None:
        self._client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies = self._token = ""
        self.answered = Message()  # the headers of the last answer

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

    def send_file(self, path: str, name: str, content: str) -> int:
        """The status of sending a file by the page's form."""
        edge = "----the-edge-of-a-part"
        about = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n{content}'
        token = f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{self._token}'
        body = "".join(f"--{edge}\r\n{part}\r\n" for part in (token, about)) + f"--{edge}--\r\n"
        return self._answer("POST", path, body, f"multipart/form-data; boundary={edge}")[0]

    def _send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        body = urlencode(form) if form else None
        return self._answer(method, path, body, "application/x-www-form-urlencoded")

    def _answer(self, method: str, path: str, body: str | None, kind: str) -> tuple[int, str]:
        headers = {"Content-Type": kind, "Cookie": self._cookies}
        self._client.request(method, path, body.encode() if body else None, headers)
        answer = self._client.getresponse()
        self.answered = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self._cookies = cookie.partition(";")[0]
        return answer.status, answer.read().decode()
