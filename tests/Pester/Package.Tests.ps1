#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# What build.ps1 Pack makes of the build that is tested, and what a console makes of that.

BeforeDiscovery {
    $onWindows = $PSVersionTable.PSEdition -ne 'Core' -or $IsWindows
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $shell, $first = Get-ShellCommand
    $configuration = Split-Path -Leaf (Split-Path -Parent (Split-Path -Parent (Get-LabProgram)))
    $packer = Join-Path $RepositoryRoot "src/ExchangeArchiveSafety.Pack/bin/$configuration/net10.0/ExchangeArchiveSafety.Pack.dll"
    $output = Join-Path $TestDrive 'package'
    $options = @($first) + @('-NoProfile', '-NonInteractive', '-File', (Join-Path $RepositoryRoot 'build.ps1'), 'Pack', '-NoBuild', '-Configuration', $configuration) | Where-Object { $_ }
    $said = & $shell @options -Output $output -ProjectUri 'https://example.com/project' 2>&1
    $exitCode = $LASTEXITCODE
    $layout = Join-Path $output 'ExchangeArchiveSafety'
    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $layout 'ExchangeArchiveSafety.psd1')
    $version = $manifest.ModuleVersion

    # The names in a package, in its order.
    function Get-ZipName {
        param([string] $Path)

        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $archive = [IO.Compression.ZipFile]::OpenRead($Path)
        try {
            $archive.Entries | ForEach-Object { $_.FullName }
        }
        finally {
            $archive.Dispose()
        }
    }

    # The packages of a layout, as build.ps1 has them made.
    function Invoke-Packer {
        param([string] $Layout, [string] $Output)

        $told = Join-Path $TestDrive 'manifest.json'
        ConvertTo-Json -InputObject (Import-PowerShellDataFile -LiteralPath (Join-Path $Layout 'ExchangeArchiveSafety.psd1')) -Depth 5 | Set-Content -LiteralPath $told -Encoding utf8
        & (Get-DotNetCommand) $packer zip $StagedModule $Layout $told $Output
    }
}

