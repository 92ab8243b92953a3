#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab

    # Pester empties TestDrive after each Describe; this journal is for all of them.
    $journal = Join-Path $lab.Folder 'journal.jsonl'
}

AfterAll {
    Stop-Lab $lab
}

Describe 'Suspend-ConflictingArchivePolicy -WhatIf' {
    It 'says what it would do and writes nothing, neither to Exchange nor to a journal, with <Name>' -ForEach @(
        @{ Name = 'a retention hold'; With = @{} }
        @{ Name = 'the processing switch'; With = @{ Method = 'ElcProcessing' } }
        @{ Name = 'stopping users'; With = @{ Method = 'StopMigration' } }
        @{ Name = 'stopping batches'; With = @{ Method = 'StopMigration'; StopBatch = $true } }
        @{ Name = 'an end'; With = @{ Until = [DateTime]::UtcNow.AddYears(5) } }
    ) {
        $folder = Join-Path $TestDrive 'what-if'
        $path = Join-Path $folder 'journal.jsonl'
        Clear-LabCall $lab
        $results = 'anna.berg', 'gmail.user', 'no.archive' | Suspend-ConflictingArchivePolicy @With -JournalPath $path -WhatIf -WarningAction SilentlyContinue
        $results.Status | Should -Be 'WhatIf', 'WhatIf', 'Skipped'
        $results[0].Identity | Should -Match '^anna\.berg'
        $results[0].Reason | Should -Match 'nothing was changed'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        $folder | Should -Not -Exist
    }

    It 'plans every mailbox of a batch without a write, with the values before and after' {
        Clear-LabCall $lab
        $results = Test-ArchiveMigrationConflict -MigrationBatch 'IMAP wave 2' | Suspend-ConflictingArchivePolicy -JournalPath $journal -WhatIf -WarningAction SilentlyContinue
        @($results | Where-Object Status -EQ 'WhatIf') | Should -HaveCount 4
        $results.Before.RetentionHoldEnabled | Should -Not -Contain $true
        $results.After.RetentionHoldEnabled | Should -Not -Contain $false
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        $journal | Should -Not -Exist
    }

    It 'obeys $WhatIfPreference' {
        Clear-LabCall $lab
        $WhatIfPreference = $true
        $result = Suspend-ConflictingArchivePolicy anna.berg -JournalPath $journal
        $WhatIfPreference = $false
        $result.Status | Should -Be 'WhatIf'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        $journal | Should -Not -Exist
    }
}

