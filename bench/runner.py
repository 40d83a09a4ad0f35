"""Run one program and print what it took: `python -I -S runner.py OUTPUT PROGRAM [ARGUMENT]…`.

Seconds, peak memory in KiB (of the program or of the largest process it waited for), exit status.
It is a process of its own because a child's peak begins at that of the process that starts it:
this one imports next to nothing, so that about 9 MiB is the least that can be seen.
"""

import os
import sys
import time

_PER_KIB = 1024 if sys.platform == "darwin" else 1


def main() -> None:
    """Run the program with its standard output in a file."""
    output, program, *arguments = sys.argv[1:]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600)]
    start = time.perf_counter()
    pid = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    print(seconds, usage.ru_maxrss // _PER_KIB, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
