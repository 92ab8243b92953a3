#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# The runbook as it stands, each time in a process of its own, with the lab behind Connect-ExchangeOnline and the journal in a blob of the storage service for tests.

BeforeDiscovery {
    $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $hasAzurite = (Get-Command -Name node -CommandType Application -ErrorAction SilentlyContinue) -and
        (Test-Path -LiteralPath (Join-Path $root 'artifacts/azurite-3.37.0/node_modules/azurite/package.json'))

    # Where no test may be left out, one that lacks the service fails.
    $isSkipped = -not $hasAzurite -and $env:EXCHANGEARCHIVESAFETY_ALL_TESTS -ne '1'
    $why = if ($isSkipped) { ', for which node or Azurite is missing (npm install --prefix artifacts/azurite-3.37.0 --no-save azurite@3.37.0)' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $runbook = Join-Path (Split-Path -Parent $ModulePath) 'runbooks/ArchiveSafetyGuard.ps1'

    # Stands for the module that connects to Exchange Online: it connects to the lab.
    $modules = Join-Path ([IO.Path]::GetTempPath()) ('eas-modules-' + [guid]::NewGuid().ToString('N'))
    $null = New-Item -ItemType Directory -Path (Join-Path $modules 'ExchangeOnlineManagement')
    Set-Content -LiteralPath (Join-Path $modules 'ExchangeOnlineManagement/ExchangeOnlineManagement.psm1') -Value @"
function Connect-ExchangeOnline {
    param([string] `$Organization, [switch] `$ManagedIdentity, [switch] `$ShowBanner)
    if (-not `$ManagedIdentity) { throw 'Nobody signs in here.' }
    Import-Module '$LabModulePath' -Global
    Connect-LabExchange -Uri `$env:EAS_LAB_URI -NoAsOf
}
function Disconnect-ExchangeOnline {
    [CmdletBinding(SupportsShouldProcess)]
    param()
    if (`$PSCmdlet.ShouldProcess('the lab')) { Disconnect-LabExchange }
}
"@

    # What starts the runbook: a schedule, or with some lines before it a job of Azure Automation.
    function Get-RunbookStart {
        param([string[]] $Arguments, [string] $Before)

        $shell, $first = Get-ShellCommand
        $file = $runbook
        if ($Before) {
            $file = Join-Path $modules ([guid]::NewGuid().ToString('N') + '.ps1')
            Set-Content -LiteralPath $file -Value @($Before, "& '$runbook' @args", 'exit $LASTEXITCODE') -Encoding UTF8
        }

        $options = @($first) + '-NoProfile', '-NonInteractive' | Where-Object { $_ }
        if ($PSVersionTable.PSEdition -ne 'Core' -or $IsWindows) {
            $options += '-ExecutionPolicy', 'Bypass'
        }

        $start = New-Object Diagnostics.ProcessStartInfo $shell
        $start.Arguments = (@($options) + '-File' + $file + @($Arguments) | ForEach-Object { '"{0}"' -f $_ }) -join ' '
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        $start.EnvironmentVariables['EAS_LAB_URI'] = $lab.Uri
        $start.EnvironmentVariables['PSModulePath'] = $modules + [IO.Path]::PathSeparator + (Split-Path -Parent (Split-Path -Parent $ModulePath))
        $start
    }

    function Receive-Runbook {
        param($Process)

        $said = $Process.StandardError.ReadToEndAsync()
        $output = $Process.StandardOutput.ReadToEnd()
        $Process.WaitForExit()
        $seen = $output + $said.Result
        $seen | Should -Not -Match 'sig=|%2[BF]|SharedAccess'
        if ($azurite) {
            $seen | Should -Not -Match ([regex]::Escape($azurite.Signature))
        }

        [pscustomobject]@{ ExitCode = $Process.ExitCode; Output = $output; Error = $said.Result; Seen = $seen }
    }

    function Invoke-Runbook {
        param([string[]] $Arguments, [string] $Before)

        Receive-Runbook ([Diagnostics.Process]::Start((Get-RunbookStart -Arguments $Arguments -Before $Before)))
    }

    $azurite = $null
    $lab = Start-Lab -Preset 'migrating-10'
}

AfterAll {
    Stop-Lab $lab
    Remove-Item -LiteralPath $modules -Recurse -Force -ErrorAction SilentlyContinue
}

