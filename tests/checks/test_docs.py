import re
from pathlib import Path

from prunecat.checks.finding import RULES

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"


def test_each_rule_is_told_of_with_its_level() -> None:
    told = re.findall(r"^### ([\w-]+)\n(\w+)\.", DOCS.read_text("utf-8"), re.MULTILINE)
    assert sorted((name, level.lower()) for name, level in told) == sorted(RULES.items())
    assert len(told) == len(RULES)