Describe 'Suspend-ConflictingArchivePolicy by a retention hold' {
    It 'sets the hold without dates, and auto-archiving off, and says so' {
        $result = Suspend-ConflictingArchivePolicy stale.dates -JournalPath $journal -WarningAction SilentlyContinue
        $result | Should -HaveCount 1
        $result | Should -BeOfType 'ExchangeArchiveSafety.ArchivePolicySuspension'
        $result.Identity | Should -Be 'stale.dates@contoso.example'
        $result.ExchangeGuid | Should -Be ([guid] (Get-Mailbox stale.dates).ExchangeGuid)
        $result.Method | Should -Be 'RetentionHold'
        $result.Status | Should -Be 'Suspended'
        $result.Before.RetentionHoldEnabled | Should -BeFalse
        $result.Before.EndDateForRetentionHold | Should -BeOfType [DateTime]
        $result.After.RetentionHoldEnabled | Should -BeTrue
        $result.After.EndDateForRetentionHold | Should -BeNullOrEmpty
        $result.JournalPath | Should -Be $journal
        $result.Reason | Should -Not -BeNullOrEmpty
        Get-ArchivingSetting stale.dates | Should -Be 'RetentionHoldEnabled=True StartDateForRetentionHold= EndDateForRetentionHold= ElcProcessingDisabled=False AutoArchivingEnabled=False'
        (Test-ArchiveMigrationConflict stale.dates).State | Should -Be 'Mitigated'
    }

    It 'says AlreadySuspended the second time and writes nothing more' {
        $lines = @(Get-Content -LiteralPath $journal).Count
        Clear-LabCall $lab
        (Suspend-ConflictingArchivePolicy stale.dates -JournalPath $journal).Status | Should -Be 'AlreadySuspended'
        (Test-ArchiveMigrationConflict stale.dates | Suspend-ConflictingArchivePolicy -JournalPath $journal).Status | Should -Be 'AlreadySuspended'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
        @(Get-Content -LiteralPath $journal).Count | Should -Be $lines
    }

    It 'writes the intent before it calls Exchange, and the outcome after' {
        $own = Join-Path $TestDrive 'order.jsonl'
        $null = Suspend-ConflictingArchivePolicy ghost.archive -JournalPath $own -WarningAction SilentlyContinue
        $records = Get-Content -LiteralPath $own | ForEach-Object { ConvertFrom-Json $_ }
        $records.kind | Should -Be 'Intent', 'Outcome'
        $records[0].before.RetentionHoldEnabled | Should -BeFalse
        $records[1].status | Should -Be 'Suspended'
    }

    It 'ends the hold at -Until, taken as UTC when it says so' {
        $until = (Get-LabClock).AddDays(40)
        $result = Suspend-ConflictingArchivePolicy status.none -Until $until -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
        (Get-Mailbox status.none).EndDateForRetentionHold.ToUniversalTime() | Should -Be $until
        "$warnings" | Should -Match 'EAS2007'
        (Test-ArchiveMigrationConflict status.none).State | Should -Be 'Imminent'
    }

    It 'takes -Until as local time when it carries no zone' {
        $local = [DateTime]::SpecifyKind((Get-LabClock).ToLocalTime().AddDays(30), 'Unspecified')
        (Suspend-ConflictingArchivePolicy litigation.hold -Until $local -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
        (Get-Mailbox litigation.hold).EndDateForRetentionHold.ToUniversalTime() | Should -Be ([DateTime]::SpecifyKind($local, 'Local').ToUniversalTime())
    }

    It 'warns that a hold was on already' {
        $null = Suspend-ConflictingArchivePolicy hold.before -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'hold\.before@contoso\.example: EAS2003'
    }

    It 'warns that the quota is near' {
        $null = Suspend-ConflictingArchivePolicy auto.full -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'EAS2001'
        (Get-Mailbox auto.full).AutoArchivingEnabled | Should -BeFalse
    }

    It 'keeps ordinary mailboxes free of warnings' {
        $null = Suspend-ConflictingArchivePolicy ben.castro -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 0
    }
}

Describe 'Which mailboxes Suspend-ConflictingArchivePolicy acts on' {
    It 'passes over piped verdicts that are <State>, with the reason' -ForEach @(
        @{ State = 'Dormant'; Identity = 'stopped.user' }
        @{ State = 'Mitigated'; Identity = 'hold.open' }
        @{ State = 'Safe'; Identity = 'no.archive' }
        @{ State = 'Indeterminate'; Identity = 'cutover.user' }
    ) {
        Clear-LabCall $lab
        $result = Test-ArchiveMigrationConflict $Identity | Suspend-ConflictingArchivePolicy -JournalPath $journal
        $result.Status | Should -Be 'Skipped'
        $result.Identity | Should -Be "$Identity@contoso.example"
        $result.Reason | Should -Match $State
        $result.Reason | Should -Match '-Identity'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'acts on a piped verdict that is Indeterminate while a migration runs' {
        $result = Test-ArchiveMigrationConflict no.policy.unknown | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
    }

    It 'acts on a named mailbox that is <State>' -ForEach @(
        @{ State = 'Dormant'; Identity = 'stopped.batch' }
        @{ State = 'Indeterminate'; Identity = 'corrupted.user' }
        @{ State = 'Imminent'; Identity = 'waiting.user' }
    ) {
        (Test-ArchiveMigrationConflict $Identity).State | Should -Be $State
        (Suspend-ConflictingArchivePolicy $Identity -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
    }

    It 'acts on a named Safe mailbox only with -Force' {
        $skipped = Suspend-ConflictingArchivePolicy not.migrating -JournalPath $journal
        $skipped.Status | Should -Be 'Skipped'
        $skipped.Reason | Should -Match 'Force'
        (Get-Mailbox not.migrating).RetentionHoldEnabled | Should -BeFalse
        (Suspend-ConflictingArchivePolicy not.migrating -Force -JournalPath $journal -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
        (Get-Mailbox not.migrating).RetentionHoldEnabled | Should -BeTrue
    }

    It 'leaves a hold of somebody else alone' {
        Clear-LabCall $lab
        $result = Suspend-ConflictingArchivePolicy hold.open -JournalPath $journal
        $result.Status | Should -Be 'Skipped'
        $result.Reason | Should -Match 'RetentionHold'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'acts once on a mailbox that is named twice' {
        Clear-LabCall $lab
        $results = @('two.batches', 'two.batches@contoso.example' | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue)
        @($results | Where-Object Status -EQ 'Suspended') | Should -HaveCount 1
        @(Get-LabCall $lab -Writes) | Should -HaveCount 1
    }
}

Describe 'Suspend-ConflictingArchivePolicy in a pipeline and in a runbook' {
    It 'takes verdicts that were saved with Export-Clixml' {
        $file = Join-Path $TestDrive 'verdicts.xml'
        Test-ArchiveMigrationConflict no.policy.default, hold.open | Export-Clixml -LiteralPath $file -Depth 4
        $results = Import-Clixml -LiteralPath $file | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $results.Identity | Should -Be 'no.policy.default@contoso.example', 'hold.open@contoso.example'
        $results.Status | Should -Be 'Suspended', 'Skipped'
        $results[1].Reason | Should -Match 'Mitigated'
    }

    It 'takes verdicts from Start-Job' {
        $job = Start-Job -ArgumentList $ModulePath, $LabModulePath, $lab.Uri -ScriptBlock {
            param($Module, $LabModule, $Uri)
            Import-Module $Module
            Import-Module $LabModule
            Connect-LabExchange -Uri $Uri
            Test-ArchiveMigrationConflict opted.in, no.archive
        }
        try {
            $null = Wait-Job $job -Timeout 600
            $results = Receive-Job $job -ErrorAction Stop | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        }
        finally {
            Remove-Job $job -Force
        }

        $results.Status | Should -Be 'Suspended', 'Skipped'
    }

    It 'judges rows of a CSV file anew, whatever their State column says' {
        $file = Join-Path $TestDrive 'verdicts.csv'
        Test-ArchiveMigrationConflict personal.only, disabled.tags | Select-Object Identity, State | Export-Csv -LiteralPath $file -NoTypeInformation
        (Get-Content -LiteralPath $file) -replace 'Safe', 'Conflicting' | Set-Content -LiteralPath $file
        $results = Import-Csv -LiteralPath $file | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $results.Status | Should -Be 'Suspended', 'Skipped'
        (Get-Mailbox disabled.tags).RetentionHoldEnabled | Should -BeFalse
    }

    It 'takes Get-Mailbox objects and a filter before it' {
        $results = Get-Mailbox -ResultSize Unlimited | Where-Object { $_.Alias -eq 'shared.office' } |
            Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $results.Identity | Should -Be 'shared.office@contoso.example'
        $results.Status | Should -Be 'Suspended'
    }

    It 'takes its parameters from a splat and the journal from $PSDefaultParameterValues' {
        $own = Join-Path $TestDrive 'default.jsonl'
        $PSDefaultParameterValues = @{ '*:AsOf' = Get-LabClock; '*-ConflictingArchivePolicy:JournalPath' = $own }
        $with = @{ Identity = 'hold.ahead'; Method = 'RetentionHold'; Confirm = $false; WarningAction = 'SilentlyContinue' }
        $result = Suspend-ConflictingArchivePolicy @with
        $result.Status | Should -Be 'Suspended'
        $result.JournalPath | Should -Be $own
        $own | Should -Exist
    }

    It 'asks nobody with -Confirm:$false, even where $ConfirmPreference is Low' {
        $ConfirmPreference = 'Low'
        (Suspend-ConflictingArchivePolicy hold.ending -JournalPath $journal -Confirm:$false -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
    }

    It 'asks nobody by default, as a runbook has nobody to ask' {
        $script = "`$ErrorActionPreference = 'Stop'`nImport-Module '$ModulePath'`nImport-Module '$LabModulePath'`nConnect-LabExchange -Uri '$($lab.Uri)'`n" +
            "Suspend-ConflictingArchivePolicy hostile.name -JournalPath '$journal' -WarningAction SilentlyContinue | ForEach-Object { [string] `$_ }"
        $clean = Invoke-CleanShell $script $TestDrive
        $clean.Output | Should -Be 'hostile.name@contoso.example: Suspended'
        $clean.ExitCode | Should -Be 0
    }

    It 'changes nothing when asked to confirm with nobody there' {
        $script = "`$ErrorActionPreference = 'Stop'`nImport-Module '$ModulePath'`nImport-Module '$LabModulePath'`nConnect-LabExchange -Uri '$($lab.Uri)'`n" +
            "'ready: ' + (Get-Command Suspend-ConflictingArchivePolicy).Source`nSuspend-ConflictingArchivePolicy auto.half -JournalPath '$journal' -Confirm"
        Clear-LabCall $lab
        $clean = Invoke-CleanShell $script $TestDrive
        $clean.Output | Should -Match '^ready: ExchangeArchiveSafety'
        $clean.ExitCode | Should -Not -Be 0
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'fills -OutVariable, -ErrorVariable and -WarningVariable at once' {
        $null = 'auto.full.held', 'nobody.here' | Suspend-ConflictingArchivePolicy -JournalPath $journal -OutVariable results -ErrorVariable problems `
            -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $results | Should -HaveCount 1
        $results[0].Status | Should -Be 'Suspended'
        @($problems | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be 'MailboxNotFound'
        "$warnings" | Should -Match 'EAS2003'
    }

    It 'converts to JSON and to CSV that somebody can read' {
        $result = Suspend-ConflictingArchivePolicy stale.dates -JournalPath $journal
        $back = $result | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $back.Identity | Should -Be 'stale.dates@contoso.example'
        $row = $result | Select-Object Identity, Method, Status, Reason, Before, After | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.Status | Should -Be 'AlreadySuspended'
        $row.After | Should -Match 'RetentionHoldEnabled=True'
    }

    It 'shows a table of at most six columns within 120 characters that tells mailbox, method and status' {
        $results = Suspend-ConflictingArchivePolicy stale.dates, two.batches, hold.open, not.migrating -JournalPath $journal
        $lines = @(Get-RenderedLine ($results | Format-Table | Out-String -Width 120))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $columns = @(($lines | Where-Object { $_ -match '^[- ]+$' } | Select-Object -First 1) -split '\s+' | Where-Object { $_ })
        $columns.Count | Should -BeLessOrEqual 6
        $line = $lines | Where-Object { $_ -match '^stale\.dates' }
        $line | Should -Match 'RetentionHold'
        $line | Should -Match 'AlreadySuspended'
    }
}

Describe 'Suspend-ConflictingArchivePolicy by other methods' {
    It 'switches processing off, and warns of what that may not stop' {
        $result = Suspend-ConflictingArchivePolicy hold.expired -Method ElcProcessing -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
        $result.Method | Should -Be 'ElcProcessing'
        (Get-Mailbox hold.expired).ElcProcessingDisabled | Should -BeTrue
        (Get-Mailbox hold.expired).RetentionHoldEnabled | Should -BeTrue
        "$warnings" | Should -Match 'EAS2005'
        "$warnings" | Should -Match 'EAS2006'
    }

    It 'stops one user and leaves its batch running' {
        $result = Suspend-ConflictingArchivePolicy anna.berg -Method StopMigration -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
        $result.Method | Should -Be 'StopMigration'
        [string] $result.Before | Should -Match 'Synced'
        [string] $result.After | Should -Match 'Stopped'
        (Get-MigrationUser anna.berg@contoso.example).Status | Should -BeLike '*Stopped'
        (Get-MigrationBatch 'IMAP wave 1').Status | Should -Be 'Synced'
        "$warnings" | Should -Match 'EAS2010'
        (Test-ArchiveMigrationConflict anna.berg).State | Should -Be 'Dormant'
    }

    It 'stops the whole batch when asked, and says how many others that hits' {
        $result = Suspend-ConflictingArchivePolicy clara.dietz -Method StopMigration -StopBatch -JournalPath $journal -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
        "$warnings" | Should -Match 'EAS2009.*IMAP wave 2.*3'
        $null = Step-LabClock -Minutes 5
        (Get-MigrationBatch 'IMAP wave 2').Status | Should -Be 'Stopped'
        (Get-MigrationBatch 'IMAP wave 1').Status | Should -Be 'Synced'
        @(Get-LabCall $lab -Writes | Where-Object command -EQ 'Stop-MigrationBatch').parameters.Identity | Should -Not -BeNullOrEmpty
    }

    It 'skips a user that does not run' {
        $result = Suspend-ConflictingArchivePolicy stopped.user -Method StopMigration -JournalPath $journal
        $result.Status | Should -Be 'Skipped'
    }
}

Describe 'Suspend-ConflictingArchivePolicy with bad input' {
    BeforeEach {
        Clear-LabCall $lab
    }

    It 'reports <ErrorId> for <Name> and changes nothing' -ForEach @(
        @{ Name = '-StopBatch without stopping'; With = @{ StopBatch = $true }; ErrorId = 'ParameterConflict' }
        @{ Name = '-Until with the processing switch'; With = @{ Method = 'ElcProcessing'; Until = [DateTime]::UtcNow.AddYears(5) }; ErrorId = 'ParameterConflict' }
        @{ Name = '-Until in the past'; With = @{ Until = [DateTime] '2020-01-01' }; ErrorId = 'UntilNotAhead' }
    ) {
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy gmail.user @With -JournalPath $journal }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be $ErrorId
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'does not take <Name> for every mailbox' -ForEach @(
        @{ Name = 'an empty text'; Value = '' }
        @{ Name = '$null'; Value = $null }
        @{ Name = 'an object without any address'; Value = [pscustomobject]@{ Colour = 'red' } }
    ) {
        $caught = Invoke-AndCatch { $Value | Suspend-ConflictingArchivePolicy -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'MailboxIdentityEmpty'
        $caught.Terminated | Should -BeFalse
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'refuses before anything is set when the journal cannot be written' {
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy gmail.user -JournalPath $TestDrive }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'JournalNotWritable'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'refuses a file that is no journal, and leaves it as it is' {
        $foreign = Join-Path $TestDrive 'shopping.txt'
        Set-Content -LiteralPath $foreign -Value 'milk', 'bread'
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy gmail.user -JournalPath $foreign }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'JournalForeign'
        [string] $caught.Errors[0] | Should -Match 'shopping\.txt, line 1'
        Get-Content -LiteralPath $foreign | Should -Be 'milk', 'bread'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'refuses a journal of a newer format' {
        $newer = Join-Path $TestDrive 'newer.jsonl'
        Set-Content -LiteralPath $newer -Value ((Get-Content -LiteralPath $journal -TotalCount 1) -replace 'Journal/\d+', 'Journal/99')
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy gmail.user -JournalPath $newer }
        $caught.ErrorIds | Should -Be 'JournalNewer'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'recovers a torn last line and loses nothing' {
        $torn = Join-Path $TestDrive 'torn.jsonl'
        Copy-Item -LiteralPath $journal -Destination $torn
        $before = @(Get-ArchivePolicySuspension -JournalPath $torn).Count
        [IO.File]::AppendAllText($torn, '{"format":"ExchangeArchiveSafety.Journal/1","suspensionId":"4')
        @(Get-ArchivePolicySuspension -JournalPath $torn).Count | Should -Be $before
        (Suspend-ConflictingArchivePolicy moved.user -Force -JournalPath $torn -WarningAction SilentlyContinue).Status | Should -Be 'Suspended'
        @(Get-ArchivePolicySuspension -JournalPath $torn).Count | Should -Be ($before + 1)
    }
}

Describe 'Suspend-ConflictingArchivePolicy when Exchange gives trouble' {
    AfterEach {
        Clear-LabFault $lab
    }

    It 'reports one failing mailbox and does the others' {
        Add-LabFault $lab @{ command = 'Set-Mailbox'; kind = 'Throttled'; mailbox = 'created.user' }
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy created.user, gmail.user -JournalPath $journal }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'SuspensionFailed'
        [string] $caught.Errors[0] | Should -Match 'created\.user'
        $caught.Output.Status | Should -Be 'Failed', 'Suspended'
        (Get-Mailbox created.user).RetentionHoldEnabled | Should -BeFalse
        (Get-Mailbox gmail.user).RetentionHoldEnabled | Should -BeTrue
    }

    It 'does not say Suspended when Exchange does nothing and says nothing' {
        Add-LabFault $lab @{ command = 'Set-Mailbox'; kind = 'DoesNothing'; mailbox = 'auto.low' }
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy auto.low -Force -JournalPath $journal }
        $caught.ErrorIds | Should -Be 'SuspensionUnverified'
        $caught.Output.Status | Should -Be 'Unverified'
    }

    It 'says Suspended when Exchange does it and reports an error' {
        Add-LabFault $lab @{ command = 'Set-Mailbox'; kind = 'AppliesThenErrors'; mailbox = 'auto.off' }
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy auto.off -Force -JournalPath $journal }
        $caught.Output.Status | Should -Be 'Suspended'
        (Get-Mailbox auto.off).RetentionHoldEnabled | Should -BeTrue
    }
}

Describe 'Suspend-ConflictingArchivePolicy without -JournalPath' {
    It 'keeps a journal of its own below the state folder of the user, readable only by its owner' -Skip:($env:OS -eq 'Windows_NT') {
        $state = $env:XDG_STATE_HOME
        $env:XDG_STATE_HOME = Join-Path $TestDrive 'state'
        try {
            $result = Suspend-ConflictingArchivePolicy recoverable.only -Force -WarningAction SilentlyContinue
            $result.Status | Should -Be 'Suspended'
            $result.JournalPath | Should -BeLike (Join-Path $env:XDG_STATE_HOME '*')
            (Get-Item -LiteralPath $result.JournalPath).UnixMode | Should -Be '-rw-------'
            (Get-Item -LiteralPath (Split-Path -Parent $result.JournalPath)).UnixMode | Should -Be 'drwx------'
            (Get-ArchivePolicySuspension).Identity | Should -Be 'recoverable.only@contoso.example'
        }
        finally {
            $env:XDG_STATE_HOME = $state
        }
    }
}

Describe 'Suspend-ConflictingArchivePolicy in a session with a prefix' {
    AfterAll {
        Disconnect-LabExchange
        Connect-Lab $lab
    }

    It 'suspends through the prefixed commands' {
        Disconnect-LabExchange
        Connect-Lab $lab -With @{ Prefix = 'Cloud' }
        $result = Test-ArchiveMigrationConflict auto.half | Suspend-ConflictingArchivePolicy -JournalPath $journal -WarningAction SilentlyContinue
        $result.Status | Should -Be 'Suspended'
        (Get-CloudMailbox auto.half).RetentionHoldEnabled | Should -BeTrue
    }

    It 'ends with an error and touches no journal when there is no session' {
        Disconnect-LabExchange
        $own = Join-Path $TestDrive 'nobody.jsonl'
        $caught = Invoke-AndCatch { Suspend-ConflictingArchivePolicy auto.half -JournalPath $own }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'ExchangeSessionMissing'
        $own | Should -Not -Exist
    }
}
