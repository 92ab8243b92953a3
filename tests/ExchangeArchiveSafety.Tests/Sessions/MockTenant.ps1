# A tenant made of plain functions, written from the documentation of Exchange Online and from nothing else.
# Nothing here is an advanced function but the writer, nothing is typed, and what is stored is never handed out itself.
$global:Mock = @{ Calls = [System.Collections.Generic.List[string]]::new(); Now = [datetime]::new(2026, 3, 1, 0, 0, 0, [DateTimeKind]::Utc) }

function global:New-MockId { param([int]$Number) [guid]('aaaaaaaa-0000-0000-0000-{0:d12}' -f $Number) }

$global:Mock.Mailboxes = @(
    # Number, alias, what differs
    @(1, 'ada', @{}),
    @(2, 'bob', @{ ArchiveGuid = [guid]::Empty; ArchiveStatus = 'None'; ArchiveDatabase = $null }),
    @(3, 'cy', @{ RetentionHoldEnabled = $true; StartDateForRetentionHold = [datetime]::new(2026, 1, 1, 0, 0, 0, [DateTimeKind]::Utc); EndDateForRetentionHold = [datetime]::new(2026, 6, 1, 0, 0, 0, [DateTimeKind]::Utc) }),
    @(4, 'dee', @{ ElcProcessingDisabled = $true }),
    @(5, 'eve', @{}),
    @(6, 'fay', @{ RetentionPolicy = $null }),
    @(7, 'gus', @{ RetentionPolicy = 'Deletes'; Used = '96.5 GB (103,616,115,712 bytes)' }),
    @(8, 'hal', @{}),
    @(9, 'ivy', @{})
) | ForEach-Object {
    $number, $alias, $differs = $_
    $mailbox = @{
        Name = "$alias-$number"; Alias = $alias; DisplayName = $alias.ToUpperInvariant()
        PrimarySmtpAddress = "$alias@fabrikam.example"; UserPrincipalName = "$alias.upn@fabrikam.example"
        EmailAddresses = @("SMTP:$alias@fabrikam.example", "smtp:$alias.old@fabrikam.example", "SIP:$alias@fabrikam.example", 'SPO:SPO_x')
        ExchangeGuid = New-MockId $number; Guid = New-MockId (100 + $number); ExternalDirectoryObjectId = (New-MockId (200 + $number)).ToString()
        ArchiveGuid = New-MockId (300 + $number); ArchiveStatus = 'Active'; ArchiveDatabase = 'db1'; ArchiveState = 'Local'
        RetentionPolicy = 'Default MRM Policy'; RetentionHoldEnabled = $false; StartDateForRetentionHold = $null; EndDateForRetentionHold = $null
        ElcProcessingDisabled = $false; AutoArchivingEnabled = $true; LitigationHoldEnabled = $false; InPlaceHolds = @()
        ProhibitSendReceiveQuota = '100 GB (107,374,182,400 bytes)'; RecipientTypeDetails = 'UserMailbox'; Used = '10 GB (10,737,418,240 bytes)'
    }
    foreach ($key in $differs.Keys) { $mailbox[$key] = $differs[$key] }
    $mailbox
}

$global:Mock.Batches = @(
    @{ Identity = 'IMAP one'; Status = 'Synced'; MigrationType = 'IMAP'; StartDateTime = [datetime]::new(2026, 2, 1, 0, 0, 0, [DateTimeKind]::Utc) },
    @{ Identity = 'Finished'; Status = 'Completed'; MigrationType = 'IMAP'; StartDateTime = [datetime]::new(2025, 2, 1, 0, 0, 0, [DateTimeKind]::Utc) },
    @{ Identity = 'Hybrid'; Status = 'Synced'; MigrationType = 'ExchangeRemoteMove'; StartDateTime = [datetime]::new(2026, 2, 1, 0, 0, 0, [DateTimeKind]::Utc) }
)
$global:Mock.Users = @(
    @{ Identity = 'ada@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' },
    @{ Identity = 'bob@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' },
    @{ Identity = 'CY@FABRIKAM.EXAMPLE'; BatchId = 'IMAP one'; Status = 'IncrementalSyncing' },
    @{ Identity = 'dee.old@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' },
    @{ Identity = 'eve@fabrikam.example'; BatchId = 'Finished'; Status = 'Completed' },
    @{ Identity = 'fay@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' },
    @{ Identity = 'gus@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' },
    @{ Identity = 'hal@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Stopped' },
    @{ Identity = 'ivy@fabrikam.example'; BatchId = 'Hybrid'; Status = 'Synced' }
)

