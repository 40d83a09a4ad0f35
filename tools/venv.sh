#!/bin/sh
# Find a Python that khtgdv runs on and make a virtual environment with it:
#     tools/venv.sh FOLDER [PYTHON]
# A PYTHON that is named is the only one tried.
set -eu

folder=$1
asked=${2-}

runs() { "$1" -c 'pass' >/dev/null 2>&1; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }
can_make_one() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

if [ -n "$asked" ]; then
    set -- "$asked"
else
    set -- python3 python3.13 python3.12 python3.11 python py
fi

old= bare=
for python; do
    runs "$python" || continue
    if ! is_new_enough "$python"; then
        old=${old:-$python}
    elif ! can_make_one "$python"; then
        bare=${bare:-$python}
    else
        echo "Đang chuẩn bị môi trường Python $(version_of "$python") trong $folder (chỉ làm một lần) …" >&2
        exec "$python" -m venv --clear "$folder"
    fi
done

if [ -n "$bare" ]; then
    version=$(version_of "$bare")
    echo "Lỗi: Python $version ($bare) thiếu phần tạo môi trường riêng (venv, ensurepip)." >&2
    echo "Trên Debian, Ubuntu: sudo apt install python$version-venv (hoặc python3-venv)." >&2
    echo "Trên máy khác: cài bản Python đầy đủ từ python.org rồi chạy lại." >&2
elif [ -n "$old" ]; then
    echo "Lỗi: Python $(version_of "$old") ($old) đã cũ, khtgdv cần Python 3.11 trở lên." >&2
    echo "Cài Python mới hơn, hoặc chỉ ra bản đã có: make run PYTHON=/đường/dẫn/python3.12" >&2
elif [ -n "$asked" ]; then
    echo "Lỗi: không chạy được Python đã chỉ ra: $asked" >&2
else
    echo "Lỗi: không tìm thấy Python, khtgdv cần Python 3.11 trở lên (python.org)." >&2
fi
exit 1