Describe 'The packages' {
    It 'are the module, the module for the Gallery, the symbols and the hashes' {
        $exitCode | Should -Be 0 -Because ($said -join "`n")
        Get-ChildItem -LiteralPath $output -File | Sort-Object Name | ForEach-Object Name |
            Should -Be "ExchangeArchiveSafety-$version-symbols.zip", "ExchangeArchiveSafety-$version.zip", "ExchangeArchiveSafety.$version.nupkg", 'SHA256SUMS'
    }

    It 'have at most 8 MB, and Pack says how many' {
        Get-ChildItem -LiteralPath $output -Filter '*.zip' | ForEach-Object { $_.Length | Should -BeLessOrEqual 8000000 }
        $said -join "`n" | Should -Match "Packed ExchangeArchiveSafety-$version\.zip, [0-9,]+ bytes\."
    }

    It 'are the same bytes when they are made again' {
        $null = & (Get-DotNetCommand) $packer layout $StagedModule (Join-Path $TestDrive 'again/ExchangeArchiveSafety') 'https://example.com/project'
        $null = Invoke-Packer (Join-Path $TestDrive 'again/ExchangeArchiveSafety') (Join-Path $TestDrive 'again')
        Get-Content -LiteralPath (Join-Path $TestDrive 'again/SHA256SUMS') -Raw | Should -Be (Get-Content -LiteralPath (Join-Path $output 'SHA256SUMS') -Raw)
    }

    It 'have the hash of every file of theirs: <_>' -ForEach '', 'ExchangeArchiveSafety' {
        $folder = if ($_) { Join-Path $output $_ } else { $output }
        $listed = @{}
        Get-Content -LiteralPath (Join-Path $folder 'SHA256SUMS') | ForEach-Object { $hash, $name = $_ -split '  ', 2; $listed[$name] = $hash }
        $files = Get-ChildItem -LiteralPath $folder -File -Recurse:([bool] $_) | Where-Object { $_.Name -notin 'SHA256SUMS', 'ExchangeArchiveSafety.cat' }
        $listed.Count | Should -Be @($files).Count
        foreach ($file in $files) {
            $name = $file.FullName.Substring((Get-Item -LiteralPath $folder).FullName.Length + 1).Replace('\', '/')
            (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash | Should -Be $listed[$name] -Because $name
        }
    }

    It 'hold what lies in the layout, in one order, and the symbols apart' {
        $names = Get-ZipName (Join-Path $output "ExchangeArchiveSafety-$version.zip")
        $names | Should -Contain 'ExchangeArchiveSafety/ExchangeArchiveSafety.dll'
        $names | Should -HaveCount @(Get-ChildItem -LiteralPath $layout -File -Recurse).Count
        $names | Where-Object { $_ -match '\.pdb$|\\' } | Should -BeNullOrEmpty
        $sorted = [string[]] $names
        [array]::Sort($sorted, [StringComparer]::Ordinal)
        $names | Should -Be $sorted
        $symbols = Get-ZipName (Join-Path $output "ExchangeArchiveSafety-$version-symbols.zip")
        $symbols | Should -HaveCount 6
        $symbols | ForEach-Object { $names | Should -Contain ($_ -replace 'pdb$', 'dll') }
    }

    It 'name licence and origin of every library of others' {
        $bill = Get-Content -LiteralPath (Join-Path $layout 'sbom.cdx.json') -Raw | ConvertFrom-Json
        $bill.bomFormat | Should -Be 'CycloneDX'
        $bill.PSObject.Properties.Name | Should -Not -Contain 'serialNumber'
        $bill.metadata.PSObject.Properties.Name | Should -Not -Contain 'timestamp'
        $bill | ConvertTo-Json -Depth 20 | Should -Not -Match ([regex]::Escape($RepositoryRoot))
        $notices = Get-Content -LiteralPath (Join-Path $layout 'THIRD-PARTY-NOTICES.txt') -Raw
        $listed = [regex]::Matches($notices, '(?m)^(\S+) (\S+), (MIT|Apache-2\.0)\. \S') | ForEach-Object { $_.Groups[1].Value + ' ' + $_.Groups[2].Value }
        $listed | Sort-Object | Should -Be @($bill.components | ForEach-Object { $_.name + ' ' + $_.version } | Sort-Object)
        foreach ($text in 'Permission is hereby granted, free of charge', 'Apache License', 'For DnsClient') {
            $notices | Should -Match ([regex]::Escape($text))
        }

        foreach ($file in Get-ChildItem -Path (Join-Path $layout '*/dependencies/*.dll') -Exclude 'ExchangeArchiveSafety.*') {
            $listed -match "^$([regex]::Escape($file.BaseName)) " | Should -Not -BeNullOrEmpty -Because $file.Name
        }
    }

    It 'have a catalog that can be signed' -Skip:(-not $onWindows) {
        Test-FileCatalog -Path $layout -CatalogFilePath (Join-Path $layout 'ExchangeArchiveSafety.cat') -FilesToSkip 'ExchangeArchiveSafety.cat' | Should -Be 'Valid'
    }

    It 'say to the Gallery what it asks' {
        $gallery = $manifest.PrivateData.PSData
        $gallery.ProjectUri | Should -Be 'https://example.com/project'
        $gallery.LicenseUri | Should -Match '^https://'
        $gallery.ReleaseNotes | Should -Not -BeNullOrEmpty
        $manifest.ContainsKey('HelpInfoUri') | Should -BeFalse
        $manifest.CompatiblePSEditions | ForEach-Object { $gallery.Tags | Should -Contain "PSEdition_$_" }
        $props = [xml] (Get-Content -LiteralPath (Join-Path $RepositoryRoot 'Directory.Build.props') -Raw)
        $version | Should -Be ([string] $props.Project.PropertyGroup.Version)
        Get-Content -LiteralPath (Join-Path $layout 'CHANGELOG.md') -Raw | Should -Match "(?m)^## $([regex]::Escape($version))"
    }

    It 'hold nothing of unknown origin' {
        $foreign = Join-Path $TestDrive 'foreign'
        $null = New-Item -ItemType Directory -Path $foreign
        Copy-Item -LiteralPath $ModulePath -Destination $foreign
        Copy-Item -LiteralPath (Join-Path (Split-Path -Parent $ModulePath) 'ExchangeArchiveSafety.dll') -Destination (Join-Path $foreign 'DnsClient.dll')
        $refused = & (Get-DotNetCommand) $packer layout $foreign (Join-Path $TestDrive 'foreign-layout') 2>&1
        $LASTEXITCODE | Should -Be 1
        "$refused" | Should -Match 'DnsClient\.dll'
    }

    It 'are refused above 8 MB' {
        $heavy = Join-Path $TestDrive 'heavy/ExchangeArchiveSafety'
        $null = New-Item -ItemType Directory -Path $heavy
        Copy-Item -LiteralPath (Join-Path $layout 'ExchangeArchiveSafety.psd1') -Destination $heavy
        $noise = New-Object byte[] 8000001
        (New-Object Random 1).NextBytes($noise)
        [IO.File]::WriteAllBytes((Join-Path $heavy 'noise.bin'), $noise)
        $null = Invoke-Packer $heavy (Join-Path $TestDrive 'heavy') 2>&1
        $LASTEXITCODE | Should -Be 1
    }
}

# Not on Windows, where it would go to the modules of whoever runs the tests: elsewhere the runner of these tests has a home of its own.
Describe 'The package for the Gallery' -Skip:$onWindows {
    It 'installs, imports by name, updates and goes again' {
        $old = Join-Path $TestDrive 'old/ExchangeArchiveSafety'
        $null = New-Item -ItemType Directory -Path $old
        'ExchangeArchiveSafety.psd1', 'ExchangeArchiveSafety.dll', '*.ps1xml', 'net8.0' | ForEach-Object { Copy-Item -Path (Join-Path $layout $_) -Destination $old -Recurse }
        $text = Get-Content -LiteralPath (Join-Path $old 'ExchangeArchiveSafety.psd1') -Raw
        Set-Content -LiteralPath (Join-Path $old 'ExchangeArchiveSafety.psd1') -Value $text.Replace("'$version'", "'0.0.1'") -Encoding utf8
        $null = Invoke-Packer $old (Join-Path $TestDrive 'old')
        $source = Join-Path $TestDrive 'repository'
        $null = New-Item -ItemType Directory -Path $source
        Copy-Item -Path (Join-Path $TestDrive 'old/*.nupkg') -Destination $source

        # Each import is in a process of its own: one process loads one version of an assembly.
        $check = "Import-Module ExchangeArchiveSafety; '{0} {1}' -f (Get-Module ExchangeArchiveSafety).Version, (Get-Help Find-ArchiveDuplicates).Synopsis.Length"
        $installed = Invoke-CleanShell "Register-PSResourceRepository -Name eas -Uri '$source' -Trusted`nInstall-PSResource ExchangeArchiveSafety -Repository eas`n$check" $TestDrive
        Copy-Item -LiteralPath (Join-Path $output "ExchangeArchiveSafety.$version.nupkg") -Destination $source
        $updated = Invoke-CleanShell @"
`$found = Find-PSResource ExchangeArchiveSafety -Repository eas
'{0} {1} {2}' -f `$found.Version, `$found.ProjectUri, (`$found.Tags -contains 'ExchangeOnline')
Update-PSResource ExchangeArchiveSafety -Repository eas
$check
(Get-InstalledPSResource ExchangeArchiveSafety).Version -join ' '
Uninstall-PSResource ExchangeArchiveSafety -Version '*'
@(Get-Module -ListAvailable ExchangeArchiveSafety).Count
Unregister-PSResourceRepository eas
"@ $TestDrive
        $installed.Output | Should -Match '^0\.0\.1 \d+$'
        $updated.Output | Should -Match "^$version https://example.com/project True\n$version [1-9]\d+\n$version 0\.0\.1\n0$"
    }
}
