<#
.SYNOPSIS
A daily check that mails a report when something needs somebody.

.DESCRIPTION
Judges every migrating mailbox of the connected tenant, compares what is suspended with the tenant, writes one page, and hands it to -Send. Where nothing is at risk
and nothing was changed by others it sends nothing, unless -Always is given.

Run it after Connect-ExchangeOnline; it reads only. Sending is a script block, so that it goes by whatever your organization sends with. Without one it goes through
Microsoft Graph as the connection of Connect-MgGraph, with sendMail: module Microsoft.Graph.Authentication, permission Mail.Send. Send-MailMessage is obsolete.

.PARAMETER From
The mailbox that sends.

.PARAMETER To
Who gets it.

.PARAMETER Send
Sends: gets the subject, a text and the path of the report.

.PARAMETER JournalPath
The journal, where it is not the one that the module keeps for the tenant.

.EXAMPLE
./DailyReport.ps1 -From reports@contoso.example -To admins@contoso.example

.EXAMPLE
./DailyReport.ps1 -Send { param($Subject, $Text, $Report) ./Send-Teams.ps1 -Title $Subject -File $Report }
#>
[CmdletBinding()]
param(
    [string] $From,
    [string[]] $To,
    [scriptblock] $Send,
    [string] $JournalPath,
    [switch] $Always
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if (-not $Send) {
    if (-not $From -or -not $To) { throw 'Name -From and -To, or say how to send with -Send.' }

    # The body of a request may have 4 MB in all: a larger report goes as its text only.
    $Send = {
        param($Subject, $Text, $Report)

        $message = @{
            subject      = $Subject
            body         = @{ contentType = 'Text'; content = $Text }
            toRecipients = @($To | ForEach-Object { @{ emailAddress = @{ address = $_ } } })
        }
        $bytes = [IO.File]::ReadAllBytes($Report)
        if ($bytes.Length -lt 2500000) {
            $message.attachments = @(@{ '@odata.type' = '#microsoft.graph.fileAttachment'; name = 'archive-safety.html'; contentType = 'text/html'; contentBytes = [Convert]::ToBase64String($bytes) })
        }

        $body = @{ message = $message; saveToSentItems = $false } | ConvertTo-Json -Depth 6
        Invoke-MgGraphRequest -Method POST -Uri ('v1.0/users/{0}/sendMail' -f [Uri]::EscapeDataString($From)) -Body $body -ContentType 'application/json'
    }
}

$journal = @{}
if ($JournalPath) { $journal.JournalPath = $JournalPath }

# What cannot be read must not look like nothing: it is counted, and stands in the mail.
$verdicts = @(Test-ArchiveMigrationConflict -IncludeSafe -ErrorAction Continue -ErrorVariable failed)
$suspended = @(Get-ArchivePolicySuspension @journal -WarningAction SilentlyContinue -ErrorAction Continue -ErrorVariable +failed)
$atRisk = @($verdicts | Where-Object { $_.State -in 'Conflicting', 'Imminent', 'Indeterminate' })
$changed = @($suspended | Where-Object Status -NE 'Suspended')
$subject = 'Archive safety: {0} at risk, {1} suspended, {2} changed by others, {3} errors' -f $atRisk.Count, $suspended.Count, $changed.Count, $failed.Count

if ($Always -or $atRisk -or $changed -or $failed) {
    $report = Join-Path ([IO.Path]::GetTempPath()) ('archive-safety-{0}.html' -f [guid]::NewGuid())
    try {
        @($verdicts) + @($suspended) | Export-ArchiveSafetyReport $report
        $text = @(
            $atRisk | ForEach-Object { '{0}: {1}' -f $_.Identity, $_.State }
            $changed | ForEach-Object { '{0}: {1}. {2}' -f $_.Identity, $_.Status, $_.Reason }
            $failed | ForEach-Object { "Error: $_" }
        ) -join [Environment]::NewLine
        & $Send $subject $text $report
    }
    finally {
        Remove-Item -LiteralPath $report -ErrorAction Ignore
    }
}

$subject
