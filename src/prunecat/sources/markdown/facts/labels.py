"""What a column or a labelled line holds, told by its header."""

import re

TITLE, NAME, PAPER, VENUE, YEAR, DATE, TYPE, CODE, LINKS, AUTHORS, IGNORED = (
    "title", "name", "paper", "venue", "year", "date", "type", "code", "links", "authors", "ignored",
)  # fmt: skip
"""The roles. PAPER is a header such as `Paper`, over titles in one list and over links in the next."""

_ROLES = {
    TITLE: """title | paper title | titles | title of paper | 标题 | 题目 | 论文标题 | 论文题目 | 论文名称 |
        paper name | name of paper | publication title | title link""",
    NAME: """name | method | methods | model | models | algorithm | approach | abbreviation | abbr | acronym |
        short name | alias | nickname | 方法 | 模型 | 名称 | repo name | tool | tools | library | package | software |
        project name | technique | framework name | algorithm name | method name | model name | 系统""",
    PAPER: """paper | papers | article | articles | 论文 | paper link | paper links | pdf | link to paper | arxiv |
        arxiv link | paper url | publication | publications | 原文 | 论文链接 | 论文下载 | 论文下载链接 | 论文地址 |
        reference | references | arxiv id | preprint | doi | pdf link | paper pdf | read paper""",
    VENUE: """venue | venues | conference | conferences | journal | journals | conf | publisher | published in |
        source | where | proceedings | 会议 | 期刊 | 来源 | 刊物 | 出处 | venue year | pub | publication venue |
        published at | journal conference | conference journal | conf journal | accepted | accepted by |
        appeared in | publish | publisher year | venue name | 发表 | 会议期刊 | booktitle | published | 出版""",
    YEAR: """year | years | 年份 | 年 | publication year | year of publication | yr | 发表年份""",
    DATE: """date | publish date | published date | pub date | time | submitted | submission date | 日期 | 时间 |
        released | release date | publication date | month | 发表时间 | date of publication | released time |
        first submitted | arxiv date | update""",
    TYPE: """type | types | pruning type | type of pruning | prune type | granularity | sparsity type |
        structure type""",
    CODE: """code | codes | github | implementation | implementations | repo | repository | source code | 代码 | 源码 |
        official code | code link | github link | git | code url | github repo | 代码链接 | open source | codebase |
        code available | official implementation | github code | unofficial code | code repository | 代码地址 |
        pytorch | tensorflow | 项目代码 | github url | code repo | code release | 开源代码 | 开源""",
    LINKS: """link | links | url | urls | resource | resources | 链接 | 地址 | paper code | code paper |
        paper and code | materials | media | paper code link""",
    AUTHORS: """author | authors | author s | author list | 作者 | first author | by | written by | team authors |
        authors list""",
    IGNORED: """key | keys | keyword | keywords | abstract | summary | note | notes | comment | comments | description |
        institute | institution | institutions | affiliation | affiliations | organization | task | tasks | dataset |
        datasets | data | expenv | demo | project | project page | website | homepage | page | video | videos |
        slides | slide | poster | blog | blogs | talk | tl dr | tldr | introduction | stars | star | citation |
        citations | cite | bibtex | bib | supp | supplementary | highlight | highlights | contribution |
        contributions | motivation | idea | main idea | model zoo | checkpoint | weights | license | tags | tag |
        topic | topics | category | domain | app | application | applications | 关键词 | 摘要 | 简介 | 备注 | 说明 |
        数据集 | 机构 | 单位 | 主页 | 项目主页 | 项目 | 解读 | 中文解读 | 视频 | 数据 | 任务 | 分类 | 类别 |
        overview | figure | image | picture | preview | teaser | no | index | idx | id | number | rank | 序号 | 编号 |
        status | review | reviews | metrics | results | environment | discussion | explanation | takeaway | demo视频 |
        知乎 | twitter | insight | method description | problem | reading notes | presenter | speaker | language |
        base model | pre trained | pretrained model | model weights | huggingface | hf | colab | intro | details |
        backbone | supervision | training data | #""",
}
_BY_HEADER = {header.strip(): role for role, headers in _ROLES.items() for header in headers.split("|")}


def role_of(header: str) -> str | None:
    """The role that a header names, None for one that says nothing known."""
    words = " ".join(re.findall(r"[^\W_]+|#", re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", header.lower())))
    role = (
        _BY_HEADER.get(words)
        or _BY_HEADER.get(re.sub(r"(?<!\d)\s?\d+$", "", words))
        or _BY_HEADER.get(re.sub(r"^(?:the|our|official|related)\s", "", words))
    )
    return role or _joint_role(header.lower())


def _joint_role(header: str) -> str | None:
    """The role of a header that names several, such as `Title & Authors` or `Venue/Year`."""
    parts = [part for part in re.split(r"\s*[&/+,|]\s*|\s+and\s+|<br>|\n", header) if part.strip()]
    roles = [_BY_HEADER.get(" ".join(re.findall(r"[^\W_]+", part))) for part in parts]
    if len(parts) < 2 or None in roles:
        return None
    for role in (TITLE, VENUE, PAPER, LINKS, CODE, AUTHORS, NAME, YEAR, DATE):
        if role in roles:
            return LINKS if role == PAPER and {CODE, LINKS} & set(roles) else role
    return None


_LABEL = re.compile(
    r"^\s*[-*•>]?\s*[^\w\s\"“]{0,3}\s*((?:[A-Za-z][A-Za-z /&-]{0,24}?|"
    r"[\u4e00-\u9fff]{1,8}\d?)(?:\s?[(（][^()（）]{0,20}[)）])?)\s*\d?\s*[:：]\s*"
)


def label_of(text: str) -> tuple[str, str] | None:
    """The role and the rest of a line that begins with a label, such as `Code: …` or `论文：…`."""
    match = _LABEL.match(text)
    role = role_of(match[1]) if match else None
    if match and role is None and re.search(r"代码", match[1]):
        role = CODE
    elif match and role is None and "论文" in match[1]:
        role = PAPER
    return (role, text[match.end() :]) if match and role else None
