"""Folders on the disk in: plans with their findings out; a change in: the files changed."""
