<#
.SYNOPSIS
One pass of the guard, for Azure Automation and any other scheduler.

.DESCRIPTION
Connects to Exchange Online where the session is not connected yet, makes one pass with Invoke-ArchiveSafetyGuard, and says how it went: in Azure
Automation as one line of JSON and a failed job, elsewhere as an object and an exit code.

Runs as it stands in Windows PowerShell 5.1 and in PowerShell 7. Needs the modules ExchangeOnlineManagement and ExchangeArchiveSafety.
Permissions, schedule, storage and alerts: Get-Help about_ArchiveSafetyGuard.

Exit codes: 0 all is well; 1 something failed; 2 refused, or nobody could say who migrates, or the pass did not come to its end; 3 the time was up.
Anything else is a failure too.

.PARAMETER Organization
The tenant's initial domain, contoso.onmicrosoft.com. Not needed where the session is connected already.

.PARAMETER Mode
Observe reads, judges and remembers. Protect also suspends what is at risk and resumes what has settled.

.PARAMETER JournalUri
The append blob that holds the journal, https://<account>.blob.core.windows.net/<container>/<name>. A runbook's disk does not last.

.PARAMETER JournalPath
The file that holds the journal, where the scheduler's disk does last.

.PARAMETER AppId
The application to sign in as, with CertificateThumbprint. Without, the managed identity of this machine or automation account is used.

.PARAMETER ManagedIdentityId
The client id of a user-assigned managed identity.

.PARAMETER DnsServer
The name server to ask where mail goes, by address, where the one of this machine does not know what the world knows.

.PARAMETER TimeBudget
How long the pass may take, as hours:minutes:seconds. A job in Azure Automation may run for three hours.
#>
[CmdletBinding()]
param(
    [string] $Organization,
    [ValidateSet('Observe', 'Protect')] [string] $Mode = 'Observe',
    [string] $JournalUri,
    [string] $JournalPath,
    [string] $AppId,
    [string] $CertificateThumbprint,
    [string] $ManagedIdentityId,
    [string] $SettleTime = '3.00:00:00',
    [string] $TimeBudget = '00:50:00',
    [int] $MaximumSuspensions = 100,
    [int] $Partition = 0,
    [int] $PartitionCount = 0,
    [string[]] $ExternallyMigrating = @(),
    [string] $DnsServer,
    [string] $EventPath,
    [string] $ReportPath
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# The variable in Windows PowerShell, the environment in PowerShell 7.
$isAutomation = [bool](Get-Variable PSPrivateMetadata -ErrorAction Ignore) -or "$env:AZUREPS_HOST_ENVIRONMENT" -like 'AzureAutomation*'
$ownReport = $null
$isOurConnection = $false
$exitCode = 2

function Connect-Tenant {
    if (Get-Command Get-MigrationBatch -ErrorAction Ignore) { return $false }
    if ((Get-Command Get-ConnectionInformation -ErrorAction Ignore) -and @(Get-ConnectionInformation | Where-Object State -EQ 'Connected').Count -gt 0) { return $false }
    if (-not $Organization) { throw 'Not connected to Exchange Online: name the tenant with -Organization, contoso.onmicrosoft.com.' }

    $how = @{ Organization = $Organization; ShowBanner = $false }
    if ($AppId) {
        $how.AppId = $AppId
        $how.CertificateThumbprint = $CertificateThumbprint
    }
    else {
        $how.ManagedIdentity = $true
        if ($ManagedIdentityId) { $how.ManagedIdentityAccountId = $ManagedIdentityId }
    }

    Import-Module ExchangeOnlineManagement
    Connect-ExchangeOnline @how
    return $true
}

try {
    if (-not (Get-Command Invoke-ArchiveSafetyGuard -ErrorAction Ignore)) { Import-Module ExchangeArchiveSafety }
    $isOurConnection = Connect-Tenant

    $pass = @{ Mode = $Mode; SettleTime = $SettleTime; TimeBudget = $TimeBudget; MaximumSuspensions = $MaximumSuspensions; Confirm = $false }
    foreach ($name in 'JournalUri', 'JournalPath', 'DnsServer', 'EventPath', 'ReportPath') {
        $value = Get-Variable $name -ValueOnly
        if ($value) { $pass[$name] = $value }
    }
    if ($Partition) { $pass.Partition = $Partition }
    if ($PartitionCount) { $pass.PartitionCount = $PartitionCount }
    if ($ExternallyMigrating) { $pass.ExternallyMigrating = $ExternallyMigrating }

    # The report is one line of JSON that reads the same from every PowerShell; what ConvertTo-Json makes of names and times differs.
    if ($isAutomation -and -not $ReportPath) { $pass.ReportPath = $ownReport = [IO.Path]::GetTempFileName() }

    # What goes wrong with one mailbox stands in the result; it must not end the pass.
    $result = Invoke-ArchiveSafetyGuard @pass -ErrorAction Continue
    if ($result) {
        $exitCode = $result.ExitCode
        # .NET takes a relative path from another folder than PowerShell does, and Get-Content other bytes for text in 5.1.
        if ($isAutomation) { [IO.File]::ReadAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($pass.ReportPath)) } else { $result }
    }
}
catch {
    if ($isAutomation) { throw }
    Write-Error -ErrorRecord $_ -ErrorAction Continue
}
finally {
    if ($ownReport) { Remove-Item -LiteralPath $ownReport -ErrorAction Ignore }
    if ($isOurConnection) { Disconnect-ExchangeOnline -Confirm:$false -ErrorAction Continue }
}

# A job of Azure Automation fails by an error that ends it; its exit code is seen by nobody.
if ($isAutomation) {
    if ($exitCode -ne 0) { throw "The pass ended with exit code $exitCode. Get-Help about_ArchiveSafetyGuard tells what it means." }
}
else {
    exit $exitCode
}
