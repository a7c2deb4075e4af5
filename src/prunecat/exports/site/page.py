"""The page put together: its data, its style and its script in one HTML file that lets nothing else run.

The policy in the page's head (Content Security Policy, level 3) names the hashes of the one script and the one style,
and forbids every request. What comes from a catalogue is text in HTML, or JSON in a block that no browser runs.
"""

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import quote

from prunecat.exports.site.bundle import bundle
from prunecat.formats.json import escaped
from prunecat.formats.plain import plain, web_link

_ASSETS = files("prunecat.exports.site").joinpath("assets")
_STYLES = ("base.css", "controls.css", "facets.css", "cards.css", "table.css", "media.css")
"""The files of the style; what stands later outranks what stands before."""
_START = "page/main.js"
_IN_URL = '<>"=/ :;,.(){}?!*+-'
"""Signs of SVG that browsers take in a URL as they are."""


def page(data: Mapping[str, Any], later: Mapping[str, Any], charts: str, told: str) -> str:
    """The whole HTML.

    `data` are there when the page is drawn, `later` are packed blocks that the script reads when it needs them.
    `charts` is an SVG picture, empty for none, and `told` what it shows, in words.
    """
    style = "\n".join(_asset(f"page/{name}") for name in _STYLES)
    script = bundle(_asset, _START)
    about = data["about"]
    title = about["title"]
    return Template(_asset("page.html")).substitute(
        policy=(
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        title=escape(title),
        description=escape(about.get("description", title)),
        about=f"<p class=about>{escape(about['description'])}</p>" if about.get("description") else "",
        source=_source(about),
        program=escape(data["program"]),
        style=style,
        script=script,
        charts=_charts(charts, told),
        list="\n".join(map(_item, data["entries"])),
        catalogue=_json(data),
        packed="\n".join(_packed(name, value) for name, value in later.items()),
    )


def _asset(name: str) -> str:
    """The text of a file of the page."""
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _json(value: object) -> str:
    """A value as JSON that no HTML can end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escaped(text.replace("<", "\\u003c"))


def _packed(name: str, value: object) -> str:
    """A block of a value as JSON, compressed: what names and words repeat is a quarter of its size then."""
    return (
        f'<script type="text/plain" id="{name}">{b64encode(zlib.compress(_json(value).encode(), 9)).decode()}</script>'
    )


def _item(entry: Mapping[str, Any]) -> str:
    """An entry's line in the list that is read where no script runs."""
    where = " ".join(str(entry[name]) for name in ("venue", "year") if name in entry)
    return f"<li>{_link(entry['title'], entry.get('url'))}{f' {escape(where)}' if where else ''}</li>"


def _source(about: Mapping[str, str]) -> str:
    source = about.get("source")
    return f"<p>From {_link(source.removeprefix('https://'), source)}</p>" if source else ""


def _link(text: str, url: str | None) -> str:
    target = web_link(url)
    shown = escape(plain(text))
    return f'<a href="{escape(target)}">{shown}</a>' if target else shown


def _charts(svg: str, told: str) -> str:
    """The picture, folded in; it can be moved sideways where the screen is narrower."""
    if not svg:
        return ""
    return (
        "<details class=charts><summary>Charts</summary>"
        '<div class=picture role=region aria-label="Charts" tabindex=0>'
        f"<img loading=lazy alt=\"{escape(told)}\" src='{_url_of(svg)}'></div></details>"
    )


def _url_of(svg: str) -> str:
    """A picture as a URL that stands between apostrophes: a quarter shorter than in base64."""
    return f"data:image/svg+xml;charset=utf-8,{quote(svg, safe=_IN_URL)}"
