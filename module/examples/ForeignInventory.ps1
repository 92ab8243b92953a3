<#
.SYNOPSIS
Makes an inventory from the CSV file of another tool, so that Find-ArchiveDuplicates can read it.

.DESCRIPTION
Every column is named by -Column: on the left the inventory's, on the right the tool's; a script block takes the row, where a value has to be made of others. Times are
read by -Culture and taken as UTC unless they carry a zone; -LocalTime takes them as local time of this machine. Sizes are bytes. What a tool does not tell is left out, and
Find-ArchiveDuplicates says what that costs: without message ids there is only weak evidence, which is never removed unless asked for.

A row without a mailbox, an id or a time that can be read ends the script: an inventory that lacks rows would hide originals.

.EXAMPLE
./ForeignInventory.ps1 ./export.csv ./contoso.inventory.csv -Culture de-DE -Delimiter ';' -Column @{
    Mailbox = 'Owner'; FolderPath = 'Folder'; ItemId = 'EntryID'; InternetMessageId = 'Message-ID'; Subject = 'Subject'; Sender = 'From'
    SentUtc = 'Sent'; ReceivedUtc = 'Received'; Size = 'Bytes'; ItemClass = { 'IPM.Note' }; HasAttachments = { [int] $_.Files -gt 0 }
    Location = { if ($_.Store -like 'Archive*') { 'Archive' } else { 'Primary' } }
}
Find-ArchiveDuplicates -InventoryPath ./contoso.inventory.csv -Summary
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [Parameter(Mandatory, Position = 1)] [string] $Destination,
    [Parameter(Mandatory)] [hashtable] $Column,
    [char] $Delimiter = ',',
    [Globalization.CultureInfo] $Culture = [Globalization.CultureInfo]::InvariantCulture,
    [switch] $LocalTime
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$known = 'Mailbox', 'Location', 'FolderPath', 'ItemId', 'ItemClass', 'InternetMessageId', 'Subject', 'Sender', 'SentUtc', 'ReceivedUtc', 'CreatedUtc', 'LastModifiedUtc', 'Size',
    'HasAttachments', 'BodyDigest', 'SearchKey'
$unknown = @($Column.Keys | Where-Object { $known -notcontains $_ })
if ($unknown) { throw "The inventory has no column $($unknown -join ', '). It has: $($known -join ', ')." }

$styles = [Globalization.DateTimeStyles]::AdjustToUniversal -bor $(if ($LocalTime) { [Globalization.DateTimeStyles]::AssumeLocal } else { [Globalization.DateTimeStyles]::AssumeUniversal })
$line = 1
Import-Csv -LiteralPath $Path -Delimiter $Delimiter -Encoding UTF8 | ForEach-Object {
    $line++
    $row = [ordered]@{}
    foreach ($name in $known) {
        $source = $Column[$name]
        # Of the wrong name Import-Csv makes nothing; strict mode makes an error of it.
        $value = if ($source -is [scriptblock]) { $_ | ForEach-Object $source } elseif ($source) { $_.$source } else { '' }
        if ($name -like '*Utc' -and $value) {
            $value = [DateTime]::Parse($value, $Culture, $styles).ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
        }

        $row[$name] = $value
    }

    if (-not $row.Mailbox -or -not $row.ItemId) { throw "Row $line has no mailbox or no id." }
    [pscustomobject] $row
} | Export-Csv -LiteralPath "$Destination.part" -NoTypeInformation -Encoding UTF8

# Only a whole one gets its name.
Move-Item -LiteralPath "$Destination.part" -Destination $Destination -Force
Get-Item -LiteralPath $Destination
