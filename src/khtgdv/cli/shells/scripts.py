"""The script of each shell that has it ask khtgdv on TAB."""

from __future__ import annotations

BASH = r"""_khtgdv_completion() {
    local line first=1
    COMPREPLY=()
    while IFS= read -r line; do
        case $first$line in
            1$'\t'files) compopt -o default +o nospace 2>/dev/null ;;
            1$'\t'folders) compopt -o plusdirs +o nospace 2>/dev/null ;;
            *) COMPREPLY+=("$line") ;;
        esac
        first=0
    done < <(COMP_LINE=${COMP_LINE:0:COMP_POINT} COMP_POINT= _KHTGDV_COMPLETE=complete_bash \
        "$1" 2>/dev/null)
}

complete -o nospace -F _khtgdv_completion khtgdv
"""

ZSH = r"""#compdef khtgdv

_khtgdv_completion() {
    local -a _khtgdv_words _khtgdv_shown
    eval "$(_TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" \
        _KHTGDV_COMPLETE=complete_zsh $words[1] 2>/dev/null)"
}

compdef _khtgdv_completion khtgdv
# read from a folder of functions at the first TAB: that has to be answered too
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _khtgdv_completion "$@"
fi
"""

FISH = r"""function __khtgdv_completion
    set -l answer (_TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \
        _KHTGDV_COMPLETE=complete_fish khtgdv 2>/dev/null)
    switch "$answer[1]"
        case \tfiles
            __fish_complete_path (commandline -ct)
            set -e answer[1]
        case \tfolders
            __fish_complete_directories (commandline -ct)
            set -e answer[1]
    end
    printf '%s\n' $answer
end

complete --command khtgdv --no-files --keep-order --arguments '(__khtgdv_completion)'
"""

POWERSHELL = r"""if (Get-Command Set-PSReadLineKeyHandler -ErrorAction Ignore) {
    Set-PSReadLineKeyHandler -Chord Tab -Function MenuComplete
}
Register-ArgumentCompleter -Native -CommandName khtgdv -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    $line = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $Env:_KHTGDV_COMPLETE = 'complete_powershell'
        $Env:_KHTGDV_PATHS = '1'
        $Env:_TYPER_COMPLETE_ARGS = $line.PadRight($length).Substring(0, $length)
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
        khtgdv 2>$null | ForEach-Object {
            $word, $text = $_ -split ':::', 2
            if ($word) {
                [System.Management.Automation.CompletionResult]::new(
                    $word, $word, 'ParameterValue', $text)
            } else {
                [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
            }
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        $Env:_KHTGDV_COMPLETE = $null
        $Env:_KHTGDV_PATHS = $null
        $Env:_TYPER_COMPLETE_ARGS = $null
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $null
    }
}
"""

SCRIPTS: dict[str, str] = {
    "bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL, "pwsh": POWERSHELL,
}  # fmt: skip
