"""The bundled catalogue's folder, and the files of it that are lent to every other catalogue."""

import os

from prunecat.sources.files import File, files_of

# Venues by which other catalogues know theirs, the field's jargon, and the meaning of the codes of types.
_LENT = ("venues.yaml", "vocabulary.yaml", "catalogue.yaml")


def bundled_folder() -> str:
    """The bundled catalogue's path: in the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "catalogue")
    return installed if os.path.isdir(installed) else os.path.normpath(os.path.join(package, "../../catalogue"))


def lent_files() -> list[File]:
    """The files of the bundled catalogue that every other catalogue is read with."""
    return [file for name in _LENT for file in files_of(os.path.join(bundled_folder(), name))]
