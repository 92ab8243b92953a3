<#
.SYNOPSIS
Builds, tests, shows and packs ExchangeArchiveSafety. A thin layer over dotnet, for Windows PowerShell 5.1 and PowerShell 7.

.DESCRIPTION
Build   builds everything; the module is then at artifacts/module/ExchangeArchiveSafety.
Test    builds, runs the tests of dotnet, then those of Pester where Pester 5 is installed.
Demo    shows the main job on a tenant that runs on this machine.
Pack    builds the module in Release and zips it to artifacts/ExchangeArchiveSafety-<version>.zip.

The exit code is 0 only if everything that was run succeeded.

.EXAMPLE
./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$solution = Join-Path $PSScriptRoot 'ExchangeArchiveSafety.sln'
$lab = Join-Path $PSScriptRoot 'src/ExchangeArchiveSafety.Lab'
$artifacts = Join-Path $PSScriptRoot 'artifacts'
$module = Join-Path $artifacts 'module/ExchangeArchiveSafety'

function Invoke-DotNet {
    Write-Host "> dotnet $($args -join ' ')"
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

# A PowerShell in which Pester 5 is installed: this one, else pwsh; nothing where there is none.
function Find-PesterHost {
    $candidates = New-Object System.Collections.Generic.List[string]
    foreach ($name in 'pwsh', 'pwsh.exe', 'powershell.exe') {
        $own = Join-Path $PSHOME $name
        if (Test-Path -LiteralPath $own -PathType Leaf) {
            $candidates.Add($own)
        }
    }

    $other = Get-Command -Name pwsh -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($other) {
        $candidates.Add($other.Source)
    }

    $question = "if (Get-Module -ListAvailable -Name Pester | Where-Object { `$_.Version.Major -ge 5 }) { exit 0 } else { exit 9 }"
    foreach ($candidate in $candidates) {
        $null = & $candidate -NoProfile -NonInteractive -Command $question
        if ($LASTEXITCODE -eq 0) {
            return $candidate
        }
    }
}

# In a process of its own, so that this session keeps no assembly of the module loaded and can build again.
function Invoke-PesterTest {
    $shell = Find-PesterHost
    if (-not $shell) {
        Write-Warning 'The Pester tests were SKIPPED: Pester 5 is not installed here (Install-Module Pester -Scope CurrentUser). Everything else was tested.'
        return
    }

    $tests = (Join-Path $PSScriptRoot 'tests/Pester') -replace "'", "''"
    $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
`$configuration = New-PesterConfiguration
`$configuration.Run.Path = '$tests'
`$configuration.Run.PassThru = `$true
`$configuration.Output.Verbosity = 'Normal'
`$run = Invoke-Pester -Configuration `$configuration
if (`$run.Result -ne 'Passed' -or `$run.PassedCount -eq 0) { exit 1 } else { exit 0 }
"@
    $file = Join-Path ([IO.Path]::GetTempPath()) ('pester-' + [guid]::NewGuid().ToString('N') + '.ps1')
    $options = @('-NoProfile', '-NonInteractive')
    if ($env:OS -eq 'Windows_NT') {
        $options += @('-ExecutionPolicy', 'Bypass')
    }

    Write-Host "> Pester in $shell"
    try {
        Set-Content -LiteralPath $file -Value $script -Encoding UTF8
        & $shell @options -File $file
        $code = $LASTEXITCODE
    }
    finally {
        Remove-Item -LiteralPath $file -ErrorAction SilentlyContinue
    }

    if ($code -ne 0) {
        Write-Host 'Pester tests failed.'
        exit $code
    }
}

# Entry by entry, because ZipFile and Compress-Archive of Windows PowerShell write backslashes that other systems take for a part of the name.
function New-ModuleArchive {
    param([string] $Path)

    Add-Type -AssemblyName System.IO.Compression
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    $root = [IO.Path]::GetFullPath((Split-Path -Parent $module)).TrimEnd('\', '/')
    $archive = [IO.Compression.ZipFile]::Open($Path, [IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($item in Get-ChildItem -LiteralPath $module -Recurse -File | Sort-Object FullName) {
            $name = $item.FullName.Substring($root.Length + 1).Replace('\', '/')
            $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $item.FullName, $name)
        }
    }
    finally {
        $archive.Dispose()
    }
}

switch ($Task) {
    'Build' {
        Invoke-DotNet build $solution --configuration $Configuration
    }

    'Test' {
        Invoke-DotNet build $solution --configuration $Configuration
        Invoke-DotNet test $solution --configuration $Configuration --no-build
        Invoke-PesterTest
    }

    'Demo' {
        Invoke-DotNet run --project $lab --configuration $Configuration -- walkthrough
    }

    'Pack' {
        # Nothing of an earlier build goes into the package.
        if (Test-Path -LiteralPath $module) {
            Remove-Item -LiteralPath $module -Recurse -Force
        }

        Invoke-DotNet build $solution --configuration Release
        $version = (Test-ModuleManifest -Path (Join-Path $module 'ExchangeArchiveSafety.psd1')).Version
        $package = Join-Path $artifacts "ExchangeArchiveSafety-$version.zip"
        if (Test-Path -LiteralPath $package) {
            Remove-Item -LiteralPath $package
        }

        New-ModuleArchive $package
        Write-Host "Packed $package"
    }
}

exit 0
