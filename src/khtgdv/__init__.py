"""khtgdv: an office's annual work plan as plain YAML, answered for on the command line."""

__version__ = "0.1.0"
