"""What a link leads to, recognised by its label, else by its address: paper, code, project page or something else."""

import re
from urllib.parse import urlsplit

from prunecat.entry import CodeLink
from prunecat.sources.markdown.facts.lexicon import words

PAPER, CODE, PROJECT, OTHER, ANCHOR, NAME = "paper", "code", "project", "other", "anchor", "name"
"""The kinds; NAME is a label that says nothing of a kind, so perhaps a title."""

_FRAMEWORKS = {
    name.lower(): name
    for name in """PyTorch Torch TensorFlow Keras Caffe Caffe2 MXNet JAX Chainer Theano PaddlePaddle MindSpore Jittor
    MATLAB Lua CUDA Julia Darknet Lasagne Python C++ MatConvNet tinygrad MLX SkimCaffe NumPy ONNX""".split()
}
_FRAMEWORKS |= {"pt": "PyTorch", "pytorch-lightning": "PyTorch", "tf": "TensorFlow", "tf2": "TensorFlow"}
_FRAMEWORKS |= {"gluon": "MXNet", "flax": "JAX", "paddle": "PaddlePaddle", "cpp": "C++"}
_CODE_WORDS = words("links", "code")
_PAPER_WORDS = words("links", "paper")
_PROJECT_WORDS = words("links", "project")
_OTHER_WORDS = words("links", "other")
_FILLER = words("links", "filler")
_LAST_WORDS = frozenset("paper pdf arxiv code github repo demo page website homepage slides video poster blog".split())
_VIDEO_HOSTS = re.compile(r"//(?:www\.)?(?:youtube\.com|youtu\.be|bilibili\.com|b23\.tv|vimeo\.com)/", re.IGNORECASE)
_WITH_CODE = re.compile(r"papers? with code|paperswithcode", re.IGNORECASE)
_PAPER_HOSTS = re.compile(
    r"arxiv\.org|ar5iv|alphaxiv|openreview\.net|doi\.org|dl\.acm\.org|ieee\.org|springer|sciencedirect|nature\.com|"
    r"science\.org|sciencemag|aclanthology|aclweb|thecvf\.com|cv-foundation|mlr\.press|jmlr|"
    r"neurips\.cc|nips\.cc|aaai\.org|ijcai\.org|mdpi\.com|wiley\.com|usenix\.org|biorxiv|medrxiv|semanticscholar|"
    r"researchgate|ecva\.net|isca-speech|tandfonline|sagepub|frontiersin|plos|pnas\.org|"
    r"iop\.org|aps\.org|hal\.|ssrn\.com|bmva|iclr\.cc|icml\.cc|mlsys\.org|worldscientific|siam\.org|mitpress|"
    r"direct\.mit\.edu|dblp\.|cell\.com|oup\.com|acs\.org|rsc\.org|ojs\.|scitepress|hindawi|"
    r"iacr\.org|isca-archive|interspeech|computer\.org|osti\.gov|citeseer|core\.ac\.uk|techrxiv|preprints\.org|"
    r"informs\.org|royalsocietypublishing|huggingface\.co/papers|emerald|vldb\.org|roboticsproceedings",
    re.IGNORECASE,
)
_CODE_HOSTS = re.compile(
    r"^(?:www\.)?(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org|gitee\.com|codeberg\.org|git\.io|sourceforge\.net|"
    r"code\.google\.com|gist\.github\.com)$",
    re.IGNORECASE,
)
_PEOPLE_PAGES = re.compile(
    r"scholar\.google|linkedin\.com|twitter\.com|//x\.com|/~\w+/?$|facebook\.com|dblp\.org/pid", re.IGNORECASE
)
_OFFICIAL = re.compile(
    r"\[A\]|\(A\)|\b(?:official|auth?ors?|anthor|official implementation|by authors?)\b|官方", re.IGNORECASE
)
_UNOFFICIAL = re.compile(
    r"\[O\]|\(O\)|\b(?:un-?official|non-?official|3rd|third[- ]party|re-?implement\w*|re-?impl|community|"
    r"reproduc\w+)\b|非官方",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\bsoon\b|\breleasing\b|in construction|to be (?:released|announced)|not released|即将|尚未|还未|coming",
    re.IGNORECASE,
)


def is_code_host(url: str) -> bool:
    """Whether an address leads to a repository or a file in one, not to a person's or a project's page."""
    parts = urlsplit_safely(url)
    if not _CODE_HOSTS.match(parts[0]):
        return False
    return parts[0].lower() in ("git.io", "gist.github.com") or parts[1].strip("/").count("/") > 0


def is_paper_host(url: str) -> bool:
    """Whether an address is of a publisher, an archive or a PDF file."""
    host, path = urlsplit_safely(url)
    return bool(_PAPER_HOSTS.search(f"{host}/{path.lstrip('/')[:40]}")) or (
        path.lower().endswith(".pdf") and not _CODE_HOSTS.match(host)
    )


