#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# What only a whole PowerShell shows of the help: its examples run, and its topics are found. That it says what the module really has is tested in the hosted engine.

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
                Command  = $command
                Examples = @($help.examples.example | Where-Object { $_ } | ForEach-Object { $number++; @{ Number = $number; Code = ([string] $_.code).Trim(); Remark = ($_.remarks | Out-String).Trim() } })
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
    $certificate = Get-LabCertificate
    $store.Add($certificate)
    $folder = Join-Path $lab.Folder 'examples'
    $null = New-Item -ItemType Directory -Path $folder
    $null = New-Item -ItemType File -Path (Join-Path $folder 'journal.jsonl')

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
        $token = Get-LabToken $current
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
        $current = $lab
        if ($Command -match '^(Remove|Restore)-ArchiveDuplicates$|^Get-ArchiveQuarantine$') {
            # There something is to be removed and, later, brought back. Of two tenants in one session nobody could say which is meant.
            $current = Start-Lab -Preset 'neglected'
            Disconnect-LabExchange
            Connect-Lab $current
            Complete-LabMigration
        }

        Connect-LabGraph $current
        if ($Command -in 'Restore-ArchiveDuplicates', 'Get-ArchiveQuarantine') {
            $removed = Find-ArchiveDuplicates anna.berg@contoso.example | Select-Object -First 1 |
                Remove-ArchiveDuplicates -QuarantinePath (Join-Path $folder 'quarantine') -JournalPath (Join-Path $folder 'journal.jsonl') -Confirm:$false -PassThru -WarningAction SilentlyContinue |
                Select-Object -First 1
        }

        if ($Command -in 'Get-ArchivePolicySuspension', 'Get-ArchiveMigrationHistory') {
            # Something is suspended, whatever the examples before did.
            $null = Suspend-ConflictingArchivePolicy hold.before, anna.berg -JournalPath (Join-Path $folder 'journal.jsonl') -WarningAction SilentlyContinue
        }

        if ($Command -eq 'Resume-ConflictingArchivePolicy') {
            Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }
            $null = Step-LabClock -Minutes 30

            # The last example of suspending used a journal of its own, for mailboxes that the one before it had suspended too: last suspended, first resumed.
            $other = Join-Path $folder 'contoso.jsonl'
            if (Test-Path -LiteralPath $other) {
                $null = Resume-ConflictingArchivePolicy -JournalPath $other -Confirm:$false -WarningAction SilentlyContinue
            }
        }
    }

    AfterAll {
        if ($current -and $current.Uri -ne $lab.Uri) {
            Stop-Lab $current
            Connect-Lab $lab
        }
    }

    It 'has at least two examples' {
        $Examples.Count | Should -BeGreaterOrEqual 2
    }

    It 'has an example <Number> that runs on the lab: <Code>' -ForEach $Examples {
        $Code | Should -Match "\b$Command\b"
        $Remark | Should -Not -BeNullOrEmpty
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
}
