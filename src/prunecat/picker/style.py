"""How the picker looks, in Textual's CSS."""

STYLE = """
#query { border: none; height: 1; padding: 0 1; margin: 0; background: $surface; }
#said { height: 1; padding: 0 1; color: $text-muted; }
#keys { height: 1; padding: 0 1; color: $text-muted; }
#facets { width: 30; }
#card { height: 40%; border-top: solid $primary 40%; padding: 0 1; }
.hidden { display: none; }
"""
NARROW, SLIM, LOW = 100, 60, 16
"""Columns below which the facets have to be asked for, and the card has no room; lines below which it has none."""
