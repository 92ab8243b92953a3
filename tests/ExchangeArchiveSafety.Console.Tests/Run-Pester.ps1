<#
.SYNOPSIS
Runs one file of Pester tests in this console and writes what came of it as JSON.

.DESCRIPTION
The object that Pester gives, and not its XML: a file whose discovery fails is absent from the XML, and so is the reason of a skip.
#>
param(
    [Parameter(Mandatory)] [string] $PesterPath,
    [Parameter(Mandatory)] [string] $TestFile,
    [Parameter(Mandatory)] [string] $ResultFile
)

$ErrorActionPreference = 'Stop'
Import-Module $PesterPath

function Format-Trouble {
    param($Record)

    foreach ($one in $Record) {
        '{0}{1}{2}' -f $one, [Environment]::NewLine, $one.ScriptStackTrace
    }
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $TestFile
$configuration.Run.PassThru = $true
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration

$report = [ordered]@{
    Result   = [string] $run.Result
    Total    = $run.TotalCount
    Troubles = @(Format-Trouble $run.FailedContainers.ErrorRecord; Format-Trouble $run.FailedBlocks.ErrorRecord)
    Tests    = @($run.Tests | ForEach-Object {
            [ordered]@{
                Name   = [string] $_.ExpandedPath
                Result = [string] $_.Result
                Said   = if ($_.Result -eq 'Skipped') { "$($_.ErrorRecord)" } else { (Format-Trouble $_.ErrorRecord) -join [Environment]::NewLine }
            }
        })
}
Set-Content -LiteralPath $ResultFile -Value (ConvertTo-Json -InputObject $report -Depth 4) -Encoding utf8