Describe 'The runbook with a journal in a file' {
    BeforeAll {
        $journal = Join-Path $lab.Folder 'journal.jsonl'
        $connect = '-Organization', 'contoso.onmicrosoft.com', '-JournalPath', $journal
    }

    AfterEach {
        Clear-LabFault $lab
    }

    It 'ends with 2 where nobody is connected and no tenant is named, and begins no journal' {
        $run = Invoke-Runbook '-JournalPath', $journal
        $run.ExitCode | Should -Be 2
        $run.Error | Should -Match 'Not connected to Exchange Online'
        $journal | Should -Not -Exist
    }

    It 'writes nothing to the tenant where it observes, and says what it would do' {
        Clear-LabCall $lab
        $run = Invoke-Runbook $connect
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Match 'Observe'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'ends with 2 where more would be suspended than allowed, and suspends none' {
        Clear-LabCall $lab
        $run = Invoke-Runbook ($connect + '-Mode' + 'Protect' + '-MaximumSuspensions' + '9')
        $run.ExitCode | Should -Be 2
        $run.Error | Should -Match '10'
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'ends with 2 where nobody can say who migrates' {
        Add-LabFault $lab @{ command = 'Get-MigrationUser'; kind = 'TerminatingError' }
        (Invoke-Runbook $connect).ExitCode | Should -Be 2
    }

    It 'ends with 1 where one mailbox fails, and does the others' {
        Add-LabFault $lab @{ command = 'Set-Mailbox'; kind = 'DoesNothing'; mailbox = 'user0003' }
        $run = Invoke-Runbook ($connect + '-Mode' + 'Protect')
        $run.ExitCode | Should -Be 1
        $run.Error | Should -Match 'user0003'
        @(Get-LabCall $lab -Writes | Where-Object command -EQ 'Set-Mailbox') | Should -HaveCount 10
    }

    It 'finishes what is left, and ends with 0' {
        (Invoke-Runbook ($connect + '-Mode' + 'Protect')).ExitCode | Should -Be 0
        Clear-LabCall $lab
        (Invoke-Runbook ($connect + '-Mode' + 'Protect')).ExitCode | Should -Be 0
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'passes on that the time was up' {
        (Invoke-Runbook $connect 'function Invoke-ArchiveSafetyGuard { [pscustomobject]@{ ExitCode = 3 } }').ExitCode | Should -Be 3
    }

    It 'is one line of JSON and a job that completes in Azure Automation, in <Name>' -ForEach @(
        @{ Name = 'Windows PowerShell'; Before = '$PSPrivateMetadata = @{ JobId = 1 }' }
        @{ Name = 'PowerShell 7'; Before = '$env:AZUREPS_HOST_ENVIRONMENT = "AzureAutomation/"' }
    ) {
        $run = Invoke-Runbook -Arguments $connect -Before ($Before + '; $LASTEXITCODE = 0')
        $run.ExitCode | Should -Be 0
        @($run.Output.Trim() -split "`n") | Should -HaveCount 1
        $pass = ($run.Output | ConvertFrom-Json).pass
        $pass.exitCode | Should -Be 0
        $pass.judged | Should -Be 10
        $pass.mode | Should -Be 'Observe'
    }

    It 'is a job that fails in Azure Automation, after its line' {
        Add-LabFault $lab @{ command = 'Get-MigrationUser'; kind = 'TerminatingError' }
        $run = Invoke-Runbook -Arguments $connect -Before '$PSPrivateMetadata = @{ JobId = 1 }'
        $run.ExitCode | Should -Be 1
        $run.Error | Should -Match 'exit code 2'
        ($run.Output | ConvertFrom-Json).pass.exitCode | Should -Be 2
    }
}

Describe "The runbook with a journal in a blob$why" -Skip:$isSkipped {
    BeforeAll {
        $azurite = Start-Azurite
        $journalUri = New-AzuriteJournal $azurite
        $blobLab = $lab
        $lab = Start-Lab -Preset 'migrating-10'
        $connect = '-Organization', 'contoso.onmicrosoft.com', '-Mode', 'Protect', '-JournalUri', $journalUri
    }

    AfterAll {
        Stop-Lab $lab
        $lab = $blobLab
        Stop-Azurite $azurite
    }

    It 'suspends every mailbox once where it runs twice at once' {
        Clear-LabCall $lab
        $both = 1..2 | ForEach-Object { [Diagnostics.Process]::Start((Get-RunbookStart -Arguments $connect)) }
        $runs = $both | ForEach-Object { Receive-Runbook $_ }
        $runs.ExitCode | Should -Be 0, 0 -Because ($runs.Seen -join "`n")
        @(Get-LabCall $lab -Writes | Where-Object command -EQ 'Set-Mailbox') | Should -HaveCount 10

        Connect-Lab $lab
        $held = @(Get-ArchivePolicySuspension -JournalUri $journalUri)
        $held | Should -HaveCount 10
        $held.Identity | Select-Object -Unique | Should -HaveCount 10
        1..10 | ForEach-Object { (Get-Mailbox ('user{0:0000}' -f $_)).RetentionHoldEnabled | Should -BeTrue }
    }

    It 'finds nothing to do the next time' {
        Clear-LabCall $lab
        (Invoke-Runbook $connect).ExitCode | Should -Be 0
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }

    It 'ends with 2 and shows no signature where the address is <Name>' -ForEach @(
        @{ Name = 'of no container'; Find = '/journals/'; Put = '/nowhere/' }
        @{ Name = 'signed by nobody'; Find = 'sig='; Put = 'sig=AAAA' }
        @{ Name = 'of no service'; Find = ':\d+/'; Put = ':1/' }
        @{ Name = 'none'; Find = ':\d+/'; Put = ':99999999/' }
    ) {
        Clear-LabCall $lab
        $run = Invoke-Runbook ('-Organization', 'contoso.onmicrosoft.com', '-Mode', 'Protect', '-JournalUri', ($journalUri -replace $Find, $Put))
        $run.ExitCode | Should -Be 2
        $run.Error | Should -Not -BeNullOrEmpty
        Get-LabCall $lab -Writes | Should -BeNullOrEmpty
    }
}
