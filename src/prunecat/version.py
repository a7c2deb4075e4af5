"""The version of the program, written once."""

VERSION = "0.1.0"
