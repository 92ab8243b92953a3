#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeDiscovery {
    $outputs = @(
        @{ Name = 'verdicts'; Script = { $verdicts } }
        @{ Name = 'findings'; Script = { $verdicts | ForEach-Object { $_.Findings } } }
        @{ Name = 'suspensions'; Script = { $suspensions } }
        @{ Name = 'settings'; Script = { $suspensions | ForEach-Object { $_.Before } | Where-Object { $_ } } }
        @{ Name = 'drift'; Script = { $suspensions | ForEach-Object { $_.Drift } | Where-Object { $_ } } }
        @{ Name = 'groups'; Script = { $groups } }
        @{ Name = 'items'; Script = { $groups | ForEach-Object { $_.Kept; $_.Surplus; $_.SetAside } } }
        @{ Name = 'items as the inventory had them'; Script = { $groups | ForEach-Object { $_.Kept.Item } } }
        @{ Name = 'summaries'; Script = { $summaries } }
        @{ Name = 'removals'; Script = { $removals } }
        @{ Name = 'restores'; Script = { $restores } }
        @{ Name = 'a connection'; Script = { $connection } }
    )
    $cultures = 'en-US', 'de-DE', 'tr-TR'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab
    $folder = Join-Path ([IO.Path]::GetTempPath()) ('eas-output-' + [guid]::NewGuid().ToString('N'))
    $null = New-Item -ItemType Directory -Path $folder
    $common = @{ JournalPath = Join-Path $folder 'journal.jsonl'; WarningAction = 'SilentlyContinue' }
    $null = Step-LabClock -Days 7
    $verdicts = @(Test-ArchiveMigrationConflict -IncludeSafe -WarningAction SilentlyContinue)
    $null = Suspend-ConflictingArchivePolicy anna.berg, hold.ending @common
    Set-Mailbox anna.berg -EndDateForRetentionHold '2026-03-01' -AutoArchivingEnabled $true
    Set-Mailbox hold.ending -EndDateForRetentionHold '2026-03-01'
    $suspensions = @(Get-ArchivePolicySuspension @common) + @(Suspend-ConflictingArchivePolicy ben.castro, not.migrating @common -WhatIf)
    $connection = Connect-ArchiveSafetyGraph -GraphEndpoint $lab.Uri -AccessToken (Get-LabToken $lab)
    $null = Resume-ConflictingArchivePolicy -Force @common -ErrorAction SilentlyContinue
    Complete-LabMigration
    $groups = @(Find-ArchiveDuplicates anna.berg@contoso.example)
    $summaries = @(Find-ArchiveDuplicates anna.berg@contoso.example, ben.castro@contoso.example -Summary)
    $careful = $common + @{ QuarantinePath = Join-Path $folder 'quarantine'; Confirm = $false; MaximumPercent = 100; PassThru = $true }
    $removals = @($groups | Select-Object -First 2 | Remove-ArchiveDuplicates @careful) + @($groups | Select-Object -Last 1 | Remove-ArchiveDuplicates @careful -WhatIf)
    $null = $careful.Remove('MaximumPercent')
    $restores = @($removals | Where-Object Status -EQ 'Removed' | Select-Object -First 2 | Restore-ArchiveDuplicates @careful)

    # A file in another language of the session, as a list of rows and as the text that it is.
    function Export-In {
        param([string] $Culture, [scriptblock] $Script)

        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo] $Culture
            $path = Join-Path $folder ([guid]::NewGuid().ToString('N') + '.csv')
            & $Script | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
            Get-Content -LiteralPath $path -Raw
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }
    }

    # Every text in what was converted from JSON, and the deepest level.
    function Get-JsonText {
        param($Value)

        if ($Value -is [string]) {
            $Value
        }
        elseif ($Value -is [Collections.IEnumerable]) {
            foreach ($one in $Value) {
                Get-JsonText $one
            }
        }
        elseif ($Value -is [Management.Automation.PSCustomObject]) {
            foreach ($property in $Value.PSObject.Properties) {
                Get-JsonText $property.Value
            }
        }
    }
}

AfterAll {
    Stop-Lab $lab
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}

Describe 'Export-Csv of <Name>' -ForEach $outputs {
    It 'writes texts that somebody can read, and the same in <_>' -ForEach $cultures {
        @(& $Script).Count | Should -BeGreaterThan 0
        $text = Export-In $_ $Script
        $text | Should -BeExactly (Export-In 'en-GB' $Script)
        $text | Should -Not -Match 'System\.(Collections|Object|Nullable)|ExchangeArchiveSafety\.[A-Z]|`\d|"\[|@\{'
        $rows = @($text | ConvertFrom-Csv)
        $rows.Count | Should -Be @(& $Script).Count
        foreach ($row in $rows) {
            foreach ($property in $row.PSObject.Properties) {
                if ($property.Name -match 'Utc$|DateForRetentionHold$') {
                    $property.Value | Should -Match '^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)?$'
                }

                # Neither a date in the words of a language, nor an enum by number.
                $property.Value | Should -Not -Match '\d{2}[./]\d{2}[./]\d{4}'
                if ($property.Name -match '^(State|Status|Severity|Kind|Evidence|Location|Method|ReasonId|MigrationActivity|Setting|Environment|Authentication)$') {
                    $property.Value | Should -Match '^([A-Z][A-Za-z]+)?$'
                }
            }
        }
    }
}

