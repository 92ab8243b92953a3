# Shared by the *.Tests.ps1 files: dot-source it in BeforeAll. Runs in Windows PowerShell 5.1 and in PowerShell 7, on every platform.

$RepositoryRoot = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)

# The module as the build left it, or the folder of an unpacked package.
$StagedModule = Join-Path $RepositoryRoot 'artifacts/module/ExchangeArchiveSafety'
$ModulePath = Join-Path $(if ($env:EXCHANGEARCHIVESAFETY_MODULE) { $env:EXCHANGEARCHIVESAFETY_MODULE } else { $StagedModule }) 'ExchangeArchiveSafety.psd1'
$LabModulePath = Join-Path $RepositoryRoot 'artifacts/lab/ExchangeArchiveSafety.Lab.Exchange/ExchangeArchiveSafety.Lab.Exchange.psd1'

# The program that runs .NET: the one that runs the tests, which need be on no path, else what the path has.
function Get-DotNetCommand {
    if ($env:DOTNET_HOST_PATH) {
        return $env:DOTNET_HOST_PATH
    }

    'dotnet'
}

# The lab of the build that is tested, as dotnet test names it; by hand the newest, for the staged module is of the newest build too.
function Get-LabProgram {
    if ($env:EXCHANGEARCHIVESAFETY_LAB) {
        return $env:EXCHANGEARCHIVESAFETY_LAB
    }

    $build = Get-ChildItem -Path (Join-Path $RepositoryRoot 'src/ExchangeArchiveSafety.Lab/bin/*/*/ExchangeArchiveSafety.Lab.dll') |
        Sort-Object LastWriteTimeUtc | Select-Object -Last 1
    if (-not $build) {
        throw 'The lab is not built. Run dotnet build first.'
    }

    $build.FullName
}

# Starts a tenant of its own and gives what Connect-Lab and Stop-Lab want.
function Start-Lab {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $Preset = 'contoso', [int] $TimeoutSeconds = 600)

    $program = Get-LabProgram
    if (-not $PSCmdlet.ShouldProcess($program, "Start a tenant of preset '$Preset'")) {
        return
    }

    $folder = Join-Path ([IO.Path]::GetTempPath()) ('eas-lab-' + [guid]::NewGuid().ToString('N'))
    $null = New-Item -ItemType Directory -Path $folder
    $urlsFile = Join-Path $folder 'urls.txt'
    $start = @{
        FilePath               = Get-DotNetCommand
        ArgumentList           = @(('"{0}"' -f $program), 'serve', '--preset', $Preset, '--urls-file', ('"{0}"' -f $urlsFile))
        RedirectStandardOutput = Join-Path $folder 'output.txt'
        RedirectStandardError  = Join-Path $folder 'error.txt'
        NoNewWindow            = $true
        PassThru               = $true
    }
    $lab = [pscustomobject]@{ Process = Start-Process @start; Folder = $folder; Uri = $null }

    # Asked for while the process runs, so that its exit code can be read later.
    $null = $lab.Process.Handle
    $deadline = [DateTime]::UtcNow.AddSeconds($TimeoutSeconds)
    while (-not (Test-Path -LiteralPath $urlsFile)) {
        if ($lab.Process.HasExited -or [DateTime]::UtcNow -gt $deadline) {
            $said = Get-Content -LiteralPath $start.RedirectStandardError -Raw -ErrorAction SilentlyContinue
            Stop-Lab $lab
            throw "The lab did not start within $TimeoutSeconds seconds. $said"
        }

        Start-Sleep -Milliseconds 100
    }

    $lab.Uri = (Get-Content -LiteralPath $urlsFile -Raw).Trim()
    $lab
}

# Ends the tenant and this session's connections to it. Does no harm when there is nothing to end.
function Stop-Lab {
    [CmdletBinding(SupportsShouldProcess)]
    param($Lab)

    if (-not $PSCmdlet.ShouldProcess("$($Lab.Uri)", 'Stop the tenant')) {
        return
    }

    if (Get-Command -Name Disconnect-LabExchange -ErrorAction SilentlyContinue) {
        Disconnect-LabExchange -ErrorAction SilentlyContinue
    }

    if (Get-Command -Name Disconnect-ArchiveSafetyGraph -ErrorAction SilentlyContinue) {
        Disconnect-ArchiveSafetyGraph -ErrorAction SilentlyContinue
    }

    if ($null -eq $Lab) {
        return
    }

    if (-not $Lab.Process.HasExited) {
        try {
            $Lab.Process.Kill()
        }
        catch [InvalidOperationException] {
            # It ended between the question and the call.
            Write-Verbose $_
        }
    }

    $null = $Lab.Process.WaitForExit(10000)
    Remove-Item -LiteralPath $Lab.Folder -Recurse -Force -ErrorAction SilentlyContinue
}

