#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    # Modules that bring other versions of the assemblies that this one uses, where they are installed; no test hangs on it, for the tests of the hosted engine bring
    # such assemblies themselves.
    $neighbours = Get-Module -ListAvailable -Name Az.Accounts, ExchangeOnlineManagement, Microsoft.Graph.Authentication |
        Sort-Object Name, Version -Unique | Group-Object Name | ForEach-Object { $newest = $_.Group[-1]; @{ Name = $newest.Name; Path = $newest.Path } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $cmdlets = 'Connect-ArchiveSafetyGraph', 'Disconnect-ArchiveSafetyGraph', 'Export-ArchiveInventory', 'Export-ArchiveSafetyReport', 'Export-ArchiveSafetySnapshot', 'Find-ArchiveDuplicates',
        'Get-ArchiveMigrationHistory', 'Get-ArchivePolicySuspension', 'Get-ArchiveQuarantine', 'Invoke-ArchiveSafetyGuard', 'Remove-ArchiveDuplicates', 'Restore-ArchiveDuplicates', 'Resume-ConflictingArchivePolicy', 'Suspend-ConflictingArchivePolicy', 'Test-ArchiveMigrationConflict'
    $aliases = 'Find-ArchiveDuplicate', 'Remove-ArchiveDuplicate', 'Restore-ArchiveDuplicate'
    $lab = Start-Lab -Preset 'migrating-10'

    # Works with the module in a clean process: connects, judges, suspends, saves and reads JSON, and searches through Graph and in a file.
    $work = @"
Import-Module '$ModulePath'
Import-Module '$LabModulePath'
Connect-LabExchange -Uri '$($lab.Uri)'
`$folder = Join-Path ([IO.Path]::GetTempPath()) ('eas-' + [guid]::NewGuid().ToString('N'))
`$null = New-Item -ItemType Directory -Path `$folder
`$first = Test-ArchiveMigrationConflict | Select-Object -First 1
`$snapshot = Export-ArchiveSafetySnapshot -Path (Join-Path `$folder 'tenant.json')
`$saved = Test-ArchiveMigrationConflict `$first.ExchangeGuid -SnapshotPath `$snapshot
`$journal = Join-Path `$folder 'journal.jsonl'
`$result = Suspend-ConflictingArchivePolicy `$first.ExchangeGuid -Force -JournalPath `$journal -WarningAction SilentlyContinue
`$back = Resume-ConflictingArchivePolicy -Force -JournalPath `$journal -WarningAction SilentlyContinue
`$token = New-Object Security.SecureString
(Invoke-RestMethod -Uri '$($lab.Uri)/lab/graph/token' -UseBasicParsing).Trim().ToCharArray() | ForEach-Object { `$token.AppendChar(`$_) }
`$null = Connect-ArchiveSafetyGraph -GraphEndpoint '$($lab.Uri)' -AccessToken `$token
`$live = Find-ArchiveDuplicates `$first.Identity -Summary
`$inventory = Export-ArchiveInventory `$first.Identity -Path (Join-Path `$folder 'inventory.csv.gz')
`$read = Find-ArchiveDuplicates -InventoryPath `$inventory.FullName -Summary
Disconnect-ArchiveSafetyGraph
Remove-Item -LiteralPath `$folder -Recurse -Force
if (`$live.PrimaryItems -eq 0 -or `$live.PrimaryItems -ne `$read.PrimaryItems) { throw "Graph gave `$(`$live.PrimaryItems) items, the inventory `$(`$read.PrimaryItems)" }
if ([string] `$first -ne [string] `$saved) { throw "'`$first' is not '`$saved'" }
'worked: {0} {1}' -f `$result.Status, `$back.Status
"@
}

AfterAll {
    Stop-Lab $lab
}

