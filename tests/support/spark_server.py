"""Spark as another program asks it: a line of JSON is a question in SQL, another its rows.

Run by a Python that has pyspark, which the tests' own has not: it imports nothing of ours.
"""

from __future__ import annotations

import json
import sys

from pyspark.sql import SparkSession  # type: ignore[import-not-found]

# Of small questions most is the compiling of their code, by Spark and by Java.
SETTINGS = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main() -> None:
    """Answer until nothing more is asked."""
    session = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for line in sys.stdin:
        rows = [row.asDict() for row in session.sql(json.loads(line)).collect()]
        sys.stdout.write(json.dumps(rows, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