Describe 'ConvertTo-Json -Depth 6 of <Name>' -Skip:($PSVersionTable.PSEdition -ne 'Core') -ForEach $outputs {
    It 'keeps the structure, times with Z and enums by name' {
        $json = @(& $Script) | ConvertTo-Json -Depth 6 -EnumsAsStrings -WarningVariable cut -WarningAction SilentlyContinue
        $cut | Should -BeNullOrEmpty
        $json | Should -Not -Match 'System\.(Collections|Object|Nullable)|ExchangeArchiveSafety\.[A-Z]'
        foreach ($line in $json -split "`n" -match '^\s*"\w*(Utc|DateForRetentionHold)": ') {
            $line | Should -Match ': (null|"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"),?\s*$'
        }

        $json | Should -Not -Match '"(State|Status|Severity|Kind|Evidence|Location|Method|ReasonId)": \d'
        $texts = @(Get-JsonText ($json | ConvertFrom-Json -DateKind String))
        $texts.Count | Should -BeGreaterThan 0
    }
}

Describe 'What is written to files' {
    It 'has findings, drift and settings in the row of their mailbox' {
        $row = Export-In 'de-DE' { $suspensions | Where-Object Identity -Like 'anna.berg*' } | ConvertFrom-Csv | Select-Object -First 1
        $row.PSObject.Properties.Name | Select-Object -First 1 | Should -Be 'Identity'
        $row.Drift | Should -Match 'AutoArchivingEnabled.* True '
        $row.Before | Should -Match 'AutoArchivingEnabled=True'
        (Export-In 'de-DE' { $verdicts | Where-Object Identity -Like 'anna.berg*' } | ConvertFrom-Csv).Findings | Should -Match 'EAS1001: .+; EAS1101: '
    }

    It 'has times that can be compared and sorted before they are written' {
        $times = @($groups | ForEach-Object { $_.Surplus } | Sort-Object CreatedUtc | ForEach-Object { $_.CreatedUtc })
        $times[0] | Should -BeOfType [datetime]
        $times[0] | Should -BeLessOrEqual $times[-1]
        @($suspensions | Where-Object SuspendedAtUtc -LT ([datetime] '2030-01-01') | Where-Object SuspendedAtUtc).Count | Should -Be 2
        @($suspensions | Where-Object SuspendedAtUtc -GT ([datetime] '2030-01-01')).Count | Should -Be 0
        ($suspensions | Select-Object -First 1 -Property SuspendedAtUtc | ConvertTo-Csv -NoTypeInformation)[1] | Should -Match '^"2026-01-12T.*Z"$'
    }
}

Describe 'A program that hosts PowerShell' {
    It 'reads every property where no runspace is' {
        Add-Type -TypeDefinition @'
using System.Collections.Generic;
using System.Threading;

public static class OnAnotherThread
{
    public static string Read(System.Management.Automation.PSObject written)
    {
        var read = "";
        var thread = new Thread(() =>
        {
            foreach (var property in written.Properties)
            {
                try
                {
                    read += property.Name + "=" + property.Value + "\n";
                }
                catch (System.Exception exception)
                {
                    read += property.Name + " failed: " + exception.Message + "\n";
                }
            }
        });
        thread.Start();
        thread.Join();
        return read;
    }
}
'@
        $read = [OnAnotherThread]::Read([psobject] $suspensions[0])
        $read | Should -Not -Match 'failed'
        $read | Should -Match '(?m)^SuspendedAtUtc=2026-01-12T.*Z$'
    }

    It 'leaves no error behind by importing' {
        $clean = Invoke-CleanShell "Import-Module '$ModulePath'`n`$Error.Count`n`$WhatIfPreference = `$true; Import-Module '$ModulePath' -Force; `$Error.Count" $folder
        $clean.Output | Should -Be "0`n0"
    }
}

Describe 'The table of <Name>' -ForEach ($outputs | Where-Object Name -NotMatch 'settings|as the inventory') {
    It 'has every column at <_> columns, and no line is longer' -ForEach 80, 120, 200 {
        $width = $_
        $lines = @(Get-RenderedLine (& $Script | Format-Table | Out-String -Width $width))
        $lines | Where-Object Length -GT $width | Should -BeNullOrEmpty
        $labels = @(([xml[]] (Get-ChildItem -LiteralPath (Split-Path -Parent $ModulePath) -Filter '*.Format.ps1xml' | ForEach-Object { Get-Content -LiteralPath $_.FullName -Raw })) |
                ForEach-Object { $_.Configuration.ViewDefinitions.View } |
                Where-Object { $_.TableControl -and @(& $Script)[0].PSObject.TypeNames -contains $_.ViewSelectedBy.TypeName } |
                ForEach-Object { $_.TableControl.TableHeaders.TableColumnHeader.Label })
        ($lines[0].Trim() -replace ' +', ' ') | Should -Be ($labels -join ' ')
    }
}

Describe 'The list of <Name>' -ForEach ($outputs | Where-Object Name -NotMatch 'drift|as the inventory') {
    It 'says of every value what it is, also where there is none' {
        $lines = @(Get-RenderedLine (& $Script | Select-Object -First 5 | Format-List | Out-String -Width 120))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $lines -match '^\w+ *:$' | Should -BeNullOrEmpty
        $lines -match '^\w+ *: (True|False|\d{4}-\d\d-\d\d|.+)' | Should -Not -BeNullOrEmpty
    }
}
