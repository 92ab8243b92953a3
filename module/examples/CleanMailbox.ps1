<#
.SYNOPSIS
Cleans one mailbox with a second pair of eyes: one person plans, another approves, and only what was approved is removed.

.DESCRIPTION
Three steps, in one folder that both people can write to:

  Plan      finds the copies, compares bodies, writes them to groups.jsonl and, for reading, copies.csv; changes nothing.
  Approve   by somebody else: writes down who, and the SHA-256 of groups.jsonl.
  Remove    shows what would be done (-WhatIf) and, with -Really, does it: only if groups.jsonl is still the file that was approved.

Run Plan and Remove after Connect-ArchiveSafetyGraph, and Remove after Connect-ExchangeOnline as well, so that it is refused while a migration still syncs. The approval is
a rule that two people keep, not a lock: who may write to the folder can write any of its files.

.PARAMETER Really
Removes. Each copy is saved in the folder's quarantine first; Restore-ArchiveDuplicates brings it back.

.PARAMETER MaximumPercent
How much of the mailbox may be copies: a part of the plan. After weeks of the loop it can be more than half.

.EXAMPLE
./CleanMailbox.ps1 Plan ./anna -Mailbox anna.berg@contoso.example -MaximumPercent 70
./CleanMailbox.ps1 Approve ./anna
./CleanMailbox.ps1 Remove ./anna
./CleanMailbox.ps1 Remove ./anna -Really
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [ValidateSet('Plan', 'Approve', 'Remove')] [string] $Step,
    [Parameter(Mandatory, Position = 1)] [string] $Folder,
    [string] $Mailbox,
    [string] $By = [Environment]::UserName,
    [ValidateRange(0, 100)] [double] $MaximumPercent = 20,
    [switch] $Really
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$groups = Join-Path $Folder 'groups.jsonl'
$plan = Join-Path $Folder 'plan.json'
$approval = Join-Path $Folder 'approval.json'

if ($Step -ne 'Plan' -and $PSBoundParameters.ContainsKey('MaximumPercent')) { throw '-MaximumPercent is a part of the plan, and what somebody else approves. Plan again, into another folder.' }

function Get-Written {
    param([string] $Path, [string] $Missing)

    if (-not (Test-Path -LiteralPath $Path)) { throw $Missing }
    Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json
}

switch ($Step) {
    'Plan' {
        if (-not $Mailbox) { throw 'Name the mailbox with -Mailbox.' }
        if (Test-Path -LiteralPath $approval) { throw "There is an approval in $Folder already. Plan into another folder." }

        $null = New-Item -ItemType Directory -Path $Folder -Force
        $found = @(Find-ArchiveDuplicates -Identity $Mailbox -VerifyBody -GroupsPath $groups)
        $found | ForEach-Object Surplus | Export-Csv -LiteralPath (Join-Path $Folder 'copies.csv') -NoTypeInformation -Encoding UTF8
        @{ By = $By; Mailbox = $Mailbox; Copies = @($found | ForEach-Object Surplus).Count; MaximumPercent = $MaximumPercent } | ConvertTo-Json | Set-Content -LiteralPath $plan -Encoding UTF8
        Remove-ArchiveDuplicates -GroupsPath $groups -QuarantinePath (Join-Path $Folder 'quarantine') -MaximumPercent $MaximumPercent -WhatIf
    }

    'Approve' {
        $planned = Get-Written $plan "Nothing is planned in $Folder."
        if ($planned.By -eq $By) { throw "$By has planned this: somebody else approves it." }

        @{ By = $By; Sha256 = (Get-FileHash -LiteralPath $groups).Hash } | ConvertTo-Json | Set-Content -LiteralPath $approval -Encoding UTF8
        "$By approves the removal of $($planned.Copies) copies from $($planned.Mailbox)."
    }

    'Remove' {
        $planned = Get-Written $plan "Nothing is planned in $Folder."
        $approved = Get-Written $approval "Nobody has approved the plan in $Folder."
        if ($approved.By -eq $planned.By) { throw 'Who planned has approved as well.' }
        if ($approved.Sha256 -ne (Get-FileHash -LiteralPath $groups).Hash) { throw "$groups is not the file that $($approved.By) approved. Plan again." }

        # In the script's own words: a default that somebody has set must not decide whether it removes.
        $remove = @{ GroupsPath = $groups; QuarantinePath = Join-Path $Folder 'quarantine'; MaximumPercent = $planned.MaximumPercent; WhatIf = -not $Really; Confirm = $false }
        Remove-ArchiveDuplicates @remove
    }
}
