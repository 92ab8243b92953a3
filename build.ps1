<#
.SYNOPSIS
Builds, tests, shows and packs ExchangeArchiveSafety. A thin layer over dotnet, for Windows PowerShell 5.1 and PowerShell 7.

.DESCRIPTION
Build   builds everything; the module is then at artifacts/module/ExchangeArchiveSafety.
Test    builds and runs all tests, those of Pester too; console and Pester come with the restore.
Demo    shows the main job on a tenant that runs on this machine.
Pack    builds, and makes the packages in artifacts/package: the module as a zip and as the PowerShell Gallery takes it, its symbols, and their hashes. It is the
        build that Test tests, optimised in both configurations. In the module lie the notices of other authors, a bill of materials (CycloneDX) and the hash of every
        file; on Windows also a file catalog, ready to be signed. The same files give the same packages. -Test unpacks the module and runs the Pester tests on it.

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
    [string] $Configuration = 'Debug',

    # Pack: packs what an earlier build made.
    [switch] $NoBuild,

    # Pack: the address that the packed manifest names as the project's.
    [string] $ProjectUri,

    # Pack: unpacks the module and runs the Pester tests on that, in the console that comes with the restore.
    [switch] $Test,

    # Pack: the folder for the packages.
    [string] $Output = (Join-Path $PSScriptRoot 'artifacts/package')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$solution = Join-Path $PSScriptRoot 'ExchangeArchiveSafety.sln'
$lab = Join-Path $PSScriptRoot 'src/ExchangeArchiveSafety.Lab'
$packer = Join-Path $PSScriptRoot "src/ExchangeArchiveSafety.Pack/bin/$Configuration/net10.0/ExchangeArchiveSafety.Pack.dll"
$module = Join-Path $PSScriptRoot 'artifacts/module/ExchangeArchiveSafety'
$Output = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Output)

# The program that runs .NET need be on no path where it starts this.
$dotnet = if ($env:DOTNET_HOST_PATH) { $env:DOTNET_HOST_PATH } else { 'dotnet' }

function Invoke-DotNet {
    param([string[]] $Argument)

    Write-Host "> dotnet $($Argument -join ' ')"
    & $dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
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
        if (-not $NoBuild) {
            # Nothing of an earlier build goes into the package.
            if (Test-Path -LiteralPath $module) {
                Remove-Item -LiteralPath $module -Recurse -Force
            }

            Invoke-DotNet -Argument 'build', $solution, '--configuration', $Configuration
        }

        $layout = Join-Path $Output 'ExchangeArchiveSafety'
        $told = Join-Path $Output 'manifest.json'
        Invoke-DotNet -Argument (@($packer, 'layout', $module, $layout) + @($ProjectUri | Where-Object { $_ }))

        # Ready to be signed. Elsewhere the hashes in SHA256SUMS say the same.
        if (Get-Command -Name New-FileCatalog -ErrorAction SilentlyContinue) {
            $null = New-FileCatalog -Path $layout -CatalogFilePath (Join-Path $layout 'ExchangeArchiveSafety.cat') -CatalogVersion 2.0
        }

        $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $layout 'ExchangeArchiveSafety.psd1')
        [IO.File]::WriteAllText($told, (ConvertTo-Json -InputObject $manifest -Depth 5))
        Invoke-DotNet -Argument $packer, 'zip', $module, $layout, $told, $Output
        Remove-Item -LiteralPath $told

        if ($Test) {
            $unpacked = Join-Path $Output 'unpacked'
            Expand-Archive -Path (Join-Path $Output "ExchangeArchiveSafety-$($manifest.ModuleVersion).zip") -DestinationPath $unpacked -Force
            $env:EXCHANGEARCHIVESAFETY_MODULE = Join-Path $unpacked 'ExchangeArchiveSafety'
            Invoke-DotNet -Argument 'test', (Join-Path $PSScriptRoot 'tests/ExchangeArchiveSafety.Console.Tests'), '--no-build', '--configuration', $Configuration
        }
    }
}

exit 0
