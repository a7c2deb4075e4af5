"""Markdown lists of papers as a source: tables, bullets and blocks of whatever layout; `read` reads one."""
