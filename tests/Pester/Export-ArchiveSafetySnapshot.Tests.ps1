#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab
}

AfterAll {
    Stop-Lab $lab
}

Describe 'Export-ArchiveSafetySnapshot' {
    It 'gives the file that it wrote' {
        $path = Join-Path $TestDrive 'tenant.json'
        $file = Export-ArchiveSafetySnapshot -Path $path
        $file | Should -BeOfType [IO.FileInfo]
        $file.FullName | Should -Be $path
        $path | Should -Exist
    }

    It 'writes versioned JSON that any tool reads' {
        $path = Join-Path $TestDrive 'json.json'
        $null = Export-ArchiveSafetySnapshot $path
        $json = Get-Content -LiteralPath $path -Raw | ConvertFrom-Json
        $json.format | Should -Be 'ExchangeArchiveSafety.Snapshot'
        $json.version | Should -Be 1
    }

    It 'holds every fact that the verdicts of the whole tenant rest on' {
        $path = Join-Path $TestDrive 'facts.json'
        # A forecast asks as much as a snapshot holds.
        $live = Test-ArchiveMigrationConflict -IncludeSafe -Forecast
        $null = Export-ArchiveSafetySnapshot $path
        $saved = Test-ArchiveMigrationConflict -SnapshotPath $path -IncludeSafe
        ($saved | Sort-Object Identity | ForEach-Object { '{0} {1} {2} {3}' -f $_, $_.MigrationStatus, ($_.Findings.Id -join ','), $_.LoopObserved }) |
            Should -Be ($live | Sort-Object Identity | ForEach-Object { '{0} {1} {2} {3}' -f $_, $_.MigrationStatus, ($_.Findings.Id -join ','), $_.LoopObserved })
    }

    It 'is judged as of its capture in a session that knows no other time, and as of another when told' {
        $path = Join-Path $TestDrive 'time.json'
        $null = Export-ArchiveSafetySnapshot $path
        $captured = Get-LabClock
        $PSDefaultParameterValues = @{}
        (Test-ArchiveMigrationConflict hold.ending -SnapshotPath $path).EvaluatedAtUtc | Should -Be $captured
        (Test-ArchiveMigrationConflict hold.ending -SnapshotPath $path -AsOf $captured.AddDays(30)).State | Should -Be 'Conflicting'
    }

    It 'writes to <Name>' -ForEach @(
        @{ Name = 'a relative path'; Path = './relative.json' }
        @{ Name = 'a PowerShell drive'; Path = 'TestDrive:/drive.json' }
        @{ Name = 'a name with blanks and brackets'; Path = 'wave [1] before.json' }
    ) {
        Push-Location -LiteralPath $TestDrive
        try {
            $file = Export-ArchiveSafetySnapshot -Path $Path
        }
        finally {
            Pop-Location
        }

        $file.DirectoryName | Should -Be ([IO.Path]::GetFullPath($TestDrive))
        Test-Path -LiteralPath $file.FullName | Should -BeTrue
        $file.Length | Should -BeGreaterThan 1000
    }

    It 'replaces an existing file, and not with -NoClobber' {
        $path = Join-Path $TestDrive 'exists.json'
        Set-Content -LiteralPath $path -Value 'keep me'
        $caught = Invoke-AndCatch { Export-ArchiveSafetySnapshot -Path $path -NoClobber }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'SnapshotNotWritable'
        Get-Content -LiteralPath $path | Should -Be 'keep me'
        $null = Export-ArchiveSafetySnapshot -Path $path
        Get-Content -LiteralPath $path -Raw | Should -Match 'ExchangeArchiveSafety\.Snapshot'
    }

    It 'writes nothing with -WhatIf' {
        $path = Join-Path $TestDrive 'what-if.json'
        Export-ArchiveSafetySnapshot -Path $path -WhatIf | Should -BeNullOrEmpty
        $path | Should -Not -Exist
    }

    It 'only reads from the tenant' {
        Clear-LabCall $lab
        $null = Export-ArchiveSafetySnapshot (Join-Path $TestDrive 'reads.json')
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'goes on into a pipeline' {
        $path = Join-Path $TestDrive 'pipe.json'
        (Export-ArchiveSafetySnapshot $path | Get-Item | Select-Object -ExpandProperty Name) | Should -Be 'pipe.json'
        (Export-ArchiveSafetySnapshot $path | ForEach-Object { Test-ArchiveMigrationConflict -SnapshotPath $_ -Quiet }) | Should -BeTrue
    }

    It 'reports a path that cannot be written' {
        $path = Join-Path (Join-Path $TestDrive 'no-such-folder') 'tenant.json'
        $caught = Invoke-AndCatch { Export-ArchiveSafetySnapshot -Path $path }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'SnapshotNotWritable'
        [string] $caught.Errors[0] | Should -Match 'no-such-folder'
    }

    It 'writes nothing anywhere when the path is on a drive that holds no files' {
        Push-Location -LiteralPath $TestDrive
        $process = [Environment]::CurrentDirectory
        [Environment]::CurrentDirectory = $TestDrive
        try {
            $caught = Invoke-AndCatch { Export-ArchiveSafetySnapshot -Path 'Env:/astray.json' }
        }
        finally {
            [Environment]::CurrentDirectory = $process
            Pop-Location
        }

        $caught.ErrorIds | Should -Be 'SnapshotNotWritable'
        Join-Path $TestDrive 'astray.json' | Should -Not -Exist
    }

    It 'leaves the old file whole when the tenant cannot be read' {
        $path = Join-Path $TestDrive 'old.json'
        $null = Export-ArchiveSafetySnapshot -Path $path
        $text = [IO.File]::ReadAllText($path)
        Add-LabFault $lab @{ command = 'Get-MigrationUser'; kind = 'Error' }
        try {
            $caught = Invoke-AndCatch { Export-ArchiveSafetySnapshot -Path $path }
        }
        finally {
            Clear-LabFault $lab
        }

        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'MigrationUnreadable'
        [IO.File]::ReadAllText($path) | Should -BeExactly $text
    }

    It 'ends with an error, and without a file, when there is no session' {
        $path = Join-Path $TestDrive 'nobody.json'
        Disconnect-LabExchange
        try {
            $caught = Invoke-AndCatch { Export-ArchiveSafetySnapshot -Path $path }
        }
        finally {
            Connect-Lab $lab
        }

        $caught.ErrorIds | Should -Be 'ExchangeSessionMissing'
        $path | Should -Not -Exist
    }

    It 'reads through the commands of a session with a prefix' {
        $path = Join-Path $TestDrive 'prefix.json'
        Disconnect-LabExchange
        Connect-Lab $lab -With @{ Prefix = 'Cloud' }
        try {
            $null = Export-ArchiveSafetySnapshot -Path $path
            (Test-ArchiveMigrationConflict anna.berg -SnapshotPath $path).State | Should -Be 'Conflicting'
        }
        finally {
            Disconnect-LabExchange
            Connect-Lab $lab
        }
    }
}

Describe 'The examples about a whole tenant' {
    BeforeAll {
        $examples = Join-Path (Split-Path -Parent $ModulePath) 'examples'
        $journal = Join-Path $TestDrive 'tenant.jsonl'
        $null = Suspend-ConflictingArchivePolicy anna.berg -JournalPath $journal
    }

    It 'reports daily, by whatever sends' {
        $sent = @{}
        $subject = & (Join-Path $examples 'DailyReport.ps1') -JournalPath $journal -Send { param($Subject, $Text, $Report) $sent.Subject = $Subject; $sent.Text = $Text; $sent.Page = [IO.File]::ReadAllText($Report); $sent.Path = $Report }
        $subject | Should -Match '^Archive safety: \d+ at risk, 1 suspended, 0 changed by others, \d+ errors$'
        $sent.Subject | Should -Be $subject
        $sent.Text | Should -Match 'ben\.castro@contoso\.example: Conflicting'
        $sent.Page | Should -Match '<html'
        $sent.Path | Should -Not -Exist
    }

    It 'mails it through Graph where nothing else is said' {
        $mail = @{}
        function Invoke-MgGraphRequest { param($Method, $Uri, $Body, $ContentType) $mail.Call = "$Method $Uri $ContentType"; $mail.Body = $Body | ConvertFrom-Json }
        $null = & (Join-Path $examples 'DailyReport.ps1') -JournalPath $journal -From 'reports+x@contoso.example' -To 'a@contoso.example', 'b@contoso.example'
        $mail.Call | Should -Be 'POST v1.0/users/reports%2Bx%40contoso.example/sendMail application/json'
        $mail.Body.message.toRecipients | ForEach-Object { $_.emailAddress.address } | Should -Be 'a@contoso.example', 'b@contoso.example'
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($mail.Body.message.attachments[0].contentBytes)) | Should -Match '<html'
        { & (Join-Path $examples 'DailyReport.ps1') } | Should -Throw '*-From and -To*'
    }

    It 'hands a tenant over, and takes only what was given' {
        $script = Join-Path $examples 'HandOver.ps1'
        $folder = Join-Path $TestDrive 'handover'
        (& $script Give $folder -JournalPath $journal).Name | Should -Be 'hashes.csv', 'report.html', 'tenant.journal.jsonl', 'tenant.snapshot.json'
        if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) {
            (Get-ChildItem -LiteralPath $folder).UnixMode | Sort-Object -Unique | Should -Be '-rw-------'
        }

        $taken = @(& $script Take $folder)
        @($taken | Where-Object { $_.PSObject.TypeNames -contains 'ExchangeArchiveSafety.ArchiveMigrationConflict' }).Count | Should -BeGreaterThan 5
        @($taken | Where-Object { $_.PSObject.TypeNames -contains 'ExchangeArchiveSafety.ArchivePolicySuspension' }).Identity | Should -Be 'anna.berg@contoso.example'
        Add-Content -LiteralPath (Join-Path $folder 'tenant.journal.jsonl') -Value '{}'
        { & $script Take $folder } | Should -Throw '*tenant.journal.jsonl is not the file*'
    }
}
