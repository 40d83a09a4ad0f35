"""Plan folders of a storage that Spark can list in, the dataset that `export` writes out."""