function global:Write-MockCall {
    param([string]$Name, $Bound)
    $global:Mock.Calls.Add($Name + ' ' + (($Bound.Keys | ForEach-Object { "-$_ $($Bound[$_])" }) -join ' '))
}

function global:Find-MockMailbox {
    param($Identity)
    $global:Mock.Mailboxes | Where-Object {
        $mailbox = $_
        $Identity -in @($mailbox.ExchangeGuid.ToString(), $mailbox.Guid.ToString(), $mailbox.ExternalDirectoryObjectId, $mailbox.Alias, $mailbox.Name, $mailbox.PrimarySmtpAddress, $mailbox.UserPrincipalName) -or
        "smtp:$Identity" -in $mailbox.EmailAddresses
    }
}

function global:Get-MigrationUser {
    param($Identity, $BatchId, $Status, $MailboxGuid, $ResultSize)
    Write-MockCall 'Get-MigrationUser' $PSBoundParameters
    $found = @($global:Mock.Users | Where-Object { -not $Identity -or $_.Identity -eq $Identity })
    if ($Identity -and $found.Count -eq 0) { throw "ExA1|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The migration user `"$Identity`" can't be found." }
    foreach ($user in $found) { [pscustomobject]@{ Identity = $user.Identity; BatchId = $user.BatchId; Status = $user.Status; StatusSummary = 'Active'; RecipientType = 'Mailbox' } }
}

function global:Get-MigrationBatch {
    param($Identity, $Status, $ResultSize)
    Write-MockCall 'Get-MigrationBatch' $PSBoundParameters
    foreach ($batch in $global:Mock.Batches) {
        if ($Identity -and $batch.Identity -ne $Identity) { continue }
        [pscustomobject]@{
            Identity = $batch.Identity; Status = $batch.Status; MigrationType = $batch.MigrationType; StartDateTime = $batch.StartDateTime
            TotalCount = @($global:Mock.Users | Where-Object { $_.BatchId -eq $batch.Identity }).Count
        }
    }
}

function global:Get-Mailbox {
    param($Identity, $ResultSize)
    Write-MockCall 'Get-Mailbox' $PSBoundParameters
    $found = if ($Identity) { @(Find-MockMailbox $Identity) } else { $global:Mock.Mailboxes }
    if (-not $found) { throw "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object '$Identity' couldn't be found on 'x'." }
    foreach ($mailbox in $found) {
        $shown = [ordered]@{ Identity = $mailbox.Name; Id = $mailbox.Name }
        foreach ($key in $mailbox.Keys) { if ($key -ne 'Used') { $shown[$key] = $mailbox[$key] } }
        [pscustomobject]$shown
    }
}

function global:Get-MailboxStatistics {
    param($Identity)
    Write-MockCall 'Get-MailboxStatistics' $PSBoundParameters
    $mailbox = Find-MockMailbox $Identity
    [pscustomobject]@{ DisplayName = $mailbox.DisplayName; MailboxGuid = $mailbox.ExchangeGuid; ItemCount = 12; TotalItemSize = $mailbox.Used; TotalDeletedItemSize = '0 B (0 bytes)' }
}

function global:Get-RetentionPolicy {
    param($Identity)
    Write-MockCall 'Get-RetentionPolicy' $PSBoundParameters
    [pscustomobject]@{ Name = 'Default MRM Policy'; Identity = 'Default MRM Policy'; IsDefault = $true; RetentionPolicyTagLinks = @('Default 2 year move to archive', '1 Week Delete') }
    [pscustomobject]@{ Name = 'Deletes'; Identity = 'Deletes'; IsDefault = $false; RetentionPolicyTagLinks = @('1 Week Delete') }
}

function global:Get-RetentionPolicyTag {
    param($Identity, $Mailbox, [switch]$OptionalInMailbox)
    Write-MockCall 'Get-RetentionPolicyTag' $PSBoundParameters
    if ($OptionalInMailbox) { return }
    [pscustomobject]@{ Name = 'Default 2 year move to archive'; Type = 'All'; RetentionAction = 'MoveToArchive'; RetentionEnabled = $true; AgeLimitForRetention = '730.00:00:00' }
    [pscustomobject]@{ Name = '1 Week Delete'; Type = 'Personal'; RetentionAction = 'DeleteAndAllowRecovery'; RetentionEnabled = $true; AgeLimitForRetention = '7.00:00:00' }
}

function global:Get-OrganizationConfig {
    Write-MockCall 'Get-OrganizationConfig' $PSBoundParameters
    [pscustomobject]@{ Name = 'fabrikam.example'; Identity = 'fabrikam.example'; ElcProcessingDisabled = $false; InPlaceHolds = @() }
}

function global:Export-MailboxDiagnosticLogs {
    param($Identity, [switch]$ExtendedProperties)
    Write-MockCall 'Export-MailboxDiagnosticLogs' $PSBoundParameters
    $mailbox = Find-MockMailbox $Identity
    [pscustomobject]@{
        Identity = $mailbox.Name; LogName = 'ExtendedProperties'
        MailboxLog = '<Properties><MailboxTable><Property><Name>ELCLastSuccessTimestamp</Name><Value>2/27/2026 3:04:05 AM</Value></Property>' +
            '<Property><Name>ElcLastRunArchivedFromRootItemCount</Name><Value>12</Value></Property></MailboxTable></Properties>'
    }
}

function global:Set-Mailbox {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    param([Parameter(Mandatory = $true, Position = 0)]$Identity, $RetentionHoldEnabled, $StartDateForRetentionHold, $EndDateForRetentionHold, $ElcProcessingDisabled, $AutoArchivingEnabled)
    if (-not $PSCmdlet.ShouldProcess("$Identity")) { return }
    Write-MockCall 'Set-Mailbox' $PSBoundParameters
    $mailbox = Find-MockMailbox $Identity
    $hold = if ($PSBoundParameters.ContainsKey('RetentionHoldEnabled')) { $RetentionHoldEnabled } else { $mailbox.RetentionHoldEnabled }
    foreach ($date in 'StartDateForRetentionHold', 'EndDateForRetentionHold') {
        if ($PSBoundParameters[$date] -and -not $hold) { throw "$date needs RetentionHoldEnabled." }
    }
    foreach ($name in 'RetentionHoldEnabled', 'StartDateForRetentionHold', 'EndDateForRetentionHold', 'ElcProcessingDisabled', 'AutoArchivingEnabled') {
        if ($PSBoundParameters.ContainsKey($name)) { $mailbox[$name] = $PSBoundParameters[$name] }
    }
}

function global:Stop-MigrationUser {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param($Identity)
    Write-MockCall 'Stop-MigrationUser' $PSBoundParameters
    $global:Mock.Users | Where-Object { $_.Identity -eq $Identity } | ForEach-Object { $_.Status = 'Stopped' }
}

function global:Get-MockSettings {
    foreach ($mailbox in $global:Mock.Mailboxes) {
        $mailbox.Alias + ': ' + (($mailbox.Keys | ForEach-Object { [string]$_ } | ForEach-Object { "$_=" + $(if ($mailbox[$_] -is [datetime]) { $mailbox[$_].ToUniversalTime().ToString('o') } else { "$($mailbox[$_])" }) }) -join '; ')
    }
}
