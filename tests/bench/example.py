"""What a run may have found."""

from __future__ import annotations

from bench.results import BudgetLine, Cost, Machine, Results

SIZES = (165, 16_500, 544_500)
TIMES = {
    ("khtgdv", "khtgdv overdue --by department"): (58, 62, 100),
    ("khtgdv", "khtgdv overdue --columns id,task,lead,due"): (60, 90, 1300),
    ("Taskwarrior", "task summary"): (4.9, 135, 4738),
    ("Ledger", "ledger balance"): (8.7, 69, 2147),
    ("khal", "khal list"): (144, 3803),
}
COSTS = tuple(
    Cost(program, question, "từng việc quá hạn", rows, ms, ms / 9, 10 + ms / 4, 14, 14)
    for (program, question), found in TIMES.items()
    for rows, ms in zip(SIZES, found, strict=False)
)
RESULTS = Results(
    machine=Machine("2026-11-24", 2, 24, "Debian, x86_64", "CPython 3.11.7"),
    plans=3300,
    python_ms=9,
    one=(
        BudgetLine("`overdue`, JSON", 6.2, "x", 9, 6.5, 56, 17),
        BudgetLine("`list`, CSV", 8.9, "x", 9, 6.5, 80, 18),
    ),
    many=(
        BudgetLine("`overdue --by department`, JSON", 15.2, "x", 15, 10, 137, 20),
        BudgetLine("đọc lần đầu", 24.6, "giây", 45, 25),
        BudgetLine("bộ nhớ khi đọc lần đầu", 140, "MiB", 400, 150, 0, 140),
    ),
    costs=COSTS,
    versions={"Taskwarrior": "2.6.2", "hledger": ""},
    failed=("khal list, 544500 dòng: 1\nTraceback",),
)
