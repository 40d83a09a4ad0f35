"""As much of pyspark as `khtgdv.spark.job` uses, over DuckDB and Arrow, in this process.

What is asked of it here is asked of the real one in tools/external_parts/spark.py.
"""

from __future__ import annotations

import fnmatch
import io
import os
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHORITY = "may-chu:8020"  # of a storage whose address names none
_TYPES = {
    "string": pa.string(), "int": pa.int32(), "binary": pa.binary(), "date": pa.date32(),
    "boolean": pa.bool_(), "array<string>": pa.list_(pa.string()),
}  # fmt: skip


class SparkError(Exception):
    """What the real one calls PySparkException, or Py4JError."""


def schema_of(text: str) -> Any:
    columns = (column.strip().split(" ") for column in text.split(","))
    return pa.schema([(name.strip("`"), _TYPES[kind]) for name, kind in columns])


class Frame:
    """A table."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def _sql(self, text: str) -> Frame:
        with duckdb.connect() as connection:
            connection.register("asked", self.table)
            return Frame(connection.sql(text).to_arrow_table())

    def select(self, *names: str) -> Frame:
        return Frame(self.table.select(list(names)))

    def selectExpr(self, *expressions: str) -> Frame:  # noqa: N802 - Spark's name
        return self._sql(f"SELECT {', '.join(expressions)} FROM asked")  # noqa: S608 - of a test

    def where(self, condition: str) -> Frame:
        return self._sql(f"SELECT * FROM asked WHERE {condition}")  # noqa: S608 - of a test

    def union(self, other: Frame) -> Frame:
        return Frame(pa.concat_tables([self.table, other.table]))

    def persist(self) -> Frame:
        return self

    def toLocalIterator(self) -> Any:  # noqa: N802 - Spark's name
        return iter(self.table.to_pylist())

    def collect(self) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self.table.to_pylist()]

    def groupBy(self, key: str) -> Groups:  # noqa: N802 - Spark's name
        return Groups(self, key)

    def mapInArrow(self, function: Any, schema: str) -> Frame:  # noqa: N802 - Spark's name
        return Frame(
            pa.Table.from_batches(list(function(self.table.to_batches())), schema_of(schema))
        )

    @property
    def write(self) -> Writer:
        return Writer(self)


class Groups:
    """The rows of a table by the values of a column, beside those of another table."""

    def __init__(self, frame: Frame, key: str) -> None:
        self.frame, self.key = frame, key
        self.other: Groups | None = None

    def sum(self, *columns: str) -> Frame:
        sums = ", ".join(f"sum({column})" for column in columns)
        return self.frame._sql(f"SELECT {self.key}, {sums} FROM asked GROUP BY ALL")  # noqa: S608 - of a test

    def cogroup(self, other: Groups) -> Groups:
        self.other = other
        return self

    def of(self, value: object) -> Any:
        rows = self.frame.table.to_pylist()
        schema = self.frame.table.schema
        return pa.Table.from_pylist([r for r in rows if r[self.key] == value], schema=schema)

    def applyInArrow(self, function: Any, schema: str) -> Frame:  # noqa: N802 - Spark's name
        assert self.other
        sides = (self, self.other)
        keys = {value for side in sides for value in side.frame.table[side.key].to_pylist()}
        made = [function(self.of(key), self.other.of(key)) for key in sorted(keys)]
        return Frame(pa.concat_tables(made).cast(schema_of(schema)))


class Writer:
    """A table on its way into a folder, which it replaces."""

    def __init__(self, frame: Frame) -> None:
        self.table = frame.table
        self.partitions: list[str] = []

    def mode(self, name: str) -> Writer:
        assert name == "overwrite"
        return self

    def options(self, **options: str) -> Writer:
        assert options == {"compression": "zstd", "partitionOverwriteMode": "static"}
        return self

    def partitionBy(self, *names: str) -> Writer:  # noqa: N802 - Spark's name
        self.partitions = list(names)
        return self

    def parquet(self, address: str) -> None:
        folder = _path(address)
        for old in folder.rglob("*.parquet"):
            old.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        if self.partitions:
            parquet.write_to_dataset(self.table, folder, partition_cols=self.partitions)
        else:
            parquet.write_table(self.table, folder / "part-0.parquet")


class Reader:
    """The files of folders, but for those that Spark passes over."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}

    def format(self, name: str) -> Reader:
        assert name == "binaryFile"
        return self

    def option(self, name: str, value: str) -> Reader:
        self.settings[name] = value
        return self

    def load(self, addresses: list[str]) -> Frame:
        rows = [row for address in addresses for row in self._rows(address, _path(address))]
        kinds = [("path", pa.string()), ("length", pa.int64()), ("content", pa.binary())]
        return Frame(pa.Table.from_pylist(rows, schema=pa.schema(kinds)))

    def _rows(self, address: str, folder: Path) -> Iterator[dict[str, object]]:
        names = self.settings["pathGlobFilter"][2:-2].split(",")
        for path in files_below(folder):
            inner = path.relative_to(folder)
            wanted = any(fnmatch.fnmatchcase(path.name, f"*{name}*") for name in names)
            if wanted and path.stat().st_size and not re.search("(^|/)[_.]", inner.as_posix()):
                yield {
                    "path": f"{address.rstrip('/')}/{inner.as_posix()}",
                    "length": path.stat().st_size,
                    "content": path.read_bytes(),
                }