# The storage service for tests, in memory and on a free port, as .ci/run installs it; with a signature for everything in it.
function Start-Azurite {
    [CmdletBinding(SupportsShouldProcess)]
    param()

    $program = Join-Path $RepositoryRoot 'artifacts/azurite-3.37.0/node_modules/azurite/dist/src/blob/main.js'
    if (-not $PSCmdlet.ShouldProcess($program, 'Start')) {
        return
    }

    $start = New-Object Diagnostics.ProcessStartInfo 'node'
    $start.Arguments = '"{0}" --blobPort 0 --inMemoryPersistence --skipApiVersionCheck --disableTelemetry --silent' -f $program
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
        if ($line -match 'listens on http://[^:]+:(\d+)') {
            break
        }
    }

    # Everybody's name and key: those that Azurite is documented with.
    $account = 'devstoreaccount1'
    $version = '2018-11-09'
    $hash = New-Object Security.Cryptography.HMACSHA256 -ArgumentList (, [Convert]::FromBase64String('Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='))
    $told = $account, 'rwdlac', 'b', 'sco', '', '2999-01-01', '', '', $version, '' -join "`n"
    $signature = [Convert]::ToBase64String($hash.ComputeHash([Text.Encoding]::UTF8.GetBytes($told)))
    [pscustomobject]@{
        Process   = $process
        Root      = 'http://127.0.0.1:{0}/{1}' -f $Matches[1], $account
        Signature = [Uri]::EscapeDataString($signature)
        Query     = 'sv={0}&ss=b&srt=sco&sp=rwdlac&se=2999-01-01&sig={1}' -f $version, [Uri]::EscapeDataString($signature)
    }
}

function Stop-Azurite {
    [CmdletBinding(SupportsShouldProcess)]
    param($Azurite)

    if ($Azurite -and $PSCmdlet.ShouldProcess($Azurite.Root, 'Stop')) {
        $Azurite.Process.Kill()
    }
}

# Makes a container, and gives the address of a journal in it that is not there yet.
function New-AzuriteJournal {
    [CmdletBinding(SupportsShouldProcess)]
    param($Azurite)

    if ($PSCmdlet.ShouldProcess($Azurite.Root, 'Make a container')) {
        $null = Invoke-RestMethod -Uri ('{0}/journals?restype=container&{1}' -f $Azurite.Root, $Azurite.Query) -Method Put -UseBasicParsing
        '{0}/journals/contoso.journal.jsonl?{1}' -f $Azurite.Root, $Azurite.Query
    }
}

# Imports the built module and connects to the tenant, as an admin does with Connect-ExchangeOnline.
function Connect-Lab {
    param($Lab, [hashtable] $With = @{})

    Import-Module $ModulePath -Global -ErrorAction Stop
    Import-Module $LabModulePath -Global -ErrorAction Stop
    Connect-LabExchange -Uri $Lab.Uri @With
}

# The calls that reached the tenant since the last Clear-LabCall.
function Get-LabCall {
    param($Lab, [switch] $Writes)

    # Windows PowerShell gives a JSON list as one object.
    Invoke-RestMethod -Uri ($Lab.Uri + '/lab/calls') -UseBasicParsing | ForEach-Object { $_ } | Where-Object { $_.writes -or -not $Writes }
}

function Clear-LabCall {
    param($Lab)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/calls') -Method Delete -UseBasicParsing
}

# Makes a command go wrong, for example @{ command = 'Set-Mailbox'; kind = 'Throttled'; mailbox = 'anna.berg'; times = 1 }.
function Add-LabFault {
    param($Lab, [hashtable] $Fault)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/faults') -Method Post -ContentType 'application/json' -Body (ConvertTo-Json $Fault) -UseBasicParsing
}

function Clear-LabFault {
    param($Lab)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/faults') -Method Delete -UseBasicParsing
}

