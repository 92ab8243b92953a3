#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab

    # Pester empties TestDrive after each Describe; this journal is for all of them.
    $journal = Join-Path $lab.Folder 'journal.jsonl'

    # A batch that is removed reads Removing for a moment.
    function Complete-Wave {
        param([string] $Name)

        Remove-MigrationBatch -Identity $Name -Confirm:$false
        $null = Step-LabClock -Minutes 30
        Get-MigrationBatch | Where-Object { $_.Identity -eq $Name } | Should -BeNullOrEmpty
    }

    function Restore-Mailbox {
        param([string] $Identity)

        Set-Mailbox -Identity $Identity -RetentionHoldEnabled $true -Confirm:$false
        Set-Mailbox -Identity $Identity -StartDateForRetentionHold $null -EndDateForRetentionHold $null -Confirm:$false
        Set-Mailbox -Identity $Identity -RetentionHoldEnabled $false -ElcProcessingDisabled $false -AutoArchivingEnabled $true -Confirm:$false
    }
}

AfterAll {
    Stop-Lab $lab
}

Describe 'The whole cycle: test, suspend, migrate on, end, resume' -ForEach @(
    # Every starting setting that the tenant has; each must come back exactly.
    @{
        Starts = 'anna.berg', 'ben.castro', 'stale.dates', 'litigation.hold', 'no.policy.default', 'personal.only', 'opted.in', 'shared.office', 'auto.full',
            'auto.full.held', 'auto.half', 'auto.low', 'auto.off', 'hold.open', 'hold.before', 'hold.ending', 'hold.expired', 'hold.ahead', 'elc.off', 'elc.locked'
    }
) {
    BeforeAll {
        $waveJournal = Join-Path $lab.Folder 'wave.jsonl'
        $before = @{}
        $Starts | ForEach-Object { $before[$_] = Get-ArchivingSetting $_ }

        # A week in which nobody acts, so that the tenant shows what the suspension is for.
        $null = Step-LabClock -Days 7
        $neglected = Get-LabCount -Total
        $suspended = @($Starts | Suspend-ConflictingArchivePolicy -Force -JournalPath $waveJournal -WarningAction SilentlyContinue)
        $afterSuspending = Get-LabCount anna.berg
        $controlAfterSuspending = Get-LabCount clara.dietz
        $null = Step-LabClock -Days 30
        $monthLater = Get-LabCount anna.berg
        $controlMonthLater = Get-LabCount clara.dietz
        $early = Invoke-AndCatch { Resume-ConflictingArchivePolicy -JournalPath $waveJournal }
        $untilEnd = @{}
        $Starts | ForEach-Object { $untilEnd[$_] = Get-ArchivingSetting $_ }
        Complete-Wave 'IMAP wave 1'
        $preview = @(Resume-ConflictingArchivePolicy -JournalPath $waveJournal -WhatIf -WarningAction SilentlyContinue)
        Clear-LabCall $lab
        $resumed = @(Resume-ConflictingArchivePolicy -JournalPath $waveJournal -WarningVariable warnings -WarningAction SilentlyContinue)
        $restarts = @(Get-LabCall $lab -Writes | Where-Object { $_.command -like 'Start-*' })
    }

    It 'begins with mail that reappears in a week in which nobody acts' {
        $neglected.Reappeared + $neglected.DuplicatedInArchive | Should -BeGreaterThan 0
    }

    It 'suspends all of them' {
        $suspended | Should -HaveCount 20
        $suspended.Status | Sort-Object -Unique | Should -BeIn 'Suspended', 'AlreadySuspended'
    }

    It 'lets a month pass in which nothing more reappears or is duplicated' {
        $monthLater.Reappeared | Should -BeLessOrEqual $afterSuspending.Reappeared
        $monthLater.DuplicatedInArchive | Should -Be $afterSuspending.DuplicatedInArchive
        $monthLater.Missing | Should -Be 0
    }

    It 'while a mailbox that nobody suspended goes on' {
        $controlMonthLater.Reappeared + $controlMonthLater.DuplicatedInArchive |
            Should -BeGreaterThan ($controlAfterSuspending.Reappeared + $controlAfterSuspending.DuplicatedInArchive)
    }

    It 'refuses to resume the journal while the migration runs, mailbox by mailbox; that is no error, and nothing is written' {
        $early.Terminated | Should -BeFalse
        $early.ErrorIds | Should -HaveCount 0
        $early.Output.Status | Sort-Object -Unique | Should -Be 'Refused'
        $early.Output[0].Reason | Should -Match 'IMAP wave 1'
        $early.Output[0].Reason | Should -Match 'Force'
        $untilEnd['anna.berg'] | Should -Match 'RetentionHoldEnabled=True'
    }

    It 'shows with -WhatIf what it would do' {
        $preview.Status | Sort-Object -Unique | Should -Be 'WhatIf'
        ($preview | Where-Object Identity -Like 'anna.berg*').After.RetentionHoldEnabled | Should -BeFalse
    }

    It 'resumes everything in the journal when the migration has ended' {
        $resumed.Count | Should -Be @($suspended | Where-Object Status -EQ 'Suspended').Count
        $resumed.Status | Sort-Object -Unique | Should -Be 'Resumed'
    }

    It 'restores the settings of <_> exactly as they were' -ForEach $Starts {
        Get-ArchivingSetting $_ | Should -Be $before[$_]
    }

    It 'warns once of the waiting times that nobody can see' {
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'EAS2012'
    }

    It 'restarts no migration' {
        $restarts | Should -HaveCount 0
    }

    It 'leaves nothing to resume' {
        Get-ArchivePolicySuspension -JournalPath $waveJournal | Should -BeNullOrEmpty
        Resume-ConflictingArchivePolicy -JournalPath $waveJournal | Should -BeNullOrEmpty
        Test-ArchiveMigrationConflict anna.berg, ben.castro -Quiet | Should -BeFalse
    }
}