Describe 'The manifest' {
    BeforeAll {
        $manifest = Test-ModuleManifest -Path $ModulePath -ErrorAction Stop -WarningVariable manifestWarnings -WarningAction SilentlyContinue
    }

    It 'is valid, without a warning' {
        $manifest.Name | Should -Be 'ExchangeArchiveSafety'
        $manifest.Version | Should -BeGreaterThan ([version] '0.0')
        $manifestWarnings | Should -HaveCount 0
    }

    It 'decides nothing, so that everybody can read it as data' {
        $data = Import-PowerShellDataFile -LiteralPath $ModulePath
        $data.RootModule | Should -Be 'ExchangeArchiveSafety.dll'
        $data.CmdletsToExport | Sort-Object | Should -Be @($manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'is for Windows PowerShell 5.1 and for PowerShell 7' {
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.PowerShellVersion | Should -Be ([version] '5.1')
    }

    It 'says what it is, under which licence and how to find it' {
        $manifest.Description | Should -Match 'KB 2783045'
        $manifest.PrivateData.PSData.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.PrivateData.PSData.Tags | Should -Contain 'ExchangeOnline'
    }

    It 'needs no other module to be imported' {
        $manifest.RequiredModules | Should -BeNullOrEmpty
    }

    It 'names cmdlets one by one, and no wildcard' {
        $text = Get-Content -LiteralPath $ModulePath -Raw
        $text | Should -Not -Match "ToExport\s*=\s*'\*'"
        foreach ($cmdlet in $cmdlets) {
            $text | Should -Match ([regex]::Escape("'$cmdlet'"))
        }
    }

    It 'finds every file that it names beside it' {
        $folder = Split-Path -Parent $ModulePath
        foreach ($file in 'ExchangeArchiveSafety.dll', 'net8.0/ExchangeArchiveSafety.Core.dll', 'net8.0/ExchangeArchiveSafety.Isolation.dll', 'netstandard2.0/ExchangeArchiveSafety.Core.dll',
            'ArchiveDuplicates.Format.ps1xml', 'ExchangeArchiveSafety.Format.ps1xml',
            'en-US/about_ArchiveMigrationConflicts.help.txt', 'en-US/about_ArchiveDuplicates.help.txt') {
            Join-Path $folder $file | Should -Exist
        }
    }
}

Describe 'The imported module' {
    BeforeAll {
        $module = Import-Module $ModulePath -Global -PassThru -ErrorAction Stop
    }

    It 'comes from the build that is tested' {
        $module.ModuleBase | Should -Be (Split-Path -Parent (Resolve-Path -LiteralPath $ModulePath).ProviderPath)
    }

    It 'exports the cmdlets that the manifest names, and no function or variable' {
        $cmdlets | ForEach-Object { $module.ExportedCmdlets.Keys | Should -Contain $_ }
        $named = [regex]::Matches((Get-Content -LiteralPath $ModulePath -Raw), "(?m)^\s+'([A-Z][a-z]+-[A-Za-z]+)'\s*$") | ForEach-Object { $_.Groups[1].Value }
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be @($named | Sort-Object)
        $module.ExportedFunctions.Count | Should -Be 0
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'exports no alias but the singular of a cmdlet' {
        $module.ExportedAliases.Keys | Sort-Object | Should -Be $aliases
        $module.ExportedAliases.Values | ForEach-Object { $module.ExportedCmdlets.Keys | Should -Contain ($_.Name + 's') }
    }

    It 'uses approved verbs and nouns of its own' {
        $approved = (Get-Verb).Verb
        $module.ExportedCmdlets.Values.Verb | ForEach-Object { $approved | Should -Contain $_ }
    }

    It 'supports -WhatIf and -Confirm wherever <_> writes' -ForEach 'Suspend-ConflictingArchivePolicy', 'Resume-ConflictingArchivePolicy', 'Export-ArchiveSafetyReport', 'Export-ArchiveSafetySnapshot',
        'Export-ArchiveInventory', 'Remove-ArchiveDuplicates', 'Restore-ArchiveDuplicates' {
        (Get-Command $_).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command $_).Parameters.Keys | Should -Contain 'Confirm'
    }

    It 'has -AsOf on every cmdlet that judges by time, and -JournalPath on those with a journal' {
        $cmdlets | Where-Object { $_ -notmatch 'Graph$|^Find|Inventory$|Quarantine$|History$' } | ForEach-Object { (Get-Command $_).Parameters.Keys | Should -Contain 'AsOf' }
        $cmdlets | Where-Object { $_ -match 'Suspen|Resume|^Remove|^Restore' } | ForEach-Object { (Get-Command $_).Parameters.Keys | Should -Contain 'JournalPath' }
    }

    It 'takes what Exchange objects call a mailbox from the pipeline: <_>' -ForEach 'PrimarySmtpAddress', 'UserPrincipalName', 'EmailAddress', 'ExchangeGuid' {
        $alias = $_
        $cmdlets | Where-Object { $_ -match 'Suspension$|Policy$|Conflict$' } | ForEach-Object { (Get-Command $_).Parameters['Identity'].Aliases | Should -Contain $alias }
    }

    It 'takes what Graph knows of mailbox objects from the pipeline: <_>' -ForEach 'PrimarySmtpAddress', 'UserPrincipalName', 'EmailAddress' {
        $alias = $_
        'Find-ArchiveDuplicates', 'Export-ArchiveInventory' | ForEach-Object { (Get-Command $_).Parameters['Identity'].Aliases | Should -Contain $alias }
    }

    It 'saves its enums by name, from the first cmdlet on' {
        $null = Test-ArchiveSafetyReadiness
        $enums = @([ExchangeArchiveSafety.ConflictState].Assembly.GetExportedTypes() | Where-Object IsEnum)
        $enums.Name | Should -Contain 'RemovalReason'
        foreach ($enum in $enums) {
            $value = [Enum]::GetValues($enum)[0]
            $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ Value = $value }))
            $back.Value | Should -BeOfType [string] -Because $enum.Name
            $back.Value | Should -Be ([string] $value)
        }
    }

    It 'shows no third-party type in any parameter or output' {
        foreach ($cmdlet in $module.ExportedCmdlets.Keys) {
            $command = Get-Command $cmdlet
            $types = @($command.Parameters.Values | ForEach-Object { $_.ParameterType }) + @($command.OutputType | ForEach-Object { $_.Type })
            foreach ($type in $types) {
                $type.FullName | Should -Match '^(System\.|ExchangeArchiveSafety\.)'
            }
        }
    }
}

