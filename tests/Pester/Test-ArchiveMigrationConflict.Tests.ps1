#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab
}

AfterAll {
    Stop-Lab $lab
}

Describe 'Test-ArchiveMigrationConflict at the console' {
    It 'leaves Safe mailboxes out, and gives them with -IncludeSafe' {
        $some = @(Test-ArchiveMigrationConflict)
        $all = @(Test-ArchiveMigrationConflict -IncludeSafe)

        $some.Count | Should -BeGreaterThan 20
        $some.State | Should -Not -Contain 'Safe'
        @($all | Where-Object State -EQ 'Safe').Count | Should -BeGreaterThan 5
        $all.Count | Should -Be ($some.Count + @($all | Where-Object State -EQ 'Safe').Count)
    }

    It 'gives every state that a tenant in the middle of its migrations has' {
        $states = Test-ArchiveMigrationConflict -IncludeSafe | Group-Object State -NoElement
        foreach ($state in 'Conflicting', 'Imminent', 'Dormant', 'Mitigated', 'Safe', 'Indeterminate') {
            $states.Name | Should -Contain $state
        }
    }

    It 'judges <Identity> as <State>' -ForEach @(
        @{ Identity = 'anna.berg'; State = 'Conflicting' }
        @{ Identity = 'hold.expired'; State = 'Conflicting' }
        @{ Identity = 'auto.full.held'; State = 'Conflicting' }
        @{ Identity = 'unknown.status'; State = 'Conflicting' }
        @{ Identity = 'auto.half'; State = 'Imminent' }
        @{ Identity = 'hold.ending'; State = 'Imminent' }
        @{ Identity = 'waiting.user'; State = 'Imminent' }
        @{ Identity = 'incremental.stopped'; State = 'Dormant' }
        @{ Identity = 'stopped.batch'; State = 'Dormant' }
        @{ Identity = 'hold.open'; State = 'Mitigated' }
        @{ Identity = 'auto.off'; State = 'Mitigated' }
        @{ Identity = 'elc.off'; State = 'Indeterminate' }
        @{ Identity = 'no.archive'; State = 'Safe' }
        @{ Identity = 'disabled.tags'; State = 'Safe' }
        @{ Identity = 'moved.user'; State = 'Safe' }
        @{ Identity = 'batch.removed'; State = 'Safe' }
        @{ Identity = 'not.migrating'; State = 'Safe' }
        @{ Identity = 'no.policy.unknown'; State = 'Indeterminate' }
        @{ Identity = 'corrupted.user'; State = 'Indeterminate' }
    ) {
        $verdict = Test-ArchiveMigrationConflict $Identity
        $verdict | Should -HaveCount 1
        $verdict.Identity | Should -Be "$Identity@contoso.example"
        $verdict.State | Should -Be $State
        $verdict.Recommendation | Should -Not -BeNullOrEmpty
    }

    It 'has the documented properties, and typed values' {
        $verdict = Test-ArchiveMigrationConflict anna.berg
        $names = $verdict.PSObject.Properties.Name
        foreach ($name in 'Identity', 'ExchangeGuid', 'DisplayName', 'State', 'MigrationBatch', 'MigrationType', 'MigrationStatus', 'RetentionPolicy',
            'ArchivingEngines', 'HeldOffBy', 'LoopObserved', 'Findings', 'Recommendation', 'EvaluatedAtUtc') {
            $names | Should -Contain $name
        }

        $verdict.ExchangeGuid | Should -BeOfType [guid]
        $verdict.ExchangeGuid | Should -Be ([guid] (Get-Mailbox anna.berg).ExchangeGuid)
        $verdict.EvaluatedAtUtc | Should -BeOfType [DateTime]
        $verdict.EvaluatedAtUtc.Kind | Should -Be 'Utc'
        $verdict.EvaluatedAtUtc | Should -Be (Get-LabClock)
        $verdict.Findings.Id | ForEach-Object { $_ | Should -Match '^EAS\d{4}$' }
    }

    It 'says by which switch archiving is held off' {
        (Test-ArchiveMigrationConflict hold.open).HeldOffBy | Should -Be 'RetentionHold'
        (Test-ArchiveMigrationConflict elc.off).HeldOffBy | Should -Be 'ElcProcessingDisabled'
    }

    It 'answers -Quiet with one bool' -ForEach @(
        @{ Identity = 'anna.berg'; Expected = $true }
        @{ Identity = 'hold.ending'; Expected = $true }
        @{ Identity = 'no.policy.unknown'; Expected = $true }
        @{ Identity = 'hold.open'; Expected = $false }
        @{ Identity = 'stopped.user'; Expected = $false }
        @{ Identity = 'no.archive'; Expected = $false }
    ) {
        $answer = Test-ArchiveMigrationConflict $Identity -Quiet
        $answer | Should -BeOfType [bool]
        $answer | Should -Be $Expected
    }

    It 'answers -Quiet for the tenant and for a pipeline with one bool' {
        Test-ArchiveMigrationConflict -Quiet | Should -HaveCount 1
        Test-ArchiveMigrationConflict -Quiet | Should -BeTrue
        $answer = 'no.archive', 'anna.berg', 'hold.open' | Test-ArchiveMigrationConflict -Quiet
        $answer | Should -HaveCount 1
        $answer | Should -BeTrue
    }

    It 'takes batches by name and by wildcard' {
        $wave = Test-ArchiveMigrationConflict -MigrationBatch 'IMAP wave 2' -IncludeSafe
        $wave.Identity | Sort-Object | Should -Be @('clara.dietz', 'failed.user', 'queued.user', 'unknown.status' | ForEach-Object { "$_@contoso.example" })
        (Test-ArchiveMigrationConflict -MigrationBatch 'IMAP wave ?' | Select-Object -ExpandProperty MigrationBatch -Unique | Sort-Object) |
            Should -Be @('IMAP wave 1', 'IMAP wave 2')
    }

    It 'reports a batch that does not exist, and does not call it safe' {
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -MigrationBatch 'No such wave' }
        $caught.ErrorIds | Should -Be 'MigrationBatchNotFound'
        $caught.Output | Should -HaveCount 0
    }

    It 'takes a batch name that is no valid wildcard for a name' {
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -MigrationBatch 'Wave [3' }
        $caught.ErrorIds | Should -Be 'MigrationBatchNotFound'
    }

    It 'takes a mailbox that another tool feeds from the caller' {
        (Test-ArchiveMigrationConflict external.tool).State | Should -Be 'Safe'
        $verdict = Test-ArchiveMigrationConflict external.tool -ExternallyMigrating external.tool
        $verdict.State | Should -Be 'Conflicting'
        $verdict.ExternallyMigrating | Should -BeTrue
    }

    It 'shows names from the tenant as they are, and runs nothing in them' {
        $verdict = Test-ArchiveMigrationConflict hostile.name
        $verdict.State | Should -Be 'Conflicting'
        $verdict.DisplayName | Should -BeExactly (Get-Mailbox hostile.name).DisplayName
        $verdict.DisplayName | Should -Match ([regex]::Escape('$(Remove-Item x)'))
    }

    It 'says nothing in colours or escapes of the tenant in its sentences' {
        $sentences = (Test-ArchiveMigrationConflict hostile.name).Findings.Message -join "`n"
        $sentences | Should -Not -Match '[\u0000-\u0009\u000b-\u001f\u202e]'
    }
}

