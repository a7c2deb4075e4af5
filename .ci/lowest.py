"""Prints the lowest versions that pyproject.toml states, as constraints for pip."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
stated = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
for line in stated:
    if match := re.match(r"([\w.-]+)>=([\w.]+)", line):
        print(f"{match[1]}=={match[2]}")
