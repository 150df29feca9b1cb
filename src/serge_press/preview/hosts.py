"""Who may ask: the names under which the preview is reached. A page of another site must learn nothing.

A browser sends the name it believes to speak to (Host, RFC 9110 section 7.2) and, for most requests of scripts, the site the
script came from (Origin, RFC 6454 section 7; Sec-Fetch-Site, W3C Fetch Metadata). A foreign name that was made to point at
this machine shows in all three.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from email.message import Message

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names of one server. ``bound`` is the address it listens at, as the author gave it."""

    bound: str
    port: int

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name, colon, port = host.rpartition(":")
        if not colon or host.endswith("]"):
            name, port = host, "80"
        if port != str(self.port):
            return False
        name = name.lower()
        if name in LOOPBACK or name == bracketed(self.bound).lower():
            return True
        # bound to every address of the machine: any address may be meant, and the machine's own name, but no other name
        return self.bound in _EVERYWHERE and (_is_address(name.strip("[]")) or name == socket.gethostname().lower())

    def allows(self, headers: Message) -> bool:
        """Whether a request with these headers may be answered."""
        if not self.knows(headers.get("Host", "")):
            return False
        origin = headers.get("Origin")
        if origin is not None and not (origin.startswith("http://") and self.knows(origin.removeprefix("http://"))):
            return False
        site = headers.get("Sec-Fetch-Site", "none")
        # a link from elsewhere may lead here; nothing else may come from elsewhere
        opened = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
        return site in ("none", "same-origin") or opened


def is_loopback(host: str) -> bool:
    """Whether a name or address is reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bracketed(host: str) -> str:
    """The host as it stands in an address: IPv6 in square brackets (RFC 3986, section 3.2.2)."""
    return f"[{host.strip('[]')}]" if ":" in host else host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