def is_persons_page(url: str) -> bool:
    """Whether an address is a person's page or profile."""
    host, path = urlsplit_safely(url)
    profile = host.lower().removeprefix("www.") == "github.com" and path.strip("/").count("/") == 0
    return profile or bool(_PEOPLE_PAGES.search(url))


def urlsplit_safely(url: str) -> tuple[str, str]:
    """Host and path; both empty for what can't be an address."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return "", ""
    return parts.netloc.lower(), parts.path


def link_kind(label: str, url: str) -> str:
    """The kind of a link. Its label decides; where that says nothing, NAME."""
    if not url or url.startswith(("mailto:", "javascript:")) or _WITH_CODE.search(f"{label} {url}"):
        return OTHER
    if url.startswith("#"):
        return ANCHOR
    if _VIDEO_HOSTS.search(url):
        return OTHER
    words = label_words(label)
    if 1 < len(words) < 4 and words[-1] in _LAST_WORDS:
        # `VITA-1.5 Paper`, `Basic Demo`: the last word of such a label says what it leads to.
        words = words[-1:]
    if words and not label.startswith(("http://", "https://")):
        return _kind_by_words(set(words), url) if all(map(_is_known, words)) else NAME
    return _unless_other(url) if label else kind_by_address(url)


def _kind_by_words(words: set[str], url: str) -> str:
    """The kind that words tell, each of which is known."""
    words -= _FILLER - _CODE_WORDS
    if not words:
        return _unless_other(url)
    code = {word for word in words if word in _CODE_WORDS or _framework(word)}
    if code and not words & {"report", "page"} and (code - {"official", "source"} or code == words):
        return PAPER if words & {"paper", "pdf"} and not is_code_host(url) else CODE
    if words & _PROJECT_WORDS:
        return PROJECT
    if words & _OTHER_WORDS and not words & {"paper", "pdf"}:
        return OTHER
    return OTHER if words & {"code", "codes"} else PAPER


def _unless_other(url: str) -> str:
    """The kind by an address; a paper where that says nothing, for what else would a bare link be."""
    kind = kind_by_address(url)
    return PAPER if kind == OTHER else kind


def kind_by_address(url: str) -> str:
    """The kind of a link by its address alone."""
    if is_code_host(url):
        return CODE
    if is_paper_host(url):
        return PAPER
    host, _ = urlsplit_safely(url)
    return PROJECT if host.endswith(".github.io") else OTHER


def label_words(label: str) -> list[str]:
    """A label's words in lower case, without what is in brackets, numbers, signs and pictures."""
    inner = label.strip()
    while inner[:1] in "[(（【" and inner[-1:] in "])）】" and len(inner) > 2:
        inner = inner[1:-1].strip()
    bare = re.sub(r"[(\[（【][^()\[\]（）【】]*[)\]）】]?", " ", inner).strip() or inner
    found = re.findall(r"c\+\+|[^\W_]+(?:[-'’.&][^\W_]+)*", bare.lower())
    return [
        word
        for word in (re.sub(r"(?<=[^\W\d])[-_ ]?\d$", "", word) if word not in _FRAMEWORKS else word for word in found)
        if not re.fullmatch(r"[\d.]+(?:v\d)?", word)
    ]


def _is_known(word: str) -> bool:
    known = (
        word in _CODE_WORDS or word in _PAPER_WORDS or word in _PROJECT_WORDS or word in _OTHER_WORDS or word in _FILLER
    )
    return (
        known or _framework(word) is not None or bool(re.fullmatch(r"(?:paper|pdf|arxiv|code|github)[-\w.]*\d*", word))
    )


def _framework(word: str) -> str | None:
    return _FRAMEWORKS.get(re.sub(r"(?<![-.\d])[-.\d]+$", "", word)) or _FRAMEWORKS.get(word)


def code_link(label: str, url: str, after: str = "") -> CodeLink:
    """A code link with what its label and the text right after it say of framework, author, state and mark."""
    tag = re.match(r"\W*([\w+-]+)\W*$", after)
    words = re.findall(r"c\+\+|[a-z][\w-]*", f"{label} {tag[1] if tag else ''}".lower())
    framework = next((name for word in words if (name := _framework(word))), None)
    said = f"{label} {after}"
    origin = "unofficial" if _UNOFFICIAL.search(said) else "official" if _OFFICIAL.search(said) else None
    mark = re.search(r"([*~†‡])\s*[\])]*\s*$", label)
    status = "announced" if _ANNOUNCED.search(said) else "available"
    return CodeLink(framework=framework, origin=origin, url=url, status=status, mark=mark[1] if mark else None)
