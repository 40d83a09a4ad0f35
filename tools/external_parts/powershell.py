"""PowerShell reads the script of completion, and is asked what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.external_parts.kit import clean_environment, expect, which

if TYPE_CHECKING:
    from tools.external_parts.kit import Kit

_ASK = """
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
. '{script}'
foreach ($line in 'khtgdv qua-', 'khtgdv department van', 'khtgdv done t03-12') {{
    $found = [System.Management.Automation.CommandCompletion]::CompleteInput(
        $line, $line.Length, $null)
    ($found.CompletionMatches | ForEach-Object {{ $_.CompletionText }}) -join '|'
}}
"""
_ANSWERS = ["qua-han", "'Văn phòng'|'Văn phòng Ban TGDVTU'", "T03-12"]


def check(kit: Kit) -> None:
    """Load the script in a PowerShell of its own and complete some lines."""
    pwsh = which("pwsh")
    python = kit.venv("completion")
    kit.fetch(python, "-m", "pip", "install", "--quiet", kit.root)
    script = kit.scratch / "gợi ý.ps1"
    script.write_text(kit.run_checked(python, "-m", "khtgdv", "completion", "pwsh"), "utf-8")
    path = f"{python.parent}:{clean_environment().get('PATH', '')}"
    command = _ASK.format(script=script)
    env = {"PATH": path, "KHTGDV_DATA": str(kit.root / "data"), "KHTGDV_TODAY": "2026-03-31"}
    result = kit.run(pwsh, "-NoProfile", "-NonInteractive", "-Command", command, env=env)
    lines = result.stdout.splitlines()
    expect(lines == _ANSWERS, f"PowerShell gợi ý {lines}, cần {_ANSWERS}\n{result.stderr}")
