<#
.SYNOPSIS
Hands a tenant-to-tenant migration over to whoever goes on with it: what is suspended, what it rests on, and how it stood.

.DESCRIPTION
Give collects into one folder: the snapshot of the connected tenant, the journal with every previous value, the verdicts as a report, and the SHA-256 of each file.
It reads only. Take checks the files, judges the snapshot without a tenant, and shows what the journal holds suspended: each of it has to be resumed in the tenant that it
was suspended in, by Resume-ConflictingArchivePolicy -JournalPath <the journal taken>.

In a migration from tenant to tenant the one that mail goes to is the one to hand over: there archiving meets the sync. From then on only the taken journal is written
to: two copies that go on apart would each know a half.

.EXAMPLE
./HandOver.ps1 Give ./handover -JournalPath ./contoso.journal.jsonl
./HandOver.ps1 Take ./handover
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [ValidateSet('Give', 'Take')] [string] $Step,
    [Parameter(Mandatory, Position = 1)] [string] $Folder,
    [string] $JournalPath
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$snapshot = Join-Path $Folder 'tenant.snapshot.json'
$journal = Join-Path $Folder 'tenant.journal.jsonl'
$hashes = Join-Path $Folder 'hashes.csv'
$names = 'tenant.snapshot.json', 'tenant.journal.jsonl', 'report.html'

if ($Step -eq 'Give') {
    if (-not $JournalPath) { throw 'Name the journal with -JournalPath: (Get-ArchivePolicySuspension).JournalPath tells which it is.' }

    if (Test-Path -LiteralPath $hashes) { throw "$Folder holds a hand-over already. Name another folder: two copies of one journal go on apart." }

    $null = New-Item -ItemType Directory -Path $Folder -Force
    $null = Export-ArchiveSafetySnapshot $snapshot

    # The journal is read by the module first: one that it cannot read is not worth handing over.
    $suspended = @(Get-ArchivePolicySuspension -JournalPath $JournalPath)
    Copy-Item -LiteralPath $JournalPath -Destination $journal
    @(Test-ArchiveMigrationConflict -IncludeSafe) + $suspended | Export-ArchiveSafetyReport (Join-Path $Folder 'report.html') -Force

    # A copy has the rights of what it was copied from, and keeps them when it is written anew: like the snapshot, the hashes are for their owner alone.
    Copy-Item -LiteralPath $snapshot -Destination $hashes
    $names | ForEach-Object { [pscustomobject]@{ Name = $_; Sha256 = (Get-FileHash -LiteralPath (Join-Path $Folder $_)).Hash } } | Export-Csv -LiteralPath $hashes -NoTypeInformation -Encoding UTF8
    Get-ChildItem -LiteralPath $Folder -File
    return
}

$given = @(Import-Csv -LiteralPath $hashes -Encoding UTF8)
foreach ($name in $names) {
    $expected = $given | Where-Object Name -EQ $name
    if (-not $expected -or $expected.Sha256 -ne (Get-FileHash -LiteralPath (Join-Path $Folder $name)).Hash) { throw "$name is not the file that was given." }
}

Test-ArchiveMigrationConflict -SnapshotPath $snapshot

# Without a session the journal alone speaks; that it could not be compared with the tenant is no news here.
Get-ArchivePolicySuspension -JournalPath $journal -WarningAction SilentlyContinue
