"""All that is asked of Spark itself: a session, files listed and read, tables written."""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from functools import partial

from khtgdv.errors import KhtgdvError, MissingLibraryError
from khtgdv.source.plan_names import mentions_plan
from khtgdv.source.text.files import MAX_BYTES
from khtgdv.spark.parts import PART_COLUMNS, TABLES, finding_part, reader, schema_of, unpack
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from khtgdv.dates.periods import Position
    from khtgdv.diagnostics import Diagnostic
    from khtgdv.spark.listing import FolderTask

_NAMES = "*{[pP][lL][aA][nN],[tT][aA][sS][kK][sS],[iI][nN][sS][pP][eE][cC][tT][iI][oO][nN][sS]}*"
_MOST_PARTS = "200"  # tables that go to a task's Python at a time; each may be of a whole plan
_TASKS_A_CORE = 4  # so that a core which is done early takes some more
_FOLDER_OF_PATH = "regexp_replace(path, '/[^/]*$', '') AS folder"


@contextmanager
def running_spark(master: str | None, *, progress: bool) -> Iterator[Any]:
    """Start Spark, where its own settings or `master` say, and stop it at the end.

    It draws its `progress` where somebody sees it. KhtgdvError where it cannot be had, and where
    it gives up.
    """
    try:
        from py4j.protocol import Py4JError  # type: ignore[import-not-found]
        from pyspark.errors import PySparkException  # type: ignore[import-not-found]
        from pyspark.sql import SparkSession  # type: ignore[import-not-found]
    except ImportError as error:
        message = "--engine spark cần thư viện pyspark, chưa cài."
        raise MissingLibraryError(message, "spark") from error
    builder = SparkSession.builder.appName("khtgdv export")
    builder = builder.config("spark.ui.showConsoleProgress", str(progress).lower())
    try:
        session = (builder.master(master) if master else builder).getOrCreate()
        try:
            session.sparkContext.setLogLevel("ERROR")
            session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", _MOST_PARTS)
            yield session
        finally:
            session.stop()
    except (PySparkException, Py4JError) as error:
        cause = getattr(error, "java_exception", error)  # what Java says, not that Python asked it
        reason = escape_unsafe(str(cause).partition("\n")[0])
        raise KhtgdvError(f"Spark dừng giữa chừng: {reason}", _FAILURE_HINT) from error


_FAILURE_HINT = (
    "Kiểm tra địa chỉ, quyền đọc và ghi, Java; máy nào của cụm cũng phải có khtgdv[spark]. "
    "Viết lại bộ dữ liệu bằng cách chạy lại lệnh"
)


def _located(session: Any, address: str) -> tuple[Any, Any]:
    """Return the path of an address as Hadoop has it, and the storage that it is in."""
    context = session.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(address)  # noqa: SLF001 - as Spark's own manual has it
    return path, path.getFileSystem(context._jsc.hadoopConfiguration())  # noqa: SLF001 - as above


def read_file(session: Any, address: str) -> bytes:
    """Return what a small file has in it."""
    path, files = _located(session, address)
    stream = files.open(path)
    try:
        return bytes(stream.readAllBytes())
    finally:
        stream.close()


class Storage:
    """A folder of a storage that Spark's machines see; KhtgdvError where it is none."""

    def __init__(self, session: Any, address: str) -> None:
        """Take what is asked for; its `address` is the whole one, as Spark calls it."""
        self._session = session
        folder, self._files = _located(session, address)
        self._folder = self._files.makeQualified(folder)
        self.address = str(self._folder.toString())

    def is_folder(self) -> bool:
        """Tell whether it is there, and no file."""
        return bool(self._files.exists(self._folder)) and bool(
            self._files.getFileStatus(self._folder).isDirectory()
        )

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield the path of each file below it that mentions a plan, and its size.

        Spark would not list those that it passes over in reading.
        """
        found = self._files.listFiles(self._folder, True)  # noqa: FBT003 - Java has no names
        while found.hasNext():
            file = found.next()
            path = str(file.getPath().toString()).removeprefix(self.address).lstrip("/")
            if mentions_plan(path.rpartition("/")[2]):
                yield path, file.getLen()

    def claim(self, marker: str, content: bytes, shown: str) -> None:
        """Mark it as khtgdv's own; KhtgdvError where it holds something else."""
        mark, _ = _located(self._session, f"{self.address}/{marker}")
        self._files.mkdirs(self._folder)
        if not self._files.exists(mark) and len(self._files.listStatus(self._folder)):
            message = (
                f"Thư mục {escape_unsafe(shown)} đã có tệp khác, không phải do khtgdv xuất ra."
            )
            raise KhtgdvError(message, "Chọn một thư mục mới hoặc thư mục trống.")
        self._files.delete(mark, False)  # noqa: FBT003 - Java has no names; not the folders below
        stream = self._files.create(mark)
        stream.write(bytearray(content))
        stream.close()


def _contents(session: Any, folders: Iterable[str]) -> Any:
    """Return the files of plan folders with what is in them, but for those too large for a plan.

    Each folder is asked for by its name, which no pattern is, so that Spark passes over none
    whose name begins with `_`.
    """
    files = (
        session.read.format("binaryFile")
        .option("recursiveFileLookup", "true")  # a name below, a=b, is no column
        .option("pathGlobFilter", _NAMES)
        .option("__globPaths__", "false")
        .load(list(folders))
    )
    return files.where(f"length <= {MAX_BYTES}").selectExpr(_FOLDER_OF_PATH, "path", "content")


def read_parts(
    session: Any, tasks: Iterable[FolderTask], position: Position, findings: Iterable[Diagnostic]
) -> Any:
    """Return every table of every folder as a part; `findings` are those of the search."""
    rows = [(task.address, bytearray(pickle.dumps(task))) for task in tasks]
    most = _TASKS_A_CORE * session.sparkContext.defaultParallelism
    session.conf.set("spark.sql.shuffle.partitions", str(min(len(rows), most)))
    contents = _contents(session, (address for address, _ in rows)).groupBy("folder")
    found = session.createDataFrame([tuple(finding_part(findings, position))], PART_COLUMNS)
    folders = session.createDataFrame(rows, "folder string, task binary").groupBy("folder")
    parts = folders.cogroup(contents).applyInArrow(reader(position), PART_COLUMNS)
    return parts.union(found).persist()


def write_tables(parts: Any, target: str, year: int) -> Mapping[str, tuple[int, int]]:
    """Write the tables of a dataset; return of each how many rows it has, how many are errors.

    One without rows has its columns all the same, in a partition of `year`.
    """
    sums = parts.groupBy("name").sum("row_count", "errors").collect()
    counts = {row[0]: (row[1], row[2]) for row in sums}
    for name in TABLES:
        of_table = parts.where(f"name = '{name}'")
        partitions = () if name == "findings" else ("year", "plan")
        _write(of_table, name, f"{target}/{name}", *partitions)
        if partitions and not counts[name][0]:
            _write(of_table, name, f"{target}/{name}/year={year}/plan=__HIVE_DEFAULT_PARTITION__")
    return counts


def _write(parts: Any, name: str, folder: str, *partitions: str) -> None:
    partitioned = bool(partitions)
    rows = parts.mapInArrow(
        partial(unpack, partitioned=partitioned), schema_of(name, partitioned=partitioned)
    )
    options = {"compression": "zstd", "partitionOverwriteMode": "static"}
    writer = rows.write.mode("overwrite").options(**options)
    (writer.partitionBy(*partitions) if partitioned else writer).parquet(folder)