Describe 'In a clean process' {
    It 'imports without an error or a warning, and loads no other module and no third-party assembly' {
        $script = @"
`$ErrorActionPreference = 'Stop'
`$before = [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.FullName }
Import-Module '$ModulePath' -WarningVariable warnings
'modules: ' + ((Get-Module | ForEach-Object { `$_.Name }) -join ' ')
`$runtime = @(`$PSHOME, [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) | ForEach-Object { [IO.Path]::GetFullPath(`$_).TrimEnd('\', '/') }
foreach (`$assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
    if (`$assembly.IsDynamic -or `$before -contains `$assembly.FullName -or `$assembly.GetName().Name -like 'ExchangeArchiveSafety*') { continue }
    if (`$assembly.GlobalAssemblyCache -or -not `$assembly.Location) { continue }
    if (`$runtime -notcontains [IO.Path]::GetDirectoryName(`$assembly.Location)) { 'third party: ' + `$assembly.Location }
}
`$warnings | ForEach-Object { 'warning: ' + `$_ }
'own: ' + (([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -like 'ExchangeArchiveSafety*' } | ForEach-Object { `$_.GetName().Name } | Sort-Object) -join ' ')
"@
        $clean = Invoke-CleanShell $script $TestDrive

        # Each module or assembly more is time that everybody waits at each import: Microsoft.PowerShell.Utility alone more than all of this module.
        # Core, because its enums are among the parameters.
        $clean.Output | Should -Match "^modules: ExchangeArchiveSafety`nown: ExchangeArchiveSafety ExchangeArchiveSafety\.Core`$"
        $clean.ExitCode | Should -Be 0
    }

    It 'loads nothing of its dependencies before it is used, and then apart from the rest of the session' {
        $row = 'anna@contoso.example,{0},/Inbox,{0},IPM.Note,m1,Offer,a@b.example,2025-03-03T08:15:20Z,2025-03-03T08:15:22Z,2025-03-03T08:15:22Z,2025-03-03T08:15:22Z,1,False'
        $inventory = Join-Path $TestDrive 'two.csv'
        'Mailbox,Location,FolderPath,ItemId,ItemClass,InternetMessageId,Subject,Sender,SentUtc,ReceivedUtc,CreatedUtc,LastModifiedUtc,Size,HasAttachments', ($row -f 'Archive'), ($row -f 'Primary') |
            Set-Content -LiteralPath $inventory -Encoding UTF8
        $script = @"
`$ErrorActionPreference = 'Stop'
`$root = [IO.Path]::GetFullPath('$(Split-Path -Parent $ModulePath)')
function Get-Loaded {
    [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not `$_.IsDynamic -and `$_.Location -and `$_.Location.StartsWith(`$root, [StringComparison]::OrdinalIgnoreCase) -and `$_.Location -match 'dependencies|Connectors' }
}
Import-Module '$ModulePath'
`$null = Get-Command -Module ExchangeArchiveSafety
`$null = Get-Help Find-ArchiveDuplicates
'before: {0}' -f @(Get-Loaded).Count
`$groups = @(Find-ArchiveDuplicates -InventoryPath '$inventory')
'groups: {0}' -f `$groups.Count
'after: {0}' -f (@(Get-Loaded).Count -gt 0)
if (`$PSVersionTable.PSEdition -eq 'Core') {
    Get-Loaded | Where-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_) -eq [Runtime.Loader.AssemblyLoadContext]::Default } | ForEach-Object { 'in the default context: ' + `$_.FullName }
}
"@
        $clean = Invoke-CleanShell $script $TestDrive
        $clean.Output | Should -Be "before: 0`ngroups: 1`nafter: True"
        $clean.ExitCode | Should -Be 0
    }

    It 'works' {
        $clean = Invoke-CleanShell "`$ErrorActionPreference = 'Stop'`n$work" $TestDrive
        $clean.Output | Should -Be 'worked: Suspended Resumed'
        $clean.ExitCode | Should -Be 0
    }

    It 'works after somebody else loaded another System.Text.Json' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        # As a module does that isolates its own: another version, from a file of its own, beside the one of PowerShell.
        $other = Join-Path (Split-Path -Parent $ModulePath) 'netstandard2.0/dependencies/System.Text.Json.dll'
        $other | Should -Exist
        $load = "`$ErrorActionPreference = 'Stop'`n`$other = [Reflection.Assembly]::LoadFile('$other')`n" +
            "if (`$other.Location -ne (Resolve-Path -LiteralPath '$other').ProviderPath) { throw 'another file was loaded' }`n"
        $clean = Invoke-CleanShell ($load + $work) $TestDrive
        $clean.Output | Should -Be 'worked: Suspended Resumed'
        $clean.ExitCode | Should -Be 0
    }

    It 'works in a session in which <Name> was imported first' -ForEach $neighbours {
        $clean = Invoke-CleanShell "`$ErrorActionPreference = 'Stop'`nImport-Module '$Path' -WarningAction SilentlyContinue`n$work" $TestDrive
        $clean.Output | Should -Match 'worked: Suspended Resumed$'
        $clean.ExitCode | Should -Be 0
    }

    It 'works under strict mode and after the module was removed and imported again' {
        $twice = "`$ErrorActionPreference = 'Stop'`nSet-StrictMode -Version Latest`nImport-Module '$ModulePath'`nRemove-Module ExchangeArchiveSafety`n"
        $clean = Invoke-CleanShell ($twice + $work) $TestDrive
        $clean.Output | Should -Be 'worked: Suspended Resumed'
        $clean.ExitCode | Should -Be 0
    }

    It 'is found by name when its folder is on the module path' {
        $script = "`$env:PSModulePath = '$(Split-Path -Parent (Split-Path -Parent $ModulePath))' + [IO.Path]::PathSeparator + `$env:PSModulePath`n" +
            "(Get-Command Test-ArchiveMigrationConflict).Source"
        (Invoke-CleanShell $script $TestDrive).Output | Should -Be 'ExchangeArchiveSafety'
    }
}
