"""Somebody at their browser, over HTTP, who has patience: what brings no answer they send again."""

from __future__ import annotations

import re
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from threading import Event
from time import sleep
from urllib.parse import urlencode

from tests.factories import PASSWORD

PATIENCE = 30
"""Seconds to wait for an answer."""
HOME = "/c/nordbank"


class DayOverError(Exception):
    """The server is gone and does not come back."""


class Browser:
    """Just enough of one: somebody signed in, their forms with the token, and their patience with a slow line."""

    def __init__(self, port: int, over: Event, name: str, first: str = f"{HOME}/news") -> None:
        """Sign somebody in by the part of their sign-in name before the @, and open a `first` page."""
        self.port, self.over = port, over
        self.cookies: SimpleCookie = SimpleCookie()
        self.token = ""
        self.signed_in = False
        self.get("/sign-in")
        self.post("/sign-in", name=f"{name}@example.test", password=PASSWORD)
        self.get(first)
        self.signed_in = True

    def get(self, path: str) -> str:
        """Fetch a page and remember its token."""
        page, _head = self._ask("GET", path)
        found = re.search(r'name="csrf-token"\s+content="([^"]+)"|name="csrf_token"[^>]*value="([^"]+)"', page)
        self.token = next(filter(None, found.groups())) if found else self.token
        return page

    def post(self, path: str, **fields: object) -> str:
        """Send a form and return where it leads, without going there."""
        body = urlencode({"csrf_token": self.token, **fields})
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")[1].get("Location", "")

    def post_once(self, path: str, **fields: object) -> None:
        """Send a form that is refused once it is done: sent again, that says that it was done the first time."""
        body = urlencode({"csrf_token": self.token, **fields})
        self._ask("POST", path, body, "application/x-www-form-urlencoded", once=True)

    def upload(self, path: str, text: str) -> str:
        """Send a form with a file and return where it leads."""
        parts = [
            f'name="csrf_token"\r\n\r\n{self.token}',
            f'name="file"; filename="people.csv"\r\nContent-Type: text/csv\r\n\r\n{text}',
        ]
        body = "".join(f"--part\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--part--\r\n"
        return self._ask("POST", path, body, "multipart/form-data; boundary=part")[1].get("Location", "")

    def _ask(
        self, method: str, path: str, body: str = "", content: str = "text/plain", *, once: bool = False
    ) -> tuple[str, HTTPMessage]:
        """Ask until there is an answer, as people do whose page does not come: with the very same form."""
        again = False
        while not self.over.is_set():
            try:
                status, page, head = self._try(method, path, body, content)
            except (OSError, HTTPException):
                sleep(0.02)
                again = True
                continue
            assert status < 400 or (once and again and status == 409), f"{method} {path}: {status} {page}"
            return page, head
        raise DayOverError()

    def _try(self, method: str, path: str, body: str, content: str) -> tuple[int, str, HTTPMessage]:
        head = {
            "Cookie": self.cookies.output(attrs=[], header="", sep=";").strip(),
            "Content-Type": content,
            "Referer": f"http://127.0.0.1:{self.port}/",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, path, body.encode(), head)
            answer = line.getresponse()
            page = answer.read().decode()
        if not self.signed_in:  # what later answers say in cookies is for pages that nobody looks at
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(cookie)
        return answer.status, page, answer.headers
