"""Turns HTML into tagged PDF (PDF/UA-1), one document after another, for the process that started it.

The socket on standard input carries frames both ways: four bytes of length, most significant first, then the content. The
first frame in is the stylesheet of every document; the first frame out says that all is ready. Each further frame in is a
document; the answer is a frame that begins with one byte, P for a PDF or E for words about what went wrong. Nothing is
fetched: no network, no files but the program's own and the fonts.
"""

import logging
import os
import resource
import socket
import struct
import sys

LIMIT = 64 * 1024 * 1024
channel = socket.socket(fileno=os.dup(0))


def receive(count):
    content = bytearray()
    while len(content) < count:
        part = channel.recv(min(count - len(content), 1 << 20))
        if not part:
            sys.exit(0)
        content += part
    return bytes(content)


def frame():
    (length,) = struct.unpack(">I", receive(4))
    if length > LIMIT:
        sys.exit(3)
    return receive(length)


def answer(content):
    channel.sendall(struct.pack(">I", len(content)) + content)


import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


class Nothing(URLFetcher):
    def fetch(self, url, headers=None):
        raise ValueError("nothing is fetched")


fetcher = Nothing()
fonts = FontConfiguration()
stylesheet = weasyprint.CSS(
    string=frame().decode("utf-8"), base_url="about:blank", url_fetcher=fetcher, font_config=fonts
)


def render(html):
    document = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=fetcher, media_type="print")
    return document.write_pdf(stylesheets=[stylesheet], font_config=fonts, pdf_variant="pdf/ua-1")


render("<!DOCTYPE html><html lang=zh><title>合</title><h1>合符</h1><p lang=en>ready")

# From here on a document that finds a way around the fetcher meets these.
readable = tuple(
    os.path.realpath(path) + os.sep for path in {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), "/usr/share"}
)


def guard(event, arguments):
    if event == "open":
        path, mode = arguments[0], arguments[1]
        if isinstance(path, int):
            return
        path = os.path.realpath(os.fsdecode(path))
        if (isinstance(mode, str) and set(mode) & set("wax+")) or not path.startswith(readable):
            raise PermissionError("no file is read or written here")
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.", "os.exec", "os.fork",
                           "os.posix_spawn", "os.system", "os.remove", "os.rename", "shutil.", "urllib.", "ftplib.")):
        raise PermissionError("nothing outside is reached from here")


sys.addaudithook(guard)
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
answer(weasyprint.__version__.encode())

while True:
    html = frame()
    try:
        answer(b"P" + render(html.decode("utf-8")))
    except MemoryError:
        sys.exit(4)
    except Exception as error:  # One document that cannot be set is no reason to end.
        answer(b"E" + f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:500])
