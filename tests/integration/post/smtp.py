"""A mail server on loopback, just enough of one (RFC 5321): it takes letters, or refuses as it is told."""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from threading import Thread


class MailServer(socketserver.ThreadingTCPServer):
    """`letters` are those it took. `answers` says what to answer to a command instead of yes: {"RCPT": "550 no"}."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[Message] = []
        self.conversations = 0
        self.answers: dict[str, str] = {}
        self.on_letter: Callable[[], None] = lambda: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def readers(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.conversations += 1
        self.say("220 ready")
        while line := self.rfile.readline():
            command = line[:4].decode().upper().strip()
            if command in self.server.answers:
                self.say(self.server.answers[command])
            elif command == "DATA":
                self.take_letter()
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")

    def take_letter(self) -> None:
        self.say("354 go on")
        data = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            data += line.removeprefix(b".")
        self.server.letters.append(message_from_bytes(data, policy=default))
        self.server.on_letter()
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def listening() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