Describe 'Test-ArchiveMigrationConflict in a pipeline' {
    It 'takes <Name>' -ForEach @(
        @{ Name = 'plain text'; Source = { 'anna.berg', 'no.archive' } }
        @{ Name = 'Get-Mailbox'; Source = { Get-Mailbox anna.berg; Get-Mailbox no.archive } }
        @{ Name = 'Get-EXOMailbox'; Source = { Get-EXOMailbox anna.berg; Get-EXOMailbox no.archive } }
        @{ Name = 'Get-MigrationUser'; Source = { Get-MigrationUser anna.berg@contoso.example; Get-MigrationUser no.archive@contoso.example } }
        @{ Name = 'ExchangeGuids'; Source = { [guid] (Get-Mailbox anna.berg).ExchangeGuid; [guid] (Get-Mailbox no.archive).ExchangeGuid } }
        @{ Name = 'objects with EmailAddress'; Source = { [pscustomobject]@{ EmailAddress = 'anna.berg@contoso.example' }; [pscustomobject]@{ EmailAddress = 'no.archive@contoso.example' } } }
        @{ Name = 'objects with UserPrincipalName'; Source = { [pscustomobject]@{ UserPrincipalName = 'anna.berg@contoso.example' }; [pscustomobject]@{ UserPrincipalName = 'no.archive@contoso.example' } } }
        @{ Name = 'its own verdicts'; Source = { Test-ArchiveMigrationConflict anna.berg, no.archive } }
    ) {
        $verdicts = & $Source | Test-ArchiveMigrationConflict
        $verdicts.Identity | Should -Be 'anna.berg@contoso.example', 'no.archive@contoso.example'
        $verdicts.State | Should -Be 'Conflicting', 'Safe'
    }

    It 'takes the CSV file of the migration itself' {
        $file = Join-Path $TestDrive 'wave.csv'
        Set-Content -LiteralPath $file -Value 'EmailAddress,UserName,Password', 'anna.berg@contoso.example,anna,secret', 'hold.open@contoso.example,hold,secret'
        $verdicts = Import-Csv -LiteralPath $file | Test-ArchiveMigrationConflict
        $verdicts.State | Should -Be 'Conflicting', 'Mitigated'
    }

    It 'sorts, filters and selects' {
        $sorted = Test-ArchiveMigrationConflict -IncludeSafe | Sort-Object State, Identity
        @($sorted).Count | Should -BeGreaterThan 40
        Test-ArchiveMigrationConflict | Where-Object { $_.State -eq 'Imminent' -and $_.HeldOffBy -contains 'RetentionHold' } |
            Select-Object -ExpandProperty Identity | Should -Contain 'hold.ending@contoso.example'
        $first = Test-ArchiveMigrationConflict | Select-Object -First 1 -Property Identity, State
        $first.State | Should -Be 'Conflicting'
        @($first.PSObject.Properties).Count | Should -Be 2
    }

    It 'sorts the states by how urgent they are' {
        $order = Test-ArchiveMigrationConflict -IncludeSafe | Sort-Object State -Descending | Select-Object -ExpandProperty State -Unique
        [string] $order[0] | Should -Be 'Conflicting'
        [string] $order[-1] | Should -Be 'Safe'
    }

    It 'stops asking when Select-Object -First has enough' {
        Clear-LabCall $lab
        $null = 'anna.berg', 'ben.castro', 'hold.open', 'auto.half' | Test-ArchiveMigrationConflict | Select-Object -First 1
        Get-LabCall $lab | Where-Object { $_.mailbox -like 'hold.open*' -or $_.mailbox -like 'auto.half*' } | Should -BeNullOrEmpty
    }

    It 'writes a CSV file that comes back as text that names the same mailboxes' {
        $file = Join-Path $TestDrive 'verdicts.csv'
        $verdicts = Test-ArchiveMigrationConflict
        $verdicts | Select-Object Identity, ExchangeGuid, State, MigrationBatch, Recommendation | Export-Csv -LiteralPath $file -NoTypeInformation -Encoding UTF8
        $back = Import-Csv -LiteralPath $file
        @($back).Count | Should -Be @($verdicts).Count
        $back[0].State | Should -Be 'Conflicting'
        ($back | Select-Object -First 3 | Test-ArchiveMigrationConflict).Identity | Should -Be @($verdicts | Select-Object -First 3 -ExpandProperty Identity)
    }

    It 'converts to JSON that holds findings and guid' {
        $json = Test-ArchiveMigrationConflict anna.berg | ConvertTo-Json -Depth 5
        $back = $json | ConvertFrom-Json
        $back.Identity | Should -Be 'anna.berg@contoso.example'
        [guid] $back.ExchangeGuid | Should -Be ([guid] (Get-Mailbox anna.berg).ExchangeGuid)
        $back.Findings[0].Id | Should -Be 'EAS1001'
        $json | Should -Match 'EAS1201'
    }

    It 'gives verdicts from Start-Job that read like live ones' {
        $job = Start-Job -ArgumentList $ModulePath, $LabModulePath, $lab.Uri -ScriptBlock {
            param($Module, $LabModule, $Uri)
            Import-Module $Module
            Import-Module $LabModule
            Connect-LabExchange -Uri $Uri
            Test-ArchiveMigrationConflict anna.berg, hold.open
        }
        try {
            $null = Wait-Job $job -Timeout 600
            $verdicts = Receive-Job $job -ErrorAction Stop
        }
        finally {
            Remove-Job $job -Force
        }

        $verdicts.Identity | Should -Be 'anna.berg@contoso.example', 'hold.open@contoso.example'
        [string] $verdicts[0].State | Should -Be 'Conflicting'
        ($verdicts | Test-ArchiveMigrationConflict).State | Should -Be 'Conflicting', 'Mitigated'
    }

    Context 'after Export-Clixml and Import-Clixml' {
        BeforeAll {
            $file = Join-Path $TestDrive 'verdicts.xml'
            Test-ArchiveMigrationConflict anna.berg, hold.open, elc.off | Export-Clixml -LiteralPath $file
            $saved = Import-Clixml -LiteralPath $file
        }

        It 'filters by state and by switch as live verdicts do, and not to an empty and therefore reassuring answer' {
            ($saved | Where-Object State -EQ 'Conflicting').Identity | Should -Be 'anna.berg@contoso.example'
            ($saved | Where-Object { $_.HeldOffBy -contains 'RetentionHold' }).Identity | Should -Be 'hold.open@contoso.example'
        }

        It 'shows the same table as live verdicts' {
            $live = Get-RenderedLine (Test-ArchiveMigrationConflict anna.berg, hold.open, elc.off | Format-Table | Out-String -Width 120)
            Get-RenderedLine ($saved | Format-Table | Out-String -Width 120) | Should -Be $live
        }
    }
}

