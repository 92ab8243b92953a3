#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab

    # Pester empties TestDrive after each Describe; this journal is for all of them.
    $journal = Join-Path $lab.Folder 'journal.jsonl'
    $null = Suspend-ConflictingArchivePolicy anna.berg, hold.before, auto.half, clara.dietz -JournalPath $journal -WarningAction SilentlyContinue
    $null = Suspend-ConflictingArchivePolicy ben.castro -Method ElcProcessing -JournalPath $journal -WarningAction SilentlyContinue
    $null = Suspend-ConflictingArchivePolicy gmail.user -Method StopMigration -JournalPath $journal -WarningAction SilentlyContinue
}

AfterAll {
    Stop-Lab $lab
}

Describe 'Get-ArchivePolicySuspension' {
    It 'gives everything that the journal holds open' {
        $all = Get-ArchivePolicySuspension -JournalPath $journal
        $all | ForEach-Object { $_ | Should -BeOfType 'ExchangeArchiveSafety.ArchivePolicySuspension' }
        $all.Identity | Sort-Object | Should -Be @('anna.berg', 'auto.half', 'ben.castro', 'clara.dietz', 'gmail.user', 'hold.before' | ForEach-Object { "$_@contoso.example" })
        $all.Status | Sort-Object -Unique | Should -Be 'Suspended'
        $all.JournalPath | Sort-Object -Unique | Should -Be $journal
        ($all | Where-Object Method -EQ 'StopMigration').Identity | Should -Be 'gmail.user@contoso.example'
    }

    It 'tells what is to be restored and since when it is suspended' {
        $one = Get-ArchivePolicySuspension hold.before -JournalPath $journal
        $one.Before.EndDateForRetentionHold | Should -BeOfType [DateTime]
        $one.Before.EndDateForRetentionHold.Kind | Should -Be 'Utc'
        $one.SuspendedAtUtc | Should -BeGreaterOrEqual (Get-LabClock)
        $one.SuspendedAtUtc | Should -BeLessThan (Get-LabClock).AddHours(1)
        $one.Drift | Should -BeNullOrEmpty
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'text'; Source = { 'anna.berg', 'ben.castro@contoso.example' } }
        @{ Name = 'Get-Mailbox objects'; Source = { Get-Mailbox anna.berg; Get-Mailbox ben.castro } }
        @{ Name = 'verdicts'; Source = { Test-ArchiveMigrationConflict anna.berg, ben.castro } }
        @{ Name = 'objects with ExchangeGuid'; Source = { 'anna.berg', 'ben.castro' | ForEach-Object { Get-Mailbox $_ } | Select-Object ExchangeGuid } }
    ) {
        (& $Source | Get-ArchivePolicySuspension -JournalPath $journal).Identity | Should -Be 'anna.berg@contoso.example', 'ben.castro@contoso.example'
    }

    It 'gives nothing for a mailbox that is not suspended, and no error' {
        $caught = Invoke-AndCatch { Get-ArchivePolicySuspension not.migrating -JournalPath $journal }
        $caught.Output | Should -HaveCount 0
        $caught.ErrorIds | Should -HaveCount 0
    }

    It 'ends where a journal that was named does not exist, and makes none' {
        $none = Join-Path $TestDrive 'none.jsonl'
        $caught = Invoke-AndCatch { Get-ArchivePolicySuspension -JournalPath $none }
        $caught.ErrorIds | Should -Match '^JournalNotFound'
        $caught.Terminated | Should -BeTrue
        $none | Should -Not -Exist
    }

    It 'reports a mailbox that is not there and goes on' {
        $caught = Invoke-AndCatch { 'nobody.here', '', 'anna.berg' | Get-ArchivePolicySuspension -JournalPath $journal }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'MailboxNotFound', 'MailboxIdentityEmpty'
        $caught.Output.Identity | Should -Be 'anna.berg@contoso.example'
    }

    It 'only reads' {
        $text = [IO.File]::ReadAllText($journal)
        Clear-LabCall $lab
        $null = Get-ArchivePolicySuspension -JournalPath $journal
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        [IO.File]::ReadAllText($journal) | Should -BeExactly $text
    }

    It 'takes the journal from a relative path and from $PSDefaultParameterValues' {
        Push-Location -LiteralPath $lab.Folder
        try {
            $PSDefaultParameterValues = @{ '*:AsOf' = Get-LabClock; 'Get-ArchivePolicySuspension:JournalPath' = './journal.jsonl' }
            @(Get-ArchivePolicySuspension) | Should -HaveCount 6
        }
        finally {
            Pop-Location
        }
    }

    It 'filters, sorts and exports' {
        $file = Join-Path $TestDrive 'suspended.csv'
        Get-ArchivePolicySuspension -JournalPath $journal | Where-Object Method -EQ 'RetentionHold' | Sort-Object Identity |
            Select-Object Identity, ExchangeGuid, Method, Status, SuspendedAtUtc, Before, Reason | Export-Csv -LiteralPath $file -NoTypeInformation
        $rows = Import-Csv -LiteralPath $file
        $rows | Should -HaveCount 4
        $rows[0].Identity | Should -Be 'anna.berg@contoso.example'
        $rows[0].Before | Should -Match 'RetentionHoldEnabled=False'
    }

    It 'converts to JSON with the values to restore' {
        $back = Get-ArchivePolicySuspension hold.before -JournalPath $journal | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $back.Before.EndDateForRetentionHold | Should -Not -BeNullOrEmpty
        $back.JournalPath | Should -Be $journal
    }

    It 'shows a table of at most six columns within 120 characters' {
        $lines = @(Get-RenderedLine (Get-ArchivePolicySuspension -JournalPath $journal | Format-Table | Out-String -Width 120))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $columns = @(($lines | Where-Object { $_ -match '^[- ]+$' } | Select-Object -First 1) -split '\s+' | Where-Object { $_ })
        $columns.Count | Should -BeGreaterThan 2
        $columns.Count | Should -BeLessOrEqual 6
        $line = $lines | Where-Object { $_ -match '^ben\.castro' }
        $line | Should -Match 'ElcProcessing'
        $line | Should -Match 'Suspended'
    }
}

