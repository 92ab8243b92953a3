#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    Import-Module $ModulePath -Global -ErrorAction Stop

    # What resumes comes last, when the migrations have ended.
    $commands = Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet | ForEach-Object { $_.Name } | Sort-Object { $_ -like 'Resume-*' }, { $_ } |
        ForEach-Object {
            $command = $_
            $number = 0
            $help = Get-Help -Name $command -Full
            @{
                Command    = $command
                Parameters = @((Get-Command $command).Parameters.Values | Where-Object {
                        [Management.Automation.Cmdlet]::CommonParameters -notcontains $_.Name -and [Management.Automation.Cmdlet]::OptionalCommonParameters -notcontains $_.Name
                    } | ForEach-Object { $_.Name })
                Examples   = @($help.examples.example | Where-Object { $_ } | ForEach-Object { $number++; @{ Number = $number; Code = ([string] $_.code).Trim() } })
            }
        }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab
    Connect-LabGraph $lab

    # Managed identity and certificate are what the examples of connecting ask for.
    $environment = @{ IDENTITY_ENDPOINT = $env:IDENTITY_ENDPOINT; IDENTITY_HEADER = $env:IDENTITY_HEADER }
    $env:IDENTITY_ENDPOINT = $lab.Uri + '/msi/token'
    $env:IDENTITY_HEADER = 'lab'
    $store = New-Object Security.Cryptography.X509Certificates.X509Store 'My', 'CurrentUser'
    $store.Open('ReadWrite')
    $certificate = New-LabCertificate
    $store.Add($certificate)
    $folder = Join-Path $lab.Folder 'examples'
    $null = New-Item -ItemType Directory -Path $folder

    # Runs an example as it stands, in a folder of its own; the journal of this user is not touched. Gives the errors and what came out.
    function Invoke-Example {
        param([string] $Code)

        $script = [scriptblock]::Create($Code)
        $errors = New-Object System.Collections.Generic.List[string]
        $output = New-Object System.Collections.Generic.List[object]
        $PSDefaultParameterValues = @{
            '*:AsOf'                                   = Get-LabClock
            '*Archive*:JournalPath'                    = Join-Path $folder 'journal.jsonl'
            'Connect-ArchiveSafetyGraph:GraphEndpoint' = $current.Uri
            'Connect-ArchiveSafetyGraph:AuthorityHost' = $current.Uri
            '*-ArchiveDuplicates:Confirm'              = $false
            'Remove-ArchiveDuplicates:MaximumPercent'  = 100
        }

        # The variables of the examples.
        $endpoint = $current.Uri
        $token = New-LabToken $current
        $tenantId = 'contoso.onmicrosoft.com'
        $credential = New-Object Management.Automation.PSCredential '0c5b4f0e-6a0e-4b57-9d40-1b8f5a3f7a11', $token
        $thumbprint = $certificate.Thumbprint
        Push-Location -LiteralPath $folder
        try {
            foreach ($one in (. $script 2>&1 3>$null)) {
                if ($one -is [Management.Automation.ErrorRecord]) {
                    $errors.Add("$($one.FullyQualifiedErrorId): $one")
                }
                else {
                    $output.Add($one)
                }
            }
        }
        catch {
            $errors.Add("$($_.FullyQualifiedErrorId): $_")
        }
        finally {
            Pop-Location
        }

        [pscustomobject]@{ Errors = $errors.ToArray(); Output = $output.ToArray() }
    }

    # Connecting is what the examples begin with, and is done here.
    function Connect-ExchangeOnline {
        Write-Verbose 'Connected to the lab already.'
    }
}

AfterAll {
    $environment.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $environment[$_]) }
    if ($certificate) {
        $store.Remove($certificate)
        $store.Dispose()
        $certificate.Dispose()
    }

    Stop-Lab $lab
}

