"""Fewer bytes for slow lines: files of style and script, and pages, sent compressed."""

import gzip
import hashlib
import os
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from typing_extensions import override
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

_KINDS = {".css", ".js", ".svg", ".wasm", ".json", ".txt"}
# Below this the names of the headers weigh more than what is saved.
_WORTH = 300


class Files(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise is untyped
    """
    Serve static files, each compressed once and kept beside the data.

    What was compressed is named by its content: the next start, and the other web
    processes, find it there, and a new release never meets an old file.
    """

    @override
    def get_static_file(
        self, path: str, url: str, stat_cache: dict[str, os.stat_result] | None = None
    ) -> StaticFile:
        """Return a file with its compressed form, where it has one."""
        # While people work on files each is read anew for each request.
        packed = None if self.autorefresh else _packed(Path(path))
        if packed is None:
            return super().get_static_file(path, url, stat_cache)
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        return StaticFile(path, headers.items(), encodings={"gzip": str(packed)})


def _packed(file: Path) -> Path | None:
    """Return where the compressed form of a file is, made now if it was not."""
    if file.suffix not in _KINDS or file.stat().st_size < _WORTH:
        return None
    content = file.read_bytes()
    folder = settings.RETURNWELL_DATA / "compressed"
    kept: Path = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.gz"
    if not kept.exists():
        folder.mkdir(exist_ok=True)
        # Another process may be at the same file: each writes its own, the last wins.
        begun = kept.with_suffix(f".{os.getpid()}")
        begun.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
        begun.replace(kept)
    return kept


class Pages(GZipMiddleware):
    """
    Compress pages and nothing else: papers, photos and tables are sent as they are.

    A page is padded by a random number of bytes, and its form token is masked anew
    each time, so its length tells nobody what is in it.
    """

    @override
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return a page compressed, where its browser takes that."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith("text/html"):
            return response
        return super().process_response(request, response)