Describe 'Test-ArchiveMigrationConflict with the common parameters' {
    It 'fills -OutVariable and -ErrorVariable' {
        $null = 'anna.berg', 'nobody.here', 'hold.open' | Test-ArchiveMigrationConflict -OutVariable verdicts -ErrorVariable problems -ErrorAction SilentlyContinue
        $verdicts | Should -HaveCount 2
        $problems | Should -HaveCount 1
        ($problems[0].FullyQualifiedErrorId -split ',')[0] | Should -Be 'MailboxNotFound'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 'nobody.here'
    }

    It 'names the missing mailbox in the message' {
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict nobody.here }
        $caught.Terminated | Should -BeFalse
        [string] $caught.Errors[0] | Should -Match 'nobody\.here'
    }

    It 'stops with -ErrorAction Stop at the first mailbox that is not there' {
        { Test-ArchiveMigrationConflict nobody.here -ErrorAction Stop } | Should -Throw -ErrorId 'MailboxNotFound*'
    }

    It 'does not take <Name> for every mailbox' -ForEach @(
        @{ Name = 'an empty text'; Value = '' }
        @{ Name = 'blanks'; Value = '   ' }
        @{ Name = '$null'; Value = $null }
        @{ Name = 'an empty guid'; Value = [guid]::Empty }
        @{ Name = 'an object without any address'; Value = [pscustomobject]@{ Colour = 'red' } }
    ) {
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -Identity $Value }
        $caught.ErrorIds | Should -Be 'MailboxIdentityEmpty'
        $caught.Output | Should -HaveCount 0
    }

    It 'answers $true to -Quiet when a mailbox is not there: what was not judged is not safe' {
        Test-ArchiveMigrationConflict nobody.here -Quiet -ErrorAction SilentlyContinue | Should -BeTrue
    }

    It 'takes its parameters from a splat' {
        $ask = @{ Identity = 'no.archive', 'anna.berg'; IncludeSafe = $true }
        (Test-ArchiveMigrationConflict @ask).State | Should -Be 'Safe', 'Conflicting'
    }

    It 'takes its defaults from $PSDefaultParameterValues' {
        $PSDefaultParameterValues = @{ '*:AsOf' = Get-LabClock; 'Test-ArchiveMigrationConflict:MigrationBatch' = 'IMAP wave 2'; 'Test-ArchiveMigrationConflict:Quiet' = $true }
        $answer = Test-ArchiveMigrationConflict
        $answer | Should -BeOfType [bool]
        $answer | Should -BeTrue
    }

    It 'decides by -AsOf and not by the clock of the computer' {
        (Test-ArchiveMigrationConflict hold.ending).State | Should -Be 'Imminent'
        (Test-ArchiveMigrationConflict hold.ending -AsOf (Get-LabClock).AddDays(20)).State | Should -Be 'Conflicting'
        (Test-ArchiveMigrationConflict hold.ahead -AsOf (Get-LabClock).AddDays(20)).State | Should -Be 'Mitigated'
    }

    It 'writes no warning and nothing to the success stream but verdicts' {
        $verdicts = Test-ArchiveMigrationConflict -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 0
        $verdicts | ForEach-Object { $_ | Should -BeOfType 'ExchangeArchiveSafety.ArchiveMigrationConflict' }
    }

    It 'only reads' {
        Clear-LabCall $lab
        $null = Test-ArchiveMigrationConflict -IncludeSafe
        @(Get-LabCall $lab).Count | Should -BeGreaterThan 3
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }
}