Describe 'The help of <Command>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help -Name $Command -Full
        $current = $lab
        if ($Command -match '^(Remove|Restore)-ArchiveDuplicates$') {
            # There something is to be removed and, later, brought back.
            $current = Start-Lab -Preset 'neglected'
            Connect-Lab $current
            Complete-LabMigration
        }

        Connect-LabGraph $current
        if ($Command -eq 'Restore-ArchiveDuplicates') {
            $removed = Find-ArchiveDuplicates anna.berg@contoso.example | Select-Object -First 1 |
                Remove-ArchiveDuplicates -QuarantinePath (Join-Path $folder 'quarantine') -JournalPath (Join-Path $folder 'journal.jsonl') -Confirm:$false -WarningAction SilentlyContinue |
                Select-Object -First 1
        }

        if ($Command -eq 'Get-ArchivePolicySuspension') {
            # Something is suspended, whatever the examples before did.
            $null = Suspend-ConflictingArchivePolicy hold.before -JournalPath (Join-Path $folder 'journal.jsonl') -WarningAction SilentlyContinue
        }

        if ($Command -eq 'Resume-ConflictingArchivePolicy') {
            Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }
            $null = Step-LabClock -Minutes 30
        }
    }

    AfterAll {
        if ($current -and $current.Uri -ne $lab.Uri) {
            Stop-Lab $current
            Connect-Lab $lab
        }
    }

    It 'has a synopsis and a description in sentences' {
        $help.Synopsis | Should -Match '^[A-Z].+\.$'
        ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 80
    }

    It 'describes -<_>' -ForEach $Parameters {
        $name = $_
        $described = $help.parameters.parameter | Where-Object { $_.name -eq $name }
        ($described.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'describes no parameter that is not there' {
        $described = @($help.parameters.parameter | ForEach-Object { $_.name })
        $described.Count | Should -BeGreaterOrEqual $Parameters.Count
        $described | Where-Object { (Get-Command $Command).Parameters.Keys -notcontains $_ } | Should -BeNullOrEmpty
    }

    It 'has at least two examples' {
        $Examples.Count | Should -BeGreaterOrEqual 2
    }

    It 'has an example <Number> that runs on the lab: <Code>' -ForEach $Examples {
        $Code | Should -Not -BeNullOrEmpty
        (Invoke-Example $Code).Errors | Should -BeNullOrEmpty
    }
}

Describe 'about_ArchiveDuplicates' {
    BeforeAll {
        $about = (Get-Help -Name about_ArchiveDuplicates -ErrorAction SilentlyContinue | Out-String)
    }

    It 'is found' {
        $about | Should -Match 'KB\s+2783045'
    }

    It 'is one of the module''s own files' {
        Join-Path (Split-Path -Parent $ModulePath) 'en-US/about_ArchiveDuplicates.help.txt' | Should -Exist
    }

    It 'explains every value of <_>' -ForEach 'DuplicateEvidence', 'DuplicateKind', 'KeepRule', 'RemovalStatus', 'RestoreStatus', 'RemovalReason' {
        $names = [Enum]::GetNames("ExchangeArchiveSafety.$_" -as [type])
        @($names).Count | Should -BeGreaterThan 2
        $names | Where-Object { $about -notmatch "(?m)^ +$_\b" } | Should -BeNullOrEmpty
    }

    It 'names the permission <_>' -ForEach 'MailboxFolder.Read.All', 'MailboxItem.Read.All', 'MailboxItem.ReadWrite.All', 'MailboxItem.Export.All', 'MailboxItem.ImportExport.All' {
        $about | Should -Match ([regex]::Escape($_))
    }
}

Describe 'about_ArchiveMigrationConflicts' {
    BeforeAll {
        $about = (Get-Help -Name about_ArchiveMigrationConflicts -ErrorAction SilentlyContinue | Out-String)
    }

    It 'is found' {
        $about | Should -Match 'KB 2783045'
    }

    It 'is one of the module''s own files' {
        Join-Path (Split-Path -Parent $ModulePath) 'en-US/about_ArchiveMigrationConflicts.help.txt' | Should -Exist
    }

    It 'explains every finding that the lab''s tenant gives' {
        $other = Start-Lab
        try {
            Connect-LabExchange -Uri $other.Uri
            $ids = (Test-ArchiveMigrationConflict -IncludeSafe).Findings.Id | Sort-Object -Unique
        }
        finally {
            Stop-Lab $other
            Connect-LabExchange -Uri $lab.Uri
        }

        @($ids).Count | Should -BeGreaterThan 20
        $ids | Where-Object { $about -notmatch $_ } | Should -BeNullOrEmpty
    }

    It 'has the error id <_> in its table' -ForEach 'ExchangeSessionMissing', 'ExchangeParameterMissing', 'MigrationUnreadable', 'MailboxNotFound', 'MailboxIdentityEmpty',
        'SnapshotDamaged', 'SnapshotForeign', 'SnapshotNewer', 'JournalDamaged', 'JournalForeign', 'JournalNewer', 'JournalNotWritable', 'ResumeRefused', 'SettingsDrifted' {
        $about | Should -Match "\b$_\b"
    }
}
