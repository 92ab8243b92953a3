#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# The module in a session with others: whatever versions of its libraries they bring, before or after, and whichever way the session runs code.

BeforeDiscovery {
    $neighbours = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Neighbours.psd1')).Neighbours
    $encounters = foreach ($neighbour in $neighbours) {
        foreach ($when in 'before', 'after') {
            @{ Name = $neighbour.Name; Assemblies = $neighbour.Assemblies; When = $when }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab -Preset 'migrating-10'
    $token = (Invoke-RestMethod -Uri ($lab.Uri + '/lab/graph/token') -UseBasicParsing).Trim()
    $row = 'anna@contoso.example,{0},/Inbox,{0},IPM.Note,m1,Offer,a@b.example,2025-03-03T08:15:20Z,2025-03-03T08:15:22Z,2025-03-03T08:15:22Z,2025-03-03T08:15:22Z,1,False'
    $inventory = Join-Path $TestDrive 'two.csv'
    'Mailbox,Location,FolderPath,ItemId,ItemClass,InternetMessageId,Subject,Sender,SentUtc,ReceivedUtc,CreatedUtc,LastModifiedUtc,Size,HasAttachments', ($row -f 'Archive'), ($row -f 'Primary') |
        Set-Content -LiteralPath $inventory -Encoding UTF8

    # Signs in, and reads a file: everything third-party that the module has is loaded.
    $work = @"
`$token = New-Object Security.SecureString
'$token'.ToCharArray() | ForEach-Object { `$token.AppendChar(`$_) }
`$connection = Connect-ArchiveSafetyGraph -GraphEndpoint '$($lab.Uri)' -AccessToken `$token
`$groups = @(Find-ArchiveDuplicates -InventoryPath '$inventory')
'{0} {1} {2}' -f `$connection.Authentication, `$groups.Count, `$groups[0].Kept.CreatedUtc.ToString()
Disconnect-ArchiveSafetyGraph
"@

    # Times that write themselves with Z are declared in each runspace anew.
    $worked = 'AccessToken 1 2025-03-03T08:15:22Z'

    # An empty assembly that is in name, version and key what a neighbour brings.
    function Get-StandIn {
        param([string] $Name, [string] $Version)

        $file = Join-Path $TestDrive "$Name.$Version/$Name.dll"
        if (-not (Test-Path -LiteralPath $file)) {
            $null = New-Item -ItemType Directory -Path (Split-Path -Parent $file)
            $full = New-Object Reflection.AssemblyName $Name
            $full.Version = $Version
            $own = Join-Path (Split-Path -Parent $ModulePath) "net8.0/dependencies/$Name.dll"
            if (Test-Path -LiteralPath $own) {
                $full.SetPublicKey([Reflection.AssemblyName]::GetAssemblyName($own).GetPublicKey())
            }

            $assembly = [Reflection.Emit.PersistedAssemblyBuilder]::new($full, [object].Assembly)
            $null = $assembly.DefineDynamicModule($Name)
            $assembly.Save($file)
        }

        $file
    }
}

AfterAll {
    Stop-Lab $lab
}

# Windows PowerShell has no contexts and no way to write an assembly here; what holds there, the resolver, is tested by itself.
Describe 'Beside <Name>, which loads its libraries <When>' -ForEach $encounters -Skip:($PSVersionTable.PSEdition -ne 'Core' -or $PSVersionTable.PSVersion -lt [version] '7.5') {
    It 'does its work with its own libraries, and leaves the others theirs' {
        $files = $Assemblies.GetEnumerator() | ForEach-Object { Get-StandIn $_.Key $_.Value }
        $load = $files | ForEach-Object { "[void][Reflection.Assembly]::LoadFrom('$_')" }
        $import = "Import-Module '$ModulePath'"
        $order = if ($When -eq 'before') { @($load) + $import + $work } else { @($import, $work) + $load + $work }
        $clean = Invoke-CleanShell (("`$ErrorActionPreference = 'Stop'", $order, @"
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { '$($Assemblies.Keys -join ' ')'.Split(' ') -contains `$_.GetName().Name } |
    Where-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_) -eq [Runtime.Loader.AssemblyLoadContext]::Default } | ForEach-Object { '{0}={1}' -f `$_.GetName().Name, `$_.GetName().Version } | Sort-Object
"@ | ForEach-Object { $_ }) -join "`n") $TestDrive
        $expected = @($worked) * $(if ($When -eq 'before') { 1 } else { 2 }) + @($Assemblies.GetEnumerator() | ForEach-Object { '{0}={1}' -f $_.Key, $_.Value } | Sort-Object)
        $clean.Output | Should -Be ($expected -join "`n")
        $clean.ExitCode | Should -Be 0
    }
}

Describe 'Whichever way the session runs code' {
    It 'works in jobs, in runspaces side by side, after -Force, and removed and imported again' {
        $script = @"
`$ErrorActionPreference = 'Stop'
function Invoke-Work {
$work
}
Import-Module '$ModulePath'
'first ' + (Invoke-Work)
Import-Module '$ModulePath' -Force
'forced ' + (Invoke-Work)
Remove-Module ExchangeArchiveSafety
'left {0}' -f @(Get-Command -Module ExchangeArchiveSafety).Count
Import-Module '$ModulePath'
'again ' + (Invoke-Work)
`$text = { Import-Module '$ModulePath'; $work }.ToString()
if (`$PSVersionTable.PSEdition -eq 'Core') {
    1..3 | ForEach-Object -Parallel { & ([scriptblock]::Create(`$using:text)) } -ThrottleLimit 2 | ForEach-Object { 'parallel ' + `$_ }
    'thread ' + (Start-ThreadJob ([scriptblock]::Create(`$text)) | Receive-Job -Wait -AutoRemoveJob)
}
`$shell = [powershell]::Create()
'runspace ' + `$shell.AddScript(`$text).Invoke()
`$shell.Dispose()
"@
        $clean = Invoke-CleanShell $script $TestDrive
        $expected = "first $worked", "forced $worked", 'left 0', "again $worked"
        if ($PSVersionTable.PSEdition -eq 'Core') {
            $expected += @("parallel $worked") * 3 + "thread $worked"
        }

        $clean.Output | Should -Be (($expected + "runspace $worked") -join "`n")
        $clean.ExitCode | Should -Be 0
    }

    It 'works in a job, which is a process of its own' {
        $clean = Invoke-CleanShell "Start-Job { Import-Module '$ModulePath'; @(Find-ArchiveDuplicates -InventoryPath '$inventory').Count } | Receive-Job -Wait -AutoRemoveJob" $TestDrive
        $clean.Output | Should -Be '1'
    }

    It 'works as the build for Windows PowerShell, as far as this PowerShell can run it' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        # What Windows PowerShell loads, in the place of what this one would.
        $desktop = Join-Path $TestDrive 'desktop/ExchangeArchiveSafety'
        $null = New-Item -ItemType Directory -Path (Split-Path -Parent $desktop)
        Copy-Item -LiteralPath (Split-Path -Parent $ModulePath) -Destination $desktop -Recurse
        $isolation = Get-Item -LiteralPath (Join-Path $desktop 'net8.0/ExchangeArchiveSafety.Isolation.dll') | Move-Item -Destination $desktop -PassThru
        Remove-Item -LiteralPath (Join-Path $desktop 'net8.0') -Recurse
        Rename-Item -LiteralPath (Join-Path $desktop 'netstandard2.0') -NewName 'net8.0'
        Move-Item -LiteralPath $isolation.FullName -Destination (Join-Path $desktop 'net8.0')
        $runtime = Split-Path -Parent ([object].Assembly.Location)
        Get-ChildItem -Path (Join-Path $desktop 'net8.0/dependencies/*.dll') | Where-Object { Test-Path -LiteralPath (Join-Path $runtime $_.Name) } | Remove-Item
        $clean = Invoke-CleanShell "`$ErrorActionPreference = 'Stop'`nImport-Module '$(Join-Path $desktop 'ExchangeArchiveSafety.psd1')'`n$work" $TestDrive
        $clean.Output | Should -Be $worked
        $clean.ExitCode | Should -Be 0
    }
}