Describe 'Resume-ConflictingArchivePolicy by name and in a pipeline' {
    BeforeAll {
        # After the removal of their batch these mailboxes do not migrate any more: -Force suspends them, and nothing stands against resuming.
        function Suspend-Ended {
            param([string[]] $Identity)

            Suspend-ConflictingArchivePolicy $Identity -Force -JournalPath $journal -WarningAction SilentlyContinue | ForEach-Object { $_.Status | Should -Be 'Suspended' }
        }
    }

    It 'resumes only the mailbox that is named' {
        Suspend-Ended anna.berg, ben.castro
        $result = Resume-ConflictingArchivePolicy anna.berg -JournalPath $journal -WarningAction SilentlyContinue
        $result | Should -HaveCount 1
        $result | Should -BeOfType 'ExchangeArchiveSafety.ArchivePolicySuspension'
        $result.Status | Should -Be 'Resumed'
        $result.Identity | Should -Be 'anna.berg@contoso.example'
        $result.Before.RetentionHoldEnabled | Should -BeTrue
        $result.After.RetentionHoldEnabled | Should -BeFalse
        (Get-Mailbox ben.castro).RetentionHoldEnabled | Should -BeTrue
        $null = Resume-ConflictingArchivePolicy ben.castro -JournalPath $journal -WarningAction SilentlyContinue
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'what Get-ArchivePolicySuspension gives'; Source = { Get-ArchivePolicySuspension -JournalPath $journal } }
        @{ Name = 'verdicts'; Source = { Test-ArchiveMigrationConflict anna.berg, ben.castro } }
        @{ Name = 'Get-Mailbox objects'; Source = { Get-Mailbox anna.berg; Get-Mailbox ben.castro } }
        @{ Name = 'text'; Source = { 'anna.berg', 'ben.castro@contoso.example' } }
        @{ Name = 'rows of a CSV file'; Source = { Get-ArchivePolicySuspension -JournalPath $journal | Select-Object Identity, Status | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
    ) {
        Suspend-Ended anna.berg, ben.castro
        $results = & $Source | Resume-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $results.Identity | Sort-Object | Should -Be 'anna.berg@contoso.example', 'ben.castro@contoso.example'
        $results.Status | Sort-Object -Unique | Should -Be 'Resumed'
        (Get-Mailbox anna.berg).RetentionHoldEnabled | Should -BeFalse
        (Get-Mailbox ben.castro).RetentionHoldEnabled | Should -BeFalse
    }

    It 'takes suspensions that were saved with Export-Clixml' {
        $file = Join-Path $TestDrive 'suspended.xml'
        Suspend-ConflictingArchivePolicy anna.berg -Force -JournalPath $journal -WarningAction SilentlyContinue | Export-Clixml -LiteralPath $file
        (Import-Clixml -LiteralPath $file | Resume-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
    }

    It 'skips a mailbox that the journal does not know, without an error' {
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy not.migrating -JournalPath $journal }
        $caught.ErrorIds | Should -HaveCount 0
        $caught.Output.Status | Should -Be 'Skipped'
    }

    It 'ends where a journal that was named does not exist, and makes none' {
        $none = Join-Path $TestDrive 'none.jsonl'
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy -JournalPath $none }
        $caught.ErrorIds | Should -Match '^JournalNotFound'
        $caught.Terminated | Should -BeTrue
        $none | Should -Not -Exist
    }

    It 'restores a mailbox that was suspended by both methods to what it was before the first' {
        $was = Get-ArchivingSetting personal.only
        Suspend-Ended personal.only
        $null = Suspend-ConflictingArchivePolicy personal.only -Method ElcProcessing -Force -JournalPath $journal -WarningAction SilentlyContinue
        $results = Resume-ConflictingArchivePolicy personal.only -JournalPath $journal -WarningAction SilentlyContinue
        $results.Status | Should -Be 'Resumed', 'Resumed'
        $results.Method | Should -Be 'ElcProcessing', 'RetentionHold'
        Get-ArchivingSetting personal.only | Should -Be $was
    }

    It 'reports an empty identity and a mailbox that is not there, and resumes the third' {
        Suspend-Ended anna.berg
        $caught = Invoke-AndCatch { '', 'nobody.here', 'anna.berg' | Resume-ConflictingArchivePolicy -JournalPath $journal }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'MailboxIdentityEmpty', 'MailboxNotFound'
        $caught.Output.Status | Should -Be 'Resumed'
    }

    It 'resumes from a splat, with -Confirm:$false where $ConfirmPreference is Low' {
        Suspend-Ended anna.berg
        $ConfirmPreference = 'Low'
        $with = @{ Identity = 'anna.berg'; JournalPath = $journal; Confirm = $false; WarningAction = 'SilentlyContinue' }
        (Resume-ConflictingArchivePolicy @with).Status | Should -Be 'Resumed'
    }

    It 'writes nothing with -WhatIf, neither to Exchange nor to the journal' {
        Suspend-Ended anna.berg
        $text = [IO.File]::ReadAllText($journal)
        Clear-LabCall $lab
        (Resume-ConflictingArchivePolicy -JournalPath $journal -WhatIf -WarningAction SilentlyContinue).Status | Should -Be 'WhatIf'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        [IO.File]::ReadAllText($journal) | Should -BeExactly $text
        (Resume-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
    }
}

Describe 'Resume-ConflictingArchivePolicy while the migration goes on' {
    BeforeAll {
        $null = Suspend-ConflictingArchivePolicy gmail.user -JournalPath $journal -WarningAction SilentlyContinue
    }

    It 'refuses, names the mailbox in the error and sets nothing' {
        Clear-LabCall $lab
        $null = Resume-ConflictingArchivePolicy gmail.user -JournalPath $journal -ErrorVariable problems -ErrorAction SilentlyContinue -OutVariable results
        ($problems[0].FullyQualifiedErrorId -split ',')[0] | Should -Be 'ResumeRefused'
        $problems[0].TargetObject | Should -Be 'gmail.user@contoso.example'
        $results[0].Status | Should -Be 'Refused'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'refuses too when the batch is only stopped: anybody may start it again' {
        Stop-MigrationBatch -Identity 'Google sales' -Confirm:$false
        $null = Step-LabClock -Minutes 30
        (Get-MigrationBatch 'Google sales').Status | Should -Be 'Stopped'
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy gmail.user -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'ResumeRefused'
        (Get-Mailbox gmail.user).RetentionHoldEnabled | Should -BeTrue
    }

    It 'resumes when the caller insists' {
        (Resume-ConflictingArchivePolicy gmail.user -Force -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
        (Get-Mailbox gmail.user).RetentionHoldEnabled | Should -BeFalse
    }

    It 'resumes when the batch was completed' {
        Start-MigrationBatch -Identity 'Google sales' -Confirm:$false
        $null = Step-LabClock -Days 1
        $null = Suspend-ConflictingArchivePolicy gmail.user -JournalPath $journal -WarningAction SilentlyContinue
        Complete-MigrationBatch -Identity 'Google sales' -Confirm:$false
        $null = Step-LabClock -Days 2
        (Get-MigrationBatch 'Google sales').Status | Should -Be 'Completed'
        (Resume-ConflictingArchivePolicy gmail.user -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
    }

    It 'does not trust its eyes with a mailbox that another tool feeds' {
        $null = Test-ArchiveMigrationConflict external.tool -ExternallyMigrating external.tool | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy external.tool -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'ResumeRefused'
        (Resume-ConflictingArchivePolicy external.tool -Force -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
        (Get-Mailbox external.tool).RetentionHoldEnabled | Should -BeFalse
    }
}

Describe 'Resume-ConflictingArchivePolicy after somebody else changed a setting' {
    BeforeEach {
        Restore-Mailbox litigation.hold
        $null = Suspend-ConflictingArchivePolicy litigation.hold -Force -Until (Get-LabClock).AddDays(40) -JournalPath $journal -WarningAction SilentlyContinue
    }

    AfterEach {
        $null = Resume-ConflictingArchivePolicy litigation.hold -Force -JournalPath $journal -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        Restore-Mailbox litigation.hold
        $null = Resume-ConflictingArchivePolicy litigation.hold -Force -JournalPath $journal -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
    }

    It 'leaves the hold alone of which a property was changed, and restores the other settings' {
        $theirs = (Get-LabClock).AddDays(100)
        Set-Mailbox litigation.hold -EndDateForRetentionHold $theirs -Confirm:$false
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy litigation.hold -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'SettingsDrifted'
        $caught.Output.Status | Should -Be 'PartlyResumed'
        $caught.Output.Drift.Setting | Should -Be 'EndDateForRetentionHold'
        $caught.Output.Reason | Should -Match 'EndDateForRetentionHold'
        (Get-Mailbox litigation.hold).EndDateForRetentionHold.ToUniversalTime() | Should -Be $theirs
        (Get-Mailbox litigation.hold).RetentionHoldEnabled | Should -BeTrue
        (Get-Mailbox litigation.hold).AutoArchivingEnabled | Should -BeTrue
    }

    It 'does not overwrite it with -Force either' {
        $theirs = (Get-LabClock).AddDays(100)
        Set-Mailbox litigation.hold -EndDateForRetentionHold $theirs -Confirm:$false
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy litigation.hold -Force -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'SettingsDrifted'
        (Get-Mailbox litigation.hold).EndDateForRetentionHold.ToUniversalTime() | Should -Be $theirs
    }

    It 'counts a setting that is already back as restored' {
        Set-Mailbox litigation.hold -RetentionHoldEnabled $true -EndDateForRetentionHold $null -AutoArchivingEnabled $true -Confirm:$false
        Set-Mailbox litigation.hold -RetentionHoldEnabled $false -Confirm:$false
        $result = Resume-ConflictingArchivePolicy litigation.hold -JournalPath $journal -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Resumed'
        $result.Drift | Should -BeNullOrEmpty
    }

    It 'leaves settings alone that it never wrote' {
        Set-Mailbox litigation.hold -ElcProcessingDisabled $true -Confirm:$false
        (Resume-ConflictingArchivePolicy litigation.hold -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
        (Get-Mailbox litigation.hold).ElcProcessingDisabled | Should -BeTrue
    }
}

Describe 'Resume-ConflictingArchivePolicy after StopMigration' {
    It 'closes the record when the user has ended, and restarts nothing' {
        (Suspend-ConflictingArchivePolicy hostile.name -Method StopMigration -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy hostile.name -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'ResumeRefused'
        Get-MigrationBatch | Where-Object { $_.Identity -like 'Wave "3"*' } | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }
        $null = Step-LabClock -Minutes 30
        Clear-LabCall $lab
        $result = Resume-ConflictingArchivePolicy hostile.name -JournalPath $journal -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Closed'
        $result.Method | Should -Be 'StopMigration'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        Get-ArchivePolicySuspension hostile.name -JournalPath $journal | Should -BeNullOrEmpty
    }
}

Describe 'Resume-ConflictingArchivePolicy when something goes wrong' {
    AfterEach {
        Clear-LabFault $lab
    }

    It 'reports the failing mailbox, resumes the others, and finishes in the next run' {
        $own = Join-Path $TestDrive 'trouble.jsonl'
        $null = Suspend-ConflictingArchivePolicy stale.dates, opted.in -Force -JournalPath $own -WarningAction SilentlyContinue
        Add-LabFault $lab @{ command = 'Set-Mailbox'; kind = 'Throttled'; mailbox = 'stale.dates' }
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy -JournalPath $own }
        $caught.ErrorIds | Should -Be 'ResumeFailed'
        $caught.Output | Where-Object Identity -Like 'opted.in*' | ForEach-Object { $_.Status | Should -Be 'Resumed' }
        (Get-ArchivePolicySuspension -JournalPath $own).Identity | Should -Be 'stale.dates@contoso.example'
        Clear-LabFault $lab
        (Resume-ConflictingArchivePolicy -JournalPath $own -WarningAction SilentlyContinue).Status | Should -Be 'Resumed'
        Get-ArchivePolicySuspension -JournalPath $own | Should -BeNullOrEmpty
    }

    It 'refuses a damaged journal and names file and line' {
        $damaged = Join-Path $TestDrive 'damaged.jsonl'
        $null = Suspend-ConflictingArchivePolicy opted.in -Force -JournalPath $damaged -WarningAction SilentlyContinue
        $lines = Get-Content -LiteralPath $damaged
        [IO.File]::WriteAllText($damaged, $lines[0].Substring(0, 60) + "`n" + $lines[1] + "`n")
        Clear-LabCall $lab
        $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy -JournalPath $damaged }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'JournalDamaged'
        [string] $caught.Errors[0] | Should -Match 'damaged\.jsonl, line 1'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        Restore-Mailbox opted.in
    }

    It 'ends with an error when there is no session' {
        Disconnect-LabExchange
        try {
            $caught = Invoke-AndCatch { Resume-ConflictingArchivePolicy -JournalPath $journal }
        }
        finally {
            Connect-Lab $lab
        }

        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'ExchangeSessionMissing'
    }
}
