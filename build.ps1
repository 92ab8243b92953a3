<#
.SYNOPSIS
Builds, tests, shows and packs ExchangeArchiveSafety. A thin layer over dotnet, for Windows PowerShell 5.1 and PowerShell 7.

.DESCRIPTION
Build   builds everything; the module is then at artifacts/module/ExchangeArchiveSafety.
Test    builds and runs all tests, those of Pester too; console and Pester come with the restore.
Demo    shows the main job on a tenant that runs on this machine.
Pack    builds and zips the module to artifacts/ExchangeArchiveSafety-<version>.zip: the build that Test tests, optimised in both configurations.

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
    param([string[]] $Argument)

    Write-Host "> dotnet $($Argument -join ' ')"
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

# Entry by entry, because ZipFile and Compress-Archive of Windows PowerShell write backslashes that other systems take for a part of the name.
function Compress-Module {
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

        $licence = Join-Path $PSScriptRoot 'LICENSE'
        $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $licence, "$(Split-Path -Leaf $module)/LICENSE")
    }
    finally {
        $archive.Dispose()
    }
}

switch ($Task) {
    'Build' {
        Invoke-DotNet -Argument 'build', $solution, '--configuration', $Configuration
    }

    'Test' {
        Invoke-DotNet -Argument 'test', $solution, '--configuration', $Configuration
    }

    'Demo' {
        Invoke-DotNet -Argument 'run', '--project', $lab, '--configuration', $Configuration, '--', 'walkthrough'
    }

    'Pack' {
        # Nothing of an earlier build goes into the package.
        if (Test-Path -LiteralPath $module) {
            Remove-Item -LiteralPath $module -Recurse -Force
        }

        Invoke-DotNet -Argument 'build', $solution, '--configuration', $Configuration
        $version = (Test-ModuleManifest -Path (Join-Path $module 'ExchangeArchiveSafety.psd1')).Version
        $package = Join-Path $artifacts "ExchangeArchiveSafety-$version.zip"
        if (Test-Path -LiteralPath $package) {
            Remove-Item -LiteralPath $package
        }

        Compress-Module $package
        Write-Host "Packed $package"
    }
}

exit 0