def files_below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


class Storage:
    """A file system as Hadoop has it."""

    def makeQualified(self, folder: StoragePath) -> StoragePath:  # noqa: N802 - Hadoop's name
        return StoragePath(re.sub("^hdfs:///", f"hdfs://{AUTHORITY}/", folder.address))

    def mkdirs(self, folder: StoragePath) -> None:
        folder.path.mkdir(parents=True, exist_ok=True)

    def exists(self, path: StoragePath) -> bool:
        return path.path.exists()

    def getFileStatus(self, path: StoragePath) -> StoragePath:  # noqa: N802 - Hadoop's name
        return path

    def listStatus(self, folder: StoragePath) -> list[str]:  # noqa: N802 - Hadoop's name
        return os.listdir(folder.path)  # noqa: PTH208 - names

    def listFiles(self, folder: StoragePath, recursive: bool) -> Files:  # noqa: FBT001, N802 - Hadoop's
        assert recursive
        root = folder.address.rstrip("/")
        inner = [path.relative_to(folder.path).as_posix() for path in files_below(folder.path)]
        return Files([StoragePath(f"{root}/{path}") for path in inner])

    def delete(self, path: StoragePath, _recursive: bool) -> None:  # noqa: FBT001 - Hadoop's
        path.path.unlink(missing_ok=True)

    def open(self, path: StoragePath) -> Any:
        stream = io.BytesIO(path.path.read_bytes())
        return SimpleNamespace(readAllBytes=stream.read, close=stream.close)

    def create(self, path: StoragePath) -> Any:
        return path.path.open("xb")


class Files:
    """An iterator as Hadoop has it."""

    def __init__(self, found: list[StoragePath]) -> None:
        self.found = found[::-1]

    def hasNext(self) -> bool:  # noqa: N802 - Hadoop's name
        return bool(self.found)

    def next(self) -> StoragePath:
        return self.found.pop()


class StoragePath:
    """A path as Hadoop has it, and what it says of the file there."""

    def __init__(self, address: str) -> None:
        assert re.match("file:/[^/]|[a-z0-9]{2,}://[^/]*/", address), address
        self.address = address
        self.path = _path(address)

    def getFileSystem(self, _settings: object) -> Storage:  # noqa: N802 - Hadoop's name
        return Storage()

    def getPath(self) -> StoragePath:  # noqa: N802 - Hadoop's name
        return self

    def toString(self) -> str:  # noqa: N802 - Hadoop's name
        return self.address

    def isDirectory(self) -> bool:  # noqa: N802 - Hadoop's name
        return self.path.is_dir()

    def getLen(self) -> int:  # noqa: N802 - Hadoop's name
        return self.path.stat().st_size


class Session:
    """A running Spark; `settings` are those that were made."""

    def __init__(self, settings: dict[str, str]) -> None:
        self.settings = settings
        self.conf = SimpleNamespace(set=settings.__setitem__)
        hadoop = SimpleNamespace(fs=SimpleNamespace(Path=StoragePath))
        self.sparkContext = SimpleNamespace(
            defaultParallelism=2,
            setLogLevel=str,
            _jvm=SimpleNamespace(org=SimpleNamespace(apache=SimpleNamespace(hadoop=hadoop))),
            _jsc=SimpleNamespace(hadoopConfiguration=dict),
        )

    @property
    def read(self) -> Reader:
        return Reader()

    def createDataFrame(self, rows: list[tuple[Any, ...]], schema: str) -> Frame:  # noqa: N802
        kinds = schema_of(schema)
        named = [dict(zip(kinds.names, map(_plain, row), strict=True)) for row in rows]
        return Frame(pa.Table.from_pylist(named, schema=kinds))

    def stop(self) -> None:
        self.settings["stopped"] = "yes"


class Builder:
    """What a session is made with."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}

    def appName(self, name: str) -> Builder:  # noqa: N802 - Spark's name
        return self.config("name", name)

    def master(self, place: str) -> Builder:
        return self.config("master", place)

    def config(self, name: str, value: str) -> Builder:
        self.settings[name] = value
        return self

    def getOrCreate(self) -> Session:  # noqa: N802 - Spark's name
        if self.settings.get("master") == "hỏng":
            raise SparkError("[JAVA_GATEWAY_EXITED] Java gateway process exited\nmore")
        return Session(self.settings)


def install(monkeypatch: Any) -> dict[str, str]:
    """Put it in the place of pyspark; return the settings of the session to be."""
    builder = Builder()
    contents: dict[str, dict[str, object]] = {
        "py4j": {},
        "py4j.protocol": {"Py4JError": SparkError},
        "pyspark": {},
        "pyspark.errors": {"PySparkException": SparkError},
        "pyspark.sql": {"SparkSession": SimpleNamespace(builder=builder)},
    }
    for name, values in contents.items():
        module = ModuleType(name)
        module.__dict__.update(values)
        monkeypatch.setitem(sys.modules, name, module)
    return builder.settings


def _path(address: str) -> Path:
    """Return where the files of an address are: those of other storages in the working folder."""
    return Path(address.removeprefix("file:").replace("://", " ")).absolute()


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, bytearray) else value
