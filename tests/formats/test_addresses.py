"""Where the paper, its PDF and its code are."""

import pytest

from prunecat.entry import CodeLink, Entry
from prunecat.formats import addresses

CVF = "https://openaccess.thecvf.com/content/ICCV2023"


@pytest.mark.parametrize(
    ("values", "paper", "pdf", "code"),
    [
        ({"url": "https://a.org/x"}, "https://a.org/x", None, None),
        ({"url": "https://a.org/x.pdf?y=1"}, "https://a.org/x.pdf?y=1", "https://a.org/x.pdf?y=1", None),
        ({"url": "papers/x.pdf", "doi": "10.1234/w"}, "https://doi.org/10.1234/w", None, None),
        ({"doi": "10.1234/<a>#b?c(1:2)"}, "https://doi.org/10.1234/%3Ca%3E%23b%3Fc(1:2)", None, None),
        ({"url": "javascript:alert(1)//.pdf"}, None, None, None),
        ({"fields": (("pdf", "https://b.org/pdf/1"),)}, None, "https://b.org/pdf/1", None),
        ({"arxiv": "2001.00001"}, None, "https://arxiv.org/pdf/2001.00001", None),
        ({"openreview": "aBc"}, None, "https://openreview.net/pdf?id=aBc", None),
        ({"url": f"{CVF}/html/A_paper.html"}, f"{CVF}/html/A_paper.html", f"{CVF}/papers/A_paper.pdf", None),
        ({"code": (CodeLink(url="x"), CodeLink(url="https://c.org"))}, "https://c.org", None, "https://c.org"),
    ],
)  # fmt: skip
def test_addresses(values: dict[str, object], paper: str | None, pdf: str | None, code: str | None) -> None:
    entry = Entry(id="a", section="other", title="A", **values)  # type: ignore[arg-type]  # any field may be given
    assert (addresses.paper(entry), addresses.pdf(entry), addresses.code(entry)) == (paper, pdf, code)