Describe 'Test-ArchiveMigrationConflict when Exchange gives trouble' {
    AfterEach {
        Clear-LabFault $lab
    }

    It 'ends with an error when nobody can say who migrates' {
        Add-LabFault $lab @{ command = 'Get-MigrationUser'; kind = 'Error' }
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'MigrationUnreadable'
        $caught.Output | Should -HaveCount 0
    }

    It 'ends -Quiet with an error too, and not with $false' {
        Add-LabFault $lab @{ command = 'Get-MigrationUser'; kind = 'Throttled' }
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -Quiet }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'MigrationUnreadable'
        $caught.Output | Should -HaveCount 0
    }

    It 'judges the other mailboxes when one is throttled' {
        Add-LabFault $lab @{ command = 'Get-Mailbox'; kind = 'Throttled'; mailbox = 'auto.half' }
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict }
        $caught.Terminated | Should -BeFalse
        @($caught.Output).Count | Should -BeGreaterThan 25
        @($caught.Output | Where-Object Identity -EQ 'auto.half@contoso.example').State | Should -Not -Be 'Safe'
    }
}

Describe 'The table of verdicts at 120 columns' {
    BeforeAll {
        $lines = @(Get-RenderedLine (Invoke-InEnglish { Test-ArchiveMigrationConflict -IncludeSafe | Format-Table | Out-String -Width 120 }))
    }

    It 'keeps every line within 120 characters' {
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
    }

    It 'has at most six columns' {
        $dashes = $lines | Where-Object { $_ -match '^[- ]+$' } | Select-Object -First 1
        $columns = @($dashes -split '\s+' | Where-Object { $_ })
        $columns.Count | Should -BeGreaterThan 2
        $columns.Count | Should -BeLessOrEqual 6
    }

    It 'names mailbox, state, batch and status, so that it answers the question' {
        $line = $lines | Where-Object { $_ -match '^anna\.berg' }
        $line | Should -HaveCount 1
        $line | Should -Match 'Conflicting'
        $line | Should -Match 'IMAP wave 1'
        $line | Should -Match 'Synced'
    }

    It 'has one line a mailbox and shows who is held off by what' {
        @($lines | Where-Object { $_ -match '^\S+@contoso' }).Count | Should -Be @(Test-ArchiveMigrationConflict -IncludeSafe).Count
        $lines | Where-Object { $_ -match '^hold\.open' } | Should -Match 'Mitigated .*; held off by retention hold$'
        $lines | Where-Object { $_ -match '^elc\.off' } | Should -Match 'Indeterminate .*; held off by disabled ELC'
        $lines | Where-Object { $_ -match '^auto\.off' } | Should -Match 'Mitigated .*; held off by( auto|$)'
        $lines | Where-Object { $_ -match '^anna\.berg' } | Should -Match '; archived by policy$'
    }

    It 'gives the rest as a list' {
        $list = (Test-ArchiveMigrationConflict anna.berg | Format-List | Out-String -Width 120)
        $list | Should -Match 'EAS1001'
        $list | Should -Match 'Recommendation'
        $list | Should -Match 'Default MRM Policy'
    }
}