# A token for the Graph side of the tenant, as a secure string.
function Get-LabToken {
    param($Lab)

    $token = New-Object Security.SecureString
    ([string] (Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/token') -UseBasicParsing)).Trim().ToCharArray() | ForEach-Object { $token.AppendChar($_) }
    $token
}

# Connects to the Graph side of the tenant. Results of tests that connect stay out of the way.
function Connect-LabGraph {
    param($Lab)

    $null = Connect-ArchiveSafetyGraph -GraphEndpoint $Lab.Uri -AccessToken (Get-LabToken $Lab)
}

# A certificate with its key, for signing in to the lab, which takes any.
function Get-LabCertificate {
    $key = [Security.Cryptography.RSA]::Create(2048)
    $arguments = 'CN=ExchangeArchiveSafety lab', $key, [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1
    $request = New-Object Security.Cryptography.X509Certificates.CertificateRequest $arguments
    $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddHours(-1), [DateTimeOffset]::UtcNow.AddDays(1))
    $bytes = $made.Export('Pfx', 'lab')
    New-Object Security.Cryptography.X509Certificates.X509Certificate2 @($bytes, 'lab', 'UserKeySet, Exportable')
}

# The requests that reached Graph since the last Clear-LabGraphCall.
function Get-LabGraphCall {
    param($Lab, [string] $Method = '*')

    Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/calls') -UseBasicParsing | ForEach-Object { $_ } | Where-Object { $_.method -like $Method }
}

function Clear-LabGraphCall {
    param($Lab)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/calls') -Method Delete -UseBasicParsing
}

# Makes requests go wrong, for example @{ kind = 'Throttled429'; route = 'Items'; times = 2; retryAfter = '1' }.
function Add-LabGraphFault {
    param($Lab, [hashtable] $Fault)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/faults') -Method Post -ContentType 'application/json' -Body (ConvertTo-Json $Fault) -UseBasicParsing
}

# Takes a permission away until Clear-LabGraphFault.
function Deny-LabGraph {
    param($Lab, [string] $Permission)

    $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/permissions') -Method Post -ContentType 'application/json' -Body (ConvertTo-Json @{ permission = $Permission }) -UseBasicParsing
}

function Clear-LabGraphFault {
    param($Lab)

    foreach ($route in 'faults', 'permissions') {
        $null = Invoke-RestMethod -Uri ($Lab.Uri + '/lab/graph/' + $route) -Method Delete -UseBasicParsing
    }
}

# Ends every migration of the tenant, so that copies may be removed.
function Complete-LabMigration {
    Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch -Identity $_.Identity -Confirm:$false }
    $null = Step-LabClock -Minutes 30
}

# The five settings that the module may write, in one line that can be compared.
function Get-ArchivingSetting {
    param([string] $Identity)

    $mailbox = Get-Mailbox -Identity $Identity
    $shown = foreach ($name in 'RetentionHoldEnabled', 'StartDateForRetentionHold', 'EndDateForRetentionHold', 'ElcProcessingDisabled', 'AutoArchivingEnabled') {
        $value = $mailbox.$name
        if ($value -is [DateTime]) {
            $value = $value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
        }

        '{0}={1}' -f $name, $value
    }

    $shown -join ' '
}

# Runs a command and gives its output and the ids of its errors, without stopping at the first. The ids stand before the comma.
function Invoke-AndCatch {
    param([scriptblock] $Script)

    # Whatever the caller of Pester prefers: build.ps1 and CI run with Stop.
    $ErrorActionPreference = 'Continue'
    $ids = New-Object System.Collections.Generic.List[string]
    $output = New-Object System.Collections.Generic.List[object]
    $records = New-Object System.Collections.Generic.List[object]
    try {
        foreach ($one in (& $Script 2>&1 3>$null)) {
            if ($one -is [Management.Automation.ErrorRecord]) {
                $records.Add($one)
                $ids.Add(($one.FullyQualifiedErrorId -split ',')[0])
            }
            else {
                $output.Add($one)
            }
        }

        $terminated = $false
    }
    catch {
        $records.Add($_)
        $ids.Add(($_.FullyQualifiedErrorId -split ',')[0])
        $terminated = $true
    }

    [pscustomobject]@{ Output = $output.ToArray(); ErrorIds = $ids.ToArray(); Errors = $records.ToArray(); Terminated = $terminated }
}

# What starts a clean process of this PowerShell: its program, and what comes before its own arguments.
function Get-ShellCommand {
    $own = (Get-Process -Id $PID).Path
    if ([IO.Path]::GetFileNameWithoutExtension($own) -ne 'dotnet') {
        return $own
    }

    # As a package of .NET, PowerShell is a library that dotnet runs.
    $own
    Join-Path $PSHOME 'pwsh.dll'
}

# Runs script text in a clean process of this PowerShell; gives its exit code and everything that it wrote.
function Invoke-CleanShell {
    param([string] $Script, [string] $Folder)

    $file = Join-Path $Folder ('clean-' + [guid]::NewGuid().ToString('N') + '.ps1')
    Set-Content -LiteralPath $file -Value $Script -Encoding UTF8
    $shell, $first = Get-ShellCommand
    $options = @($first) + @('-NoProfile', '-NonInteractive') | Where-Object { $_ }
    if ($PSVersionTable.PSEdition -ne 'Core' -or $IsWindows) {
        $options += @('-ExecutionPolicy', 'Bypass')
    }

    $output = & $shell @options -File $file 2>&1
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = (($output | ForEach-Object { [string] $_ }) -join "`n") }
}

# Where the output has no window, the language of the session decides who breaks long cells: in this one PowerShell does, in whatever width it is asked for.
function Invoke-InEnglish {
    param([scriptblock] $Asked)

    $before = [Threading.Thread]::CurrentThread.CurrentCulture
    try {
        [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo] 'en-US'
        & $Asked
    }
    finally {
        [Threading.Thread]::CurrentThread.CurrentCulture = $before
    }
}

# Cells of a table that was rendered by Out-String: whatever stands between two blanks or more.
function Get-RenderedLine {
    param([string] $Text)

    ($Text -replace ([string] [char] 27 + '\[[0-9;]*[A-Za-z]'), '') -split "`r?`n" | Where-Object { $_.Trim() } | ForEach-Object { $_.TrimEnd() }
}
