"""From a folder on the disk to a portfolio and its findings."""