Describe 'Test-ArchiveMigrationConflict in other sessions' {
    AfterEach {
        Disconnect-LabExchange
        Connect-Lab $lab
    }

    It 'says how to connect when there is no session' {
        Disconnect-LabExchange
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'ExchangeSessionMissing'
        [string] $caught.Errors[0] | Should -Match 'Connect-ExchangeOnline'
    }

    It 'finds the commands of a session with a prefix' {
        Disconnect-LabExchange
        Connect-Lab $lab -With @{ Prefix = 'Cloud' }
        Get-Command -Name Get-MigrationUser -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Test-ArchiveMigrationConflict anna.berg).State | Should -Be 'Conflicting'
        @(Test-ArchiveMigrationConflict).Count | Should -BeGreaterThan 20
        (Get-CloudMailbox anna.berg | Test-ArchiveMigrationConflict).State | Should -Be 'Conflicting'
    }

    It 'names the missing command when the session is limited' {
        Disconnect-LabExchange
        Connect-Lab $lab -With @{ CommandName = 'Get-Mailbox' }
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict }
        $caught.Terminated | Should -BeTrue
        [string] $caught.Errors[0] | Should -Match 'Get-MigrationUser'
    }
}

Describe 'Test-ArchiveMigrationConflict on a snapshot' {
    BeforeAll {
        $snapshot = Join-Path $TestDrive 'tenant.json'
        $null = Export-ArchiveSafetySnapshot -Path $snapshot
    }

    It 'reaches the same verdicts without the tenant' {
        $live = Test-ArchiveMigrationConflict -IncludeSafe | ForEach-Object { [string] $_ } | Sort-Object
        Clear-LabCall $lab
        $saved = Test-ArchiveMigrationConflict -SnapshotPath $snapshot -IncludeSafe | ForEach-Object { [string] $_ } | Sort-Object
        $saved | Should -Be $live
        @(Get-LabCall $lab | Where-Object command -NE 'Get-LabClock') | Should -HaveCount 0
    }

    It 'judges one mailbox of it by name, from a relative path' {
        Push-Location -LiteralPath $TestDrive
        try {
            (Test-ArchiveMigrationConflict auto.half -SnapshotPath ./tenant.json).State | Should -Be 'Imminent'
        }
        finally {
            Pop-Location
        }
    }

    It 'works where nobody ever connected, as of the capture' {
        $script = "`$ErrorActionPreference = 'Stop'`nImport-Module '$ModulePath'`n" +
            "`$v = Test-ArchiveMigrationConflict hold.ending, anna.berg -SnapshotPath '$snapshot'`n" +
            "`$v | ForEach-Object { '{0} {1:yyyy-MM-dd}' -f `$_, `$_.EvaluatedAtUtc }"
        $clean = Invoke-CleanShell $script $TestDrive
        $day = (Get-LabClock).ToString('yyyy-MM-dd')
        $clean.ExitCode | Should -Be 0
        $clean.Output | Should -Be "hold.ending@contoso.example: Imminent $day`nanna.berg@contoso.example: Conflicting $day"
    }

    It 'refuses <Name> with <ErrorId>' -ForEach @(
        @{ Name = 'a file that is not there'; File = 'absent.json'; Text = $null; ErrorId = 'SnapshotNotReadable' }
        @{ Name = 'a foreign file'; File = 'foreign.json'; Text = '{"hello":"world"}'; ErrorId = 'SnapshotForeign' }
        @{ Name = 'a text file'; File = 'foreign.txt'; Text = 'hello world'; ErrorId = 'SnapshotForeign' }
    ) {
        $file = Join-Path $TestDrive $File
        if ($Text) {
            Set-Content -LiteralPath $file -Value $Text
        }

        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -SnapshotPath $file }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be $ErrorId
        [string] $caught.Errors[0] | Should -Match ([regex]::Escape($File))
    }

    It 'refuses a snapshot that is cut off, with file and line' {
        $torn = Join-Path $TestDrive 'torn.json'
        $text = [IO.File]::ReadAllText($snapshot)
        [IO.File]::WriteAllText($torn, $text.Substring(0, [int] ($text.Length / 2)))
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -SnapshotPath $torn }
        $caught.ErrorIds | Should -Be 'SnapshotDamaged'
        [string] $caught.Errors[0] | Should -Match 'torn\.json, line \d+'
    }

    It 'refuses a snapshot of a newer format' {
        $newer = Join-Path $TestDrive 'newer.json'
        $text = [IO.File]::ReadAllText($snapshot)
        $version = [regex] '"version"\s*:\s*\d+'
        $version.IsMatch($text) | Should -BeTrue
        [IO.File]::WriteAllText($newer, $version.Replace($text, '"version": 99', 1))
        $caught = Invoke-AndCatch { Test-ArchiveMigrationConflict -SnapshotPath $newer }
        $caught.ErrorIds | Should -Be 'SnapshotNewer'
    }
}

