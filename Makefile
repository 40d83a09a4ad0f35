# For GNU make 3.81 or newer and Python 3.11 or newer, with nothing else installed.
# Every path is relative and every program is run as `python -m`: the checkout's own path may hold
# blanks and Vietnamese letters, which console scripts and make's own functions do not survive.

PYTHON ?=
ARGS ?=

ifeq ($(OS),Windows_NT)
PY := .venv/Scripts/python.exe
else
PY := .venv/bin/python
endif

# What has been done in .venv; tools/venv.sh empties it first.
VENV := .venv/made-here
RUN := .venv/installed-run
DEV := .venv/installed-dev
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet
LOCKED := $(PIP) --require-hashes -r

# An environment that was copied here with its checkout, or whose Python is gone, is made anew.
HERE := $(shell pwd -P)
MADE := $(shell test -x $(PY) && cat $(VENV) 2>/dev/null)
ifneq ($(MADE),$(HERE))
.PHONY: $(VENV)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## danh sách này
	@echo 'Cách dùng: make VIỆC [ARGS="…"] [PYTHON=…]'
	@sed -n 's/^\([a-z-]*\):.*## /  \1|/p' Makefile | awk -F '|' '{ printf "%-18s%s\n", $$1, $$2 }'

.PHONY: run
run: $(RUN) ## xem việc quá hạn đến hết tháng 3; lệnh khác: make run ARGS="list --department VP"
	@$(PY) -m khtgdv $(or $(ARGS),overdue --month 3)

# Tests are compiled once, also where a shell wants no bytecode: their assertions are rewritten.
.PHONY: test
test: export PYTHONDONTWRITEBYTECODE =
test: $(DEV) ## chạy mọi kiểm thử, đo độ phủ (100%); một phần: make test ARGS="tests/test_text.py"
ifeq ($(ARGS),)
	$(PY) -m coverage erase
	$(PY) -m coverage run -m pytest -n 2
	$(PY) -m coverage combine --quiet
	$(PY) -m coverage report
else
	$(PY) -m pytest $(ARGS)
endif

.PHONY: test-all
test-all: $(DEV) ## chạy mọi kiểm thử với từng Python 3.11, 3.12, 3.13 mà máy có
	$(PY) tools/pythons.py $(ARGS)

.PHONY: check
check: $(DEV) ## kiểm tra kiểu, văn phong mã nguồn và tài liệu
	$(PY) -m mypy --strict src tests tools bench
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) tools/docs.py --check
	$(PY) tools/messages.py

.PHONY: check-external
check-external: $(DEV) ## thử với các chương trình bên ngoài đọc tệp mà khtgdv xuất ra
	$(PY) tools/external.py $(ARGS)

.PHONY: bench
bench: $(DEV) ## đo tốc độ; viết docs/quan-tri/toc-do.md: ARGS="--plans 3300 --write"
	$(PY) -m bench $(ARGS)

.PHONY: fuzz
fuzz: $(DEV) ## thử dài với dữ liệu ngẫu nhiên
	$(PY) tools/fuzz.py $(ARGS)

.PHONY: fuzz-guided
fuzz-guided: $(DEV) ## thử dài, dò theo độ phủ (tự cài atheris vào build/)
	$(PY) tools/guided.py $(ARGS)

.PHONY: stress
stress: $(DEV) ## thử nặng: tín hiệu giữa chừng, nhiều người ghi cùng lúc (chừng nửa giờ)
	KHTGDV_SIGNALS=500 KHTGDV_ROUNDS=50 KHTGDV_WRITERS=10 $(PY) -m pytest tests/test_stress.py $(ARGS)

.PHONY: docs
docs: $(DEV) ## viết lại phần tài liệu sinh từ mã nguồn
	$(PY) tools/docs.py

.PHONY: format
format: $(DEV) ## sửa văn phong mã nguồn
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

.PHONY: lock
lock: $(DEV) ## chốt phiên bản, mã băm các thư viện trong requirements/; mới nhất: ARGS="--upgrade"
	$(PY) tools/lock.py $(ARGS)

.PHONY: wheel
wheel: $(DEV) ## đóng gói vào dist/
	$(PY) -m build --no-isolation

.PHONY: clean
clean: ## xóa mọi thứ do make tạo ra
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist .coverage .coverage.*
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV):
	@sh tools/venv.sh .venv "$(PYTHON)"
	@pwd -P > $@

$(RUN): $(VENV) pyproject.toml requirements/run.txt requirements/build.txt src/khtgdv/__init__.py
	@$(LOCKED) requirements/run.txt
	@$(LOCKED) requirements/build.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@$(PY) -m compileall -q src
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	@$(LOCKED) requirements/dev.txt
	@touch $@
