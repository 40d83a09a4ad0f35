"""The tables of a snapshot, and how they are asked.

`listed` has in one piece what every run looks at of all plans, `origin` the files a plan came from
and what was wrong in them, `part` the parts of plans' own files. `work` has the rows, `standing`
where each stands from moment to moment, `counted` how many rows come to be alike at a moment (and,
below zero, cease to be): the sum up to a position tells how many are, without a look at one of
them. What a row's state is was decided before, by `schedule`.
"""

from __future__ import annotations

from itertools import product

from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.schedule.status import Kind, State

# A kind and a state have numbers in the tables.
KIND_NUMBERS: dict[Kind, int] = {kind: number for number, kind in enumerate(KIND_LABELS)}
STATE_NUMBERS: dict[State, int] = {state: number for number, state in enumerate(STATE_LABELS)}
# Where a row stands, in one number (rows are many): whether it is an inspection, the numbers of its
# kind and its state, whether its time has come.
STANDING_BY_CODE = tuple(
    product(range(2), range(len(KIND_LABELS)), range(len(STATE_LABELS)), range(2))
)
CODE_BY_STANDING = {standing: number for number, standing in enumerate(STANDING_BY_CODE)}
# The departments that lead a row are one text: a row stands and counts once. `several` has every
# text of more than one that a row may have (or had): who asks for a department asks for those too.
# No text of a file has the separator.
LEADS_SEPARATOR = "\x1f"
# A plan may have so many rows: those of plan 3 have the numbers from 3 * ROWS on.
SHIFT = 20
ROWS_PER_PLAN = 1 << SHIFT
# In this order `counted` is kept: sums over its first columns need no sorting.
COUNT_DIMENSIONS = (
    "leads", "kind", "state", "deadline", "begun", "started", "start", "focus", "section",
)  # fmt: skip
_COUNT_KEY = ("year", "inspection", *COUNT_DIMENSIONS, "moment")
# What few rows have, found by an index of its own each.
FLAGS = ("logged", "words_only", "in_steps")
CREATE_TABLES = (
    "CREATE TABLE about (key TEXT NOT NULL)",
    "CREATE TABLE listed (plans BLOB NOT NULL)",
    "CREATE TABLE origin (plan INTEGER PRIMARY KEY, files BLOB NOT NULL, trouble BLOB NOT NULL)",
    "CREATE TABLE part (number INTEGER PRIMARY KEY, value BLOB NOT NULL UNIQUE)",
    """CREATE TABLE work (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL, start INTEGER NOT NULL,
      started INTEGER NOT NULL, logged INTEGER NOT NULL, focus TEXT NOT NULL,
      leader TEXT NOT NULL, assignee TEXT NOT NULL, words_only INTEGER NOT NULL,
      in_steps INTEGER NOT NULL, value BLOB NOT NULL
    )""",
    *(f"CREATE INDEX work_{flag} ON work (number) WHERE {flag} = 1" for flag in FLAGS),
    """CREATE TABLE standing (
      work INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, leads TEXT NOT NULL,
      what INTEGER NOT NULL, deadline INTEGER NOT NULL, PRIMARY KEY (work, since)
    ) WITHOUT ROWID""",
    "CREATE TABLE several (leads TEXT PRIMARY KEY) WITHOUT ROWID",
    f"""CREATE TABLE counted (
      year INTEGER NOT NULL, inspection INTEGER NOT NULL, leads TEXT NOT NULL,
      kind INTEGER NOT NULL, state INTEGER NOT NULL, deadline INTEGER NOT NULL,
      begun INTEGER NOT NULL, started INTEGER NOT NULL, start INTEGER NOT NULL,
      focus TEXT NOT NULL, section TEXT NOT NULL, moment INTEGER NOT NULL, n INTEGER NOT NULL,
      PRIMARY KEY ({", ".join(_COUNT_KEY)})
    ) WITHOUT ROWID""",
)
CREATE_INDEX = (
    "CREATE INDEX IF NOT EXISTS standing_by ON standing (leads, what, until, since, work, deadline)"
)
ADD_SEVERAL = "INSERT OR IGNORE INTO several VALUES (?)"
ADD_COUNT = (
    "INSERT INTO counted VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET n = n + excluded.n"
)
DELETE_ZERO = (
    f"DELETE FROM counted WHERE n = 0 AND {' AND '.join(f'{name} = ?' for name in _COUNT_KEY)}"  # noqa: S608 - our own names
)
# What is asked of rows one by one: all of them, or those of some plans only.
FROM_ALL_PLANS = "standing"
FROM_SOME_PLANS = f"""json_each(:plans) AS asked CROSS JOIN standing
  ON standing.work >= asked.value << {SHIFT} AND standing.work < (asked.value + 1) << {SHIFT}"""
JOIN_WORK = "CROSS JOIN work ON work.number = standing.work"
WORK_BY_NUMBER = "SELECT number, value FROM work WHERE number IN (SELECT value FROM json_each(?))"
AT_MOMENT = "standing.since <= :moment AND standing.until > :moment"
ANY_LEADS = "standing.leads IN (SELECT leads FROM counted)"
SEVERAL_LEADS = "SELECT leads FROM several"
IN_SOME_PLANS = f"standing.work >> {SHIFT} IN (SELECT value FROM json_each(:plans))"  # noqa: S608 - a number of ours
# What a row can be found and counted by, in terms of these tables.
COLUMN_SQL = {
    "leads": "standing.leads", "deadline": "standing.deadline",
    "kind": f"standing.what / {2 * len(STATE_LABELS)} % {len(KIND_LABELS)}",
    "state": f"standing.what / 2 % {len(STATE_LABELS)}", "begun": "standing.what % 2",
    "started": "work.started", "start": "work.start", "focus": "work.focus", "id": "work.id",
    "section": "substr(work.id, 1, instr(work.id, '-') - 1)",
    "leader": "work.leader", "assignee": "work.assignee",
    **{
        flag: f"standing.work IN (SELECT number FROM work WHERE {flag} = 1)"  # noqa: S608 - our own names
        for flag in FLAGS
    },
    "plan": f"standing.work >> {SHIFT}",
}  # fmt: skip