Describe 'Test-ArchiveMigrationConflict when the loop has begun' {
    BeforeAll {
        $null = Step-LabClock -Days 14
        $looping = Test-ArchiveMigrationConflict anna.berg
    }

    It 'sees it in the counters of the Managed Folder Assistant' {
        (Get-LabCount anna.berg).DuplicatedInArchive + (Get-LabCount anna.berg).Reappeared | Should -BeGreaterThan 0
        $looping.State | Should -Be 'Conflicting'
        $looping.LoopObserved | Should -BeTrue
        $looping.Findings.Id | Should -Contain 'EAS1501'
        $looping.Recommendation | Should -Match 'Suspend-ConflictingArchivePolicy'
    }

    It 'marks it in the table' {
        $lines = @(Get-RenderedLine (Invoke-InEnglish { $looping | Format-Table | Out-String -Width 120 }))
        $lines | Where-Object { $_ -match '^anna\.berg' } | Should -Match ' loop observed; .* archived by policy$'
    }

    It 'reads the counters only for mailboxes that conflict' {
        Clear-LabCall $lab
        $null = Test-ArchiveMigrationConflict no.archive, hold.open, anna.berg
        @(Get-LabCall $lab | Where-Object command -EQ 'Export-MailboxDiagnosticLogs').mailbox | Should -Be 'anna.berg@contoso.example'
    }
}