Describe 'Get-ArchivePolicySuspension after somebody else changed something' {
    It 'shows the setting, what it was, what it was made and what it is' {
        $theirs = (Get-LabClock).AddDays(3)
        Set-Mailbox clara.dietz -EndDateForRetentionHold $theirs -Confirm:$false
        Set-Mailbox clara.dietz -AutoArchivingEnabled $true -Confirm:$false
        $one = Get-ArchivePolicySuspension clara.dietz -JournalPath $journal
        $one.Status | Should -Be 'Drifted'
        $drift = $one.Drift | Where-Object Setting -EQ 'AutoArchivingEnabled'
        $drift.Before | Should -BeTrue
        $drift.After | Should -BeFalse
        $drift.Current | Should -BeTrue
        $one.Reason | Should -Match 'AutoArchivingEnabled'
    }

    It 'sees that a hold stands no longer when its end has passed' {
        $null = Suspend-ConflictingArchivePolicy auto.full -Until (Get-LabClock).AddDays(2) -JournalPath $journal -WarningAction SilentlyContinue
        (Get-ArchivePolicySuspension auto.full -JournalPath $journal).Status | Should -Be 'Suspended'
        (Get-ArchivePolicySuspension auto.full -JournalPath $journal -AsOf (Get-LabClock).AddDays(3)).Status | Should -Be 'Unverified'
    }

    It 'shows a change that was announced and never confirmed as Unverified, until the next run finishes it' {
        $killed = Join-Path $TestDrive 'killed.jsonl'
        $null = Suspend-ConflictingArchivePolicy stale.dates -JournalPath $killed -WarningAction SilentlyContinue
        [IO.File]::WriteAllText($killed, (Get-Content -LiteralPath $killed -TotalCount 1) + "`n")
        (Get-ArchivePolicySuspension -JournalPath $killed).Status | Should -Be 'Unverified'
        (Suspend-ConflictingArchivePolicy stale.dates -JournalPath $killed -WarningAction SilentlyContinue).Status | Should -Be 'AlreadySuspended'
        $one = Get-ArchivePolicySuspension -JournalPath $killed
        $one.Status | Should -Be 'Suspended'
        $one.Before.RetentionHoldEnabled | Should -BeFalse
        $one.Before.EndDateForRetentionHold | Should -BeOfType [DateTime]
    }

    It 'refuses a file that is no journal' {
        $foreign = Join-Path $TestDrive 'foreign.jsonl'
        Set-Content -LiteralPath $foreign -Value 'hello'
        $caught = Invoke-AndCatch { Get-ArchivePolicySuspension -JournalPath $foreign }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'JournalForeign'
    }
}

Describe 'Get-ArchivePolicySuspension in other sessions' {
    AfterEach {
        Disconnect-LabExchange
        Connect-Lab $lab
    }

    It 'reads the journal without a session, and says that nothing was compared' {
        Disconnect-LabExchange
        $all = Get-ArchivePolicySuspension -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        @($all).Count | Should -BeGreaterOrEqual 6
        $warnings | Should -HaveCount 1
        ($all | Where-Object Identity -Like 'anna.berg*').Drift | Should -BeNullOrEmpty
    }

    It 'wants a session when no journal is named, because the tenant names it' {
        Disconnect-LabExchange
        $caught = Invoke-AndCatch { Get-ArchivePolicySuspension }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'ExchangeSessionMissing'
    }

    It 'compares through the commands of a session with a prefix' {
        Disconnect-LabExchange
        Connect-Lab $lab -With @{ Prefix = 'Cloud' }
        (Get-ArchivePolicySuspension anna.berg -JournalPath $journal).Status | Should -Be 'Suspended'
    }
}
