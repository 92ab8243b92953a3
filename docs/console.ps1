# Draws docs/console.svg: the lines of the README in a real PowerShell on the lab, as that shows them. Run by screenshots.sh.
param([Parameter(Mandatory)] [string] $Uri, [string] $Path = (Join-Path $PSScriptRoot 'console.svg'))

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# What a console is where nobody says otherwise; tables break their words by it.
$columns = 120
$artifacts = Join-Path $PSScriptRoot '../artifacts'
$commands = [ordered]@{
    'Test-ArchiveMigrationConflict'                                                    = 8
    'Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -WhatIf'         = 8
    'Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy'                 = 11
}

# A process of its own, so that what the console itself says (What if) is there too.
$journal = Join-Path ([IO.Path]::GetTempPath()) ('console-{0}.jsonl' -f [guid]::NewGuid())
$file = [IO.Path]::ChangeExtension($journal, '.ps1')
$lines = @(
    "`$PSStyle.OutputRendering = 'Ansi'; `$WarningPreference = `$VerbosePreference = 'SilentlyContinue'"
    "Import-Module '$artifacts/module/ExchangeArchiveSafety', '$artifacts/lab/ExchangeArchiveSafety.Lab.Exchange'; Connect-LabExchange -Uri '$Uri'"
    "`$PSDefaultParameterValues['*ConflictingArchivePolicy:JournalPath'] = '$journal'"
    $commands.Keys | ForEach-Object { "'>>> $_'"; "$_ 2>`$null | Out-String -Width $columns" }
)
Set-Content -LiteralPath $file -Value $lines
$shell = (Get-Process -Id $PID).Path
# As a package of .NET, PowerShell is a library that dotnet runs.
$library = if ([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
$said = (& $shell @($library | Where-Object { $_ }) -NoProfile -File $file) -join "`n"
Remove-Item -LiteralPath $file, $journal, "$journal*" -ErrorAction Ignore

$colors = @{ '30' = 'k'; '31' = 'r'; '32' = 'g'; '33' = 'y'; '34' = 'b'; '35' = 'm'; '36' = 'c'; '90' = 'd'; '91' = 'r'; '92' = 'g'; '93' = 'y'; '94' = 'b'; '95' = 'm'; '96' = 'c' }
$drawn = [Collections.Generic.List[string]]::new()
foreach ($part in $said -split '(?m)^>>> ' | Select-Object -Skip 1) {
    $command, $output = $part -split "`n", 2
    $drawn.Add('<tspan class="d">PS&gt;</tspan> ' + [Security.SecurityElement]::Escape($command))
    $shown = @($output -split "`n" | ForEach-Object { $_.TrimEnd() } | Where-Object { ($_ -replace '\e\[[0-9;]*m', '').Trim() } | ForEach-Object {
            # The console breaks what is longer than it is wide.
            if ($_ -match '\e' -or $_.Length -le $columns) { $_ } else { [regex]::Matches($_, ".{1,$columns}") | ForEach-Object Value }
        })
    foreach ($line in $shown | Select-Object -First $commands[$command]) {
        $class = ''
        $drawn.Add(-join ([regex]::Matches($line, '\e\[([0-9;]*)m|[^\e]+') | ForEach-Object {
                    if ($_.Groups[1].Success) {
                        $class = ($_.Groups[1].Value -split ';' | ForEach-Object { $colors[$_] } | Select-Object -Last 1) ?? ''
                    }
                    else {
                        $text = [Security.SecurityElement]::Escape($_.Value)
                        if ($class) { "<tspan class=""$class"">$text</tspan>" } else { $text }
                    }
                }))
    }

    if ($shown.Count -gt $commands[$command]) { $drawn.Add('<tspan class="d">…</tspan>') }
    $drawn.Add('')
}

$row = 18
$svg = [Text.StringBuilder]::new()
$null = $svg.Append("<svg xmlns=""http://www.w3.org/2000/svg"" width=""$($columns * 8 + 32)"" height=""$($drawn.Count * $row + 24)"" font-family=""Consolas,Menlo,'DejaVu Sans Mono',monospace"" font-size=""13"">`n")
$null = $svg.Append('<style>rect{fill:#fdfdfd;stroke:#ccc}text{fill:#222;white-space:pre}.d{fill:#777}.r{fill:#b3261e}.g{fill:#1b7f3b}.y{fill:#8a6100}.b{fill:#1a56b0}.m{fill:#8a2a8a}.c{fill:#00707a}' +
    '@media(prefers-color-scheme:dark){rect{fill:#1b1d21;stroke:#444}text{fill:#ddd}.d{fill:#999}.r{fill:#ff8a80}.g{fill:#7ee29b}.y{fill:#f0cf6a}.b{fill:#8ab8ff}.m{fill:#e59be5}.c{fill:#6fd6df}}</style>')
$null = $svg.Append("`n<rect x="".5"" y="".5"" width=""$($columns * 8 + 31)"" height=""$($drawn.Count * $row + 23)"" rx=""6""/>`n")
for ($index = 0; $index -lt $drawn.Count; $index++) {
    if ($drawn[$index]) { $null = $svg.Append("<text x=""16"" y=""$($index * $row + 26)"" xml:space=""preserve"">$($drawn[$index])</text>`n") }
}

[IO.File]::WriteAllText($Path, $svg.Append("</svg>`n").ToString())
