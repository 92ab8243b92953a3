#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    Import-Module $ModulePath -Global -ErrorAction Stop
    Disconnect-ArchiveSafetyGraph

    # One item as a row; every value is text, as in a file.
    function Get-InventoryRow {
        param([string] $Id, [hashtable] $With = @{})

        $row = [pscustomobject]@{
            Mailbox           = 'anna.berg@contoso.example'
            Location          = 'Primary'
            FolderPath        = '/Inbox'
            ItemId            = $Id
            ItemClass         = 'IPM.Note'
            InternetMessageId = '<offer@fabrikam.example>'
            Subject           = 'Offer'
            Sender            = 'sales@fabrikam.example'
            SentUtc           = '2025-03-03T08:15:20Z'
            ReceivedUtc       = '2025-03-03T08:15:22Z'
            CreatedUtc        = '2026-01-10T02:00:00Z'
            LastModifiedUtc   = '2026-01-10T02:00:00Z'
            Size              = '24000'
            HasAttachments    = 'False'
        }
        $With.Keys | ForEach-Object { $row.$_ = $With[$_] }
        $row
    }

    # A message three times in anna's mailbox and archive, once more in another folder, and twice in ben's.
    $rows = @(
        Get-InventoryRow A1 @{ Location = 'Archive'; CreatedUtc = '2025-03-03T08:15:22Z' }
        Get-InventoryRow A2 @{ Location = 'Archive'; CreatedUtc = '2026-01-03T08:15:22Z' }
        Get-InventoryRow P1
        Get-InventoryRow P2 @{ FolderPath = '/Projects' }
        Get-InventoryRow P3 @{ InternetMessageId = '<once@fabrikam.example>'; Subject = "Minutes, of `"Monday`"`r`nand more" }
        Get-InventoryRow B1 @{ Mailbox = 'ben.castro@contoso.example'; Location = 'Archive'; Subject = 'Grüße' }
        Get-InventoryRow B2 @{ Mailbox = 'ben.castro@contoso.example'; Subject = 'RE: Grüße' }
    )

    # With the first line "#TYPE …" that Windows PowerShell writes unless told otherwise.
    function Export-TypedCsv {
        param([object[]] $Row, [string] $Path)

        $more = @{}
        if ((Get-Command Export-Csv).Parameters.ContainsKey('IncludeTypeInformation')) {
            $more.IncludeTypeInformation = $true
        }

        $Row | Export-Csv -LiteralPath $Path -Encoding UTF8 @more
    }

    function Export-NdJson {
        param([object[]] $Row, [string] $Path)

        $Row | ForEach-Object {
            $line = [ordered]@{}
            foreach ($property in $_.PSObject.Properties) {
                $line[$property.Name.Substring(0, 1).ToLowerInvariant() + $property.Name.Substring(1)] = $property.Value
            }

            $line.size = [long] $line.size
            $line.hasAttachments = $line.hasAttachments -eq 'True'
            [pscustomobject] $line | ConvertTo-Json -Compress
        } | Set-Content -LiteralPath $Path -Encoding UTF8
    }

    function Compress-File {
        param([string] $Path)

        $bytes = [IO.File]::ReadAllBytes($Path)
        $zip = New-Object IO.Compression.GZipStream ([IO.File]::Create("$Path.gz")), ([IO.Compression.CompressionMode]::Compress)
        try {
            $zip.Write($bytes, 0, $bytes.Length)
        }
        finally {
            $zip.Dispose()
        }

        Remove-Item -LiteralPath $Path
        "$Path.gz"
    }

    # Groups in lines that can be compared: who is kept, who is surplus, who stays.
    function Get-GroupLine {
        param([object[]] $Group)

        $Group | ForEach-Object {
            '{0} {1} keep {2} drop {3} stay {4}' -f $_.Mailbox, $_.Evidence, $_.Kept.ItemId,
                (($_.Surplus | ForEach-Object { $_.ItemId } | Sort-Object) -join ','), (($_.SetAside | ForEach-Object { $_.ItemId } | Sort-Object) -join ',')
        } | Sort-Object
    }

    $expected = 'anna.berg@contoso.example Strong keep A1 drop A2,P1 stay P2', 'ben.castro@contoso.example Strong keep B1 drop B2 stay '
    $folder = Join-Path ([IO.Path]::GetTempPath()) ('eas-find-' + [guid]::NewGuid().ToString('N'))
    $null = New-Item -ItemType Directory -Path $folder
    $csv = Join-Path $folder 'inventory.csv'
    $rows | Export-Csv -LiteralPath $csv -NoTypeInformation -Encoding UTF8
}

AfterAll {
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}

Describe 'Find-ArchiveDuplicates on an inventory file' {
    It 'finds the same in <Name>' -ForEach @(
        @{ Name = 'what Export-Csv writes'; File = 'plain.csv'; Write = { param($Path) $rows | Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8 } }
        @{ Name = 'what Export-Csv writes with a line of types'; File = 'typed.csv'; Write = { param($Path) Export-TypedCsv $rows $Path } }
        @{ Name = 'columns in another order, and some more'; File = 'order.csv'; Write = { param($Path)
                $rows | Select-Object Size, Colour, Subject, ItemId, Mailbox, Location, FolderPath, ItemClass, InternetMessageId, Sender, SentUtc, ReceivedUtc, CreatedUtc, LastModifiedUtc, HasAttachments, BodyDigest |
                    Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding UTF8 } }
        @{ Name = 'lines of ConvertTo-Json'; File = 'lines.ndjson'; Write = { param($Path) Export-NdJson $rows $Path } }
        @{ Name = 'a compressed CSV file'; File = 'zipped.csv'; Write = { param($Path) Export-TypedCsv $rows $Path; Compress-File $Path } }
        @{ Name = 'compressed lines of JSON'; File = 'zipped.jsonl'; Write = { param($Path) Export-NdJson $rows $Path; Compress-File $Path } }
    ) {
        $path = Join-Path $folder $File
        $written = & $Write $path
        if ($written) {
            $path = $written
        }

        if ($File -eq 'typed.csv') {
            Get-Content -LiteralPath $path -TotalCount 1 | Should -Match '^#TYPE '
        }

        Get-GroupLine (Find-ArchiveDuplicates -InventoryPath $path) | Should -Be $expected
    }

    It 'warns where Select-Object -First leaves no groups file' {
        $plan = Join-Path $folder 'cut.plan.jsonl'
        $given = @(Find-ArchiveDuplicates -InventoryPath $csv -GroupsPath $plan -WarningVariable warned -WarningAction SilentlyContinue | Select-Object -First 1)
        $given.Count | Should -Be 1
        $warned | Should -Match 'is not written'
        Test-Path -LiteralPath $plan | Should -BeFalse

        $null = Find-ArchiveDuplicates -InventoryPath $csv -GroupsPath $plan -WarningVariable none
        $none | Should -BeNullOrEmpty
        Test-Path -LiteralPath $plan | Should -BeTrue
    }

    It 'takes several files for one inventory' {
        $parts = Join-Path $folder 'parts'
        $null = New-Item -ItemType Directory -Path $parts
        $rows | Where-Object Location -EQ 'Archive' | Export-Csv -LiteralPath (Join-Path $parts 'archive.csv') -NoTypeInformation -Encoding UTF8
        Export-NdJson @($rows | Where-Object Location -EQ 'Primary') (Join-Path $parts 'primary.ndjson')
        Get-GroupLine (Find-ArchiveDuplicates -InventoryPath (Join-Path $parts '*')) | Should -Be $expected
    }

    It 'takes files from the pipe, together as one inventory' {
        $parts = Join-Path $folder '[piped] parts'
        $null = New-Item -ItemType Directory -Path $parts
        $rows | Where-Object Location -EQ 'Archive' | Export-Csv -LiteralPath (Join-Path $parts 'a[1].csv') -NoTypeInformation -Encoding UTF8
        $rows | Where-Object Location -EQ 'Primary' | Export-Csv -LiteralPath (Join-Path $parts 'p.csv') -NoTypeInformation -Encoding UTF8
        Get-GroupLine (Get-ChildItem -LiteralPath $parts | Find-ArchiveDuplicates) | Should -Be $expected
        Get-GroupLine (Get-ChildItem -LiteralPath $parts | Find-ArchiveDuplicates -Mailbox anna*) | Should -Be $expected[0]
        Get-GroupLine (Find-ArchiveDuplicates -InventoryPath (Join-Path $parts 'a[1].csv'), (Join-Path $parts 'p.csv')) | Should -Be $expected
    }

    It 'warns of a folder that fits nothing' {
        $null = Find-ArchiveDuplicates -InventoryPath $csv -IncludeFolder Inbox, Inbux -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        [string] $warnings[0] | Should -Match "-IncludeFolder 'Inbux'"
    }

    It 'is there under its singular too' {
        Get-GroupLine (Find-ArchiveDuplicate -InventoryPath $csv) | Should -Be $expected
    }

    It 'tells of each item where it is and why' {
        $group = Find-ArchiveDuplicates -InventoryPath $csv -Mailbox anna.berg@contoso.example
        $group | Should -BeOfType 'ExchangeArchiveSafety.ArchiveDuplicateGroup'
        $group.InternetMessageId | Should -Be '<offer@fabrikam.example>'
        $group.SurplusBytes | Should -Be 48000
        ($group.Surplus | Where-Object ItemId -EQ 'P1').Kind | Should -Be 'Reappeared'
        ($group.Surplus | Where-Object ItemId -EQ 'A2').Kind | Should -Be 'DuplicatedInArchive'
        $group.SetAside[0].Reason | Should -Match 'another folder'
    }

    It 'takes mailboxes from <Name>' -ForEach @(
        @{ Name = 'text'; Source = { 'anna.berg@contoso.example' } }
        @{ Name = 'objects of Get-Mailbox'; Source = { [pscustomobject]@{ PrimarySmtpAddress = 'anna.berg@contoso.example'; ExchangeGuid = [guid]::NewGuid() } } }
        @{ Name = 'a wildcard'; Source = { 'ANNA*' } }
    ) {
        Get-GroupLine (& $Source | Find-ArchiveDuplicates -InventoryPath $csv) | Should -Be $expected[0]
    }

    It 'searches nothing when nothing comes through the pipe' {
        $caught = Invoke-AndCatch { @() | Find-ArchiveDuplicates -InventoryPath $csv }
        $caught.Output | Should -HaveCount 0
        $caught.ErrorIds | Should -HaveCount 0
    }

    It 'offers less with filters, and keeps another copy with -Keep' {
        Get-GroupLine (Find-ArchiveDuplicates anna* -InventoryPath $csv -CreatedAfter '2026-01-05Z') | Should -Be 'anna.berg@contoso.example Strong keep A1 drop P1 stay A2,P2'
        Get-GroupLine (Find-ArchiveDuplicates anna* -InventoryPath $csv -Keep PrimaryOldest -IncludeFolder Inbox) | Should -Be 'anna.berg@contoso.example Strong keep P1 drop A1,A2 stay P2'
        Get-GroupLine (Find-ArchiveDuplicates anna* -InventoryPath $csv -AnyFolder) | Should -Be 'anna.berg@contoso.example Strong keep A1 drop A2,P1,P2 stay '
        Find-ArchiveDuplicates -InventoryPath $csv -MinimumEvidence Identical | ForEach-Object { $_.Surplus.Count } | Should -Be 0, 0
    }

    It 'counts with -Summary' {
        $all = Find-ArchiveDuplicates -InventoryPath $csv -Summary
        $all | ForEach-Object { $_ | Should -BeOfType 'ExchangeArchiveSafety.ArchiveDuplicateSummary' }
        $all.Mailbox | Should -Be 'anna.berg@contoso.example', 'ben.castro@contoso.example'
        $anna = $all[0]
        '{0} {1} {2} {3} {4} {5}' -f $anna.PrimaryItems, $anna.ArchiveItems, $anna.Groups, $anna.Surplus, $anna.Reappeared, $anna.DuplicatedInArchive | Should -Be '3 2 1 2 1 1'
        '{0} {1} {2}' -f $anna.SurplusBytes, $anna.SetAside, $anna.Strong | Should -Be '48000 1 2'
    }

    It 'goes into Export-Csv and ConvertTo-Json' {
        $file = Join-Path $TestDrive 'groups.csv'
        Find-ArchiveDuplicates -InventoryPath $csv | Sort-Object Mailbox | Export-Csv -LiteralPath $file -NoTypeInformation -Encoding UTF8
        $back = @(Import-Csv -LiteralPath $file)
        $back | Should -HaveCount 2
        $back[0].Evidence | Should -Be 'Strong'
        $back[0].Kept | Should -Match 'Archive:/Inbox \[A1\]'
        $back[0].Surplus | Should -Match 'A2'
        $back[0].Surplus | Should -Match 'P1'

        $surplus = Join-Path $TestDrive 'surplus.csv'
        Find-ArchiveDuplicates -InventoryPath $csv | ForEach-Object { $_.Surplus } | Select-Object Mailbox, ItemId, Kind, Evidence, CreatedUtc | Export-Csv -LiteralPath $surplus -NoTypeInformation
        @(Import-Csv -LiteralPath $surplus).ItemId | Sort-Object | Should -Be 'A2', 'B2', 'P1'

        $json = Find-ArchiveDuplicates anna* -InventoryPath $csv | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $json.Surplus.Count | Should -Be 2
    }

    It 'reads like a live group after Export-Clixml and Import-Clixml' {
        $file = Join-Path $TestDrive 'groups.xml'
        Find-ArchiveDuplicates -InventoryPath $csv | Export-Clixml -LiteralPath $file -Depth 4
        @(Import-Clixml -LiteralPath $file | Where-Object Evidence -EQ 'Strong') | Should -HaveCount 2

        # As a job or a remote session gives it back.
        Find-ArchiveDuplicates -InventoryPath $csv | Export-Clixml -LiteralPath $file -Depth 1
        Import-Clixml -LiteralPath $file | Out-String | Should -Match ' Archive:/Inbox '
    }

    It 'writes a plan beside the groups' {
        $plan = Join-Path $TestDrive 'plan.jsonl'
        $groups = Find-ArchiveDuplicates -InventoryPath $csv -GroupsPath $plan
        Get-GroupLine $groups | Should -Be $expected
        $lines = @(Get-Content -LiteralPath $plan)
        $lines.Count | Should -BeGreaterOrEqual 3
        $lines | ForEach-Object { { $_ | ConvertFrom-Json -ErrorAction Stop } | Should -Not -Throw }
        ($lines -join '') | Should -Match 'offer@fabrikam\.example'
    }

    It 'takes paths from a PowerShell drive and relative to the location' {
        Copy-Item -LiteralPath $csv -Destination 'TestDrive:/here.csv'
        Push-Location -LiteralPath 'TestDrive:/'
        try {
            Get-GroupLine (Find-ArchiveDuplicates -InventoryPath ./here.csv -GroupsPath ./plan.jsonl) | Should -Be $expected
            Join-Path $TestDrive 'plan.jsonl' | Should -Exist
        }
        finally {
            Pop-Location
        }
    }

    It 'warns of nothing, and needs no session and no connection' {
        $script = "`$ErrorActionPreference = 'Stop'`nImport-Module '$ModulePath'`n`$g = Find-ArchiveDuplicates -InventoryPath '$csv' -WarningVariable w`n'{0} groups, {1} warnings' -f @(`$g).Count, `$w.Count"
        $clean = Invoke-CleanShell $script $TestDrive
        $clean.Output | Should -Be '2 groups, 0 warnings'
        $clean.ExitCode | Should -Be 0
    }

    It 'finds the same in what the example makes of another tool''s file' {
        $script = Join-Path (Split-Path -Parent $ModulePath) 'examples/ForeignInventory.ps1'
        $foreign = Join-Path $folder 'foreign.csv'
        $rows | ForEach-Object {
            [pscustomobject]@{
                Owner = $_.Mailbox; Store = if ($_.Location -eq 'Archive') { 'Archive 1' } else { 'Main' }; Folder = $_.FolderPath; EntryID = $_.ItemId; 'Message-ID' = $_.InternetMessageId
                Title = $_.Subject; From = $_.Sender; Sent = [DateTime]::Parse($_.SentUtc, [cultureinfo]::InvariantCulture, 'AdjustToUniversal').ToString('dd.MM.yyyy HH:mm:ss')
                Arrived = [DateTime]::Parse($_.ReceivedUtc, [cultureinfo]::InvariantCulture, 'AdjustToUniversal').ToString('dd.MM.yyyy HH:mm:ss'); Made = $_.CreatedUtc; Bytes = $_.Size; Files = '0'
            }
        } | Export-Csv -LiteralPath $foreign -Delimiter ';' -NoTypeInformation -Encoding UTF8
        $map = @{
            Mailbox = 'Owner'; FolderPath = 'Folder'; ItemId = 'EntryID'; InternetMessageId = 'Message-ID'; Subject = 'Title'; Sender = 'From'; SentUtc = 'Sent'; ReceivedUtc = 'Arrived'; CreatedUtc = 'Made'
            Size = 'Bytes'; ItemClass = { 'IPM.Note' }; HasAttachments = { [int] $_.Files -gt 0 }; Location = { if ($_.Store -like 'Archive*') { 'Archive' } else { 'Primary' } }
        }
        $made = & $script $foreign (Join-Path $folder 'made.csv') -Culture de-DE -Delimiter ';' -Column $map
        Get-GroupLine @(Find-ArchiveDuplicates -InventoryPath $made.FullName) | Should -Be $expected

        $map.Subject = 'NoSuchColumn'
        { & $script $foreign (Join-Path $folder 'cut.csv') -Culture de-DE -Delimiter ';' -Column $map } | Should -Throw
        Join-Path $folder 'cut.csv' | Should -Not -Exist
        { & $script $foreign (Join-Path $folder 'cut.csv') -Column @{ Colour = 'Title' } } | Should -Throw '*no column Colour*'
    }
}

Describe 'Find-ArchiveDuplicates with bad input' {
    It 'refuses <Name> with <ErrorId>' -ForEach @(
        @{ Name = 'a file that is not there'; ErrorId = 'InventoryNotFound'; Category = 'ObjectNotFound'; Match = 'none\.csv'; Make = { Join-Path $TestDrive 'none.csv' } }
        @{ Name = 'a wildcard that fits nothing'; ErrorId = 'InventoryNotFound'; Category = 'ObjectNotFound'; Match = 'none\*'; Make = { Join-Path $TestDrive 'none*.csv' } }
        @{ Name = 'missing columns, and names them all'; ErrorId = 'MissingColumn'; Category = 'InvalidData'; Match = 'Sender.*SentUtc|SentUtc.*Sender'; Make = {
                $rows | Select-Object -Property * -ExcludeProperty Sender, SentUtc | Export-Csv -LiteralPath (Join-Path $TestDrive 'bad.csv') -NoTypeInformation -Encoding UTF8; Join-Path $TestDrive 'bad.csv' } }
        @{ Name = 'a bad time, with line and column'; ErrorId = 'BadRow'; Category = 'InvalidData'; Match = 'bad\.csv, line 3, column SentUtc.*yesterday'; Make = {
                $rows[0], (Get-InventoryRow X1 @{ SentUtc = 'yesterday' }) | Export-Csv -LiteralPath (Join-Path $TestDrive 'bad.csv') -NoTypeInformation -Encoding UTF8; Join-Path $TestDrive 'bad.csv' } }
        @{ Name = 'a bad size, with line and column'; ErrorId = 'BadRow'; Category = 'InvalidData'; Match = 'line 2, column Size.*big'; Make = {
                Get-InventoryRow X1 @{ Size = 'big' } | Export-Csv -LiteralPath (Join-Path $TestDrive 'bad.csv') -NoTypeInformation -Encoding UTF8; Join-Path $TestDrive 'bad.csv' } }
        @{ Name = 'a damaged compressed file'; ErrorId = 'InventoryDamaged'; Category = 'InvalidData'; Match = 'bad\.csv\.gz'; Make = {
                $whole = Join-Path $TestDrive 'bad.csv'; Copy-Item -LiteralPath $csv -Destination $whole; $zipped = Compress-File $whole
                $bytes = [IO.File]::ReadAllBytes($zipped); [IO.File]::WriteAllBytes($zipped, $bytes[0..([int] ($bytes.Length / 2))]); $zipped } }
    ) {
        $path = & $Make
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates -InventoryPath $path }
        $caught.Terminated | Should -BeTrue
        $caught.Output | Should -HaveCount 0
        $caught.ErrorIds | Should -Be $ErrorId
        $caught.Errors[0].FullyQualifiedErrorId | Should -Be "$ErrorId,ExchangeArchiveSafety.Commands.FindArchiveDuplicatesCommand"
        $caught.Errors[0].CategoryInfo.Category | Should -Be $Category
        [string] $caught.Errors[0] | Should -Match $Match
    }

    It 'leaves a bad row out with -OnBadRow Skip, and lists it' {
        $path = Join-Path $TestDrive 'skip.csv'
        $rows + (Get-InventoryRow X1 @{ Size = 'big' }) | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $groups = Find-ArchiveDuplicates -InventoryPath $path -OnBadRow Skip -WarningVariable warnings -WarningAction SilentlyContinue
        Get-GroupLine $groups | Should -Be $expected
        $warnings | Should -HaveCount 2
        [string] $warnings[0] | Should -Match 'skip\.csv, line \d+, column Size'
        [string] $warnings[1] | Should -Match '\b1\b.*\b7\b'
    }

    It 'warns of an empty inventory and gives nothing' {
        $path = Join-Path $TestDrive 'empty.csv'
        Set-Content -LiteralPath $path -Value (Get-Content -LiteralPath $csv -TotalCount 1) -Encoding UTF8
        Find-ArchiveDuplicates -InventoryPath $path -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        [string] $warnings | Should -Match 'empty\.csv'
    }

    It 'refuses a mailbox in which an id occurs twice, and searches the others' {
        $path = Join-Path $TestDrive 'twice.csv'
        $rows + (Get-InventoryRow P1) | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates -InventoryPath $path }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'RepeatedItemId'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $caught.Output.Mailbox | Should -Be 'ben.castro@contoso.example'
    }

    It 'reports a mailbox that the inventory does not hold, and searches the others' {
        $caught = Invoke-AndCatch { 'nobody.here@contoso.example', 'anna.berg@contoso.example' | Find-ArchiveDuplicates -InventoryPath $csv }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'MailboxNotFound'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $caught.Errors[0].TargetObject | Should -Be 'nobody.here@contoso.example'
        $caught.Output.Mailbox | Should -Be 'anna.berg@contoso.example'
    }

    It 'refuses -Keep FolderPriority without folders, before it reads' {
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates -InventoryPath $csv -Keep FolderPriority }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'InvalidArgument'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'reports a plan that cannot be written' {
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates -InventoryPath $csv -GroupsPath (Join-Path (Join-Path $TestDrive 'no-such-folder') 'plan.jsonl') }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'RemovalPlanNotWritable'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'WriteError'
    }

    It 'says how to connect when it is to read mailboxes and there is no connection' {
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates anna.berg@contoso.example }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'GraphNotConnected'
        [string] $caught.Errors[0] | Should -Match 'Connect-ArchiveSafetyGraph'
    }

    It 'shows hostile text escaped' {
        $path = Join-Path $TestDrive 'hostile.csv'
        $evil = 'a' + [char] 27 + '[31m' + [char] 0x202E + 'b'
        'A', 'P' | ForEach-Object { $half = @{ A = 'Archive'; P = 'Primary' }[$_]; Get-InventoryRow $_ @{ Location = $half; Subject = $evil } } |
            Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $shown = Find-ArchiveDuplicates -InventoryPath $path | Format-List | Out-String
        $shown | Should -Not -Match ([string] [char] 0x202E)
        $shown | Should -Not -Match ([regex]::Escape([char] 27 + '[31m'))
    }
}

Describe 'The tables of Find-ArchiveDuplicates at 120 columns' {
    It 'shows <Name> in at most six columns' -ForEach @(
        @{ Name = 'groups'; Script = { Find-ArchiveDuplicates -InventoryPath $csv }; Line = '^anna\.berg@contoso\.\S+ +Strong +2 +1 +Archive:/Inbox +Offer$' }
        @{ Name = 'items'; Script = { Find-ArchiveDuplicates -InventoryPath $csv | ForEach-Object { $_.Surplus } }; Line = '^Primary +/Inbox +Reappeared +2026-01-10 +A copy in the primary mailbox ' }
        @{ Name = 'a summary'; Script = { Find-ArchiveDuplicates -InventoryPath $csv -Summary }; Line = '^anna\.berg@contoso\.example +1 +2 +46\.9 KB +1 +1$' }
    ) {
        $lines = @(Get-RenderedLine (Invoke-InEnglish { & $Script | Out-String -Width 120 }))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $columns = @(($lines | Where-Object { $_ -match '^[- ]+$' } | Select-Object -First 1) -split '\s+' | Where-Object { $_ })
        $columns.Count | Should -BeGreaterThan 2
        $columns.Count | Should -BeLessOrEqual 6
        @($lines -match $Line).Count | Should -BeGreaterThan 0
    }
}

Describe 'Tables that go to a file' {
    It 'have no empty line in between, and break no word' {
        $script = "Import-Module '$ModulePath'`n`$surplus = (Find-ArchiveDuplicates -InventoryPath '$csv').Surplus`n`$surplus`n'='`n" +
            "80, 120, 200 | ForEach-Object { `$surplus | Out-String -Width `$_; '=' }`n(`$surplus.Reason -join ' ') -split ' ' | Sort-Object -Unique"
        $tables = (Invoke-CleanShell $script $TestDrive).Output -replace ([string] [char] 27 + '\[[0-9;]*[A-Za-z]'), '' -split '(?m)^=\r?$' | ForEach-Object { $_.Trim() }
        $tables | Should -HaveCount 5
        $words = $tables[4] -split '\s+'
        $words.Count | Should -BeGreaterThan 5
        foreach ($table in $tables[0..3]) {
            $table | Should -Match '^Location +FolderPath'
            $table | Should -Not -Match '\n\s*\n'
            $words | Where-Object { ($table -split '\s+') -cnotcontains $_ } | Should -BeNullOrEmpty
        }
    }
}

Describe 'What Find-ArchiveDuplicates shows at 80 columns' {
    It 'shows evidence, numbers and the kept copy of a group' {
        $lines = @(Get-RenderedLine (Find-ArchiveDuplicates -InventoryPath $csv | Out-String -Width 80))
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        @($lines -match '^anna\.berg@contoso\.\S+ +Strong +2 +1 +Archive:/Inbox +Offer$').Count | Should -Be 1
    }

    It 'breaks no word of a reason in <Name>' -ForEach @(
        @{ Name = 'the table of items'; Script = { $group.Surplus | Out-String -Width 80 } }
        @{ Name = 'the list of items'; Script = { $group.Surplus | Format-List | Out-String -Width 80 } }
        @{ Name = 'the list of groups'; Script = { $group | Format-List | Out-String -Width 80 } }
    ) {
        $group = Find-ArchiveDuplicates -InventoryPath $csv -Mailbox anna*
        $words = @(Get-RenderedLine (Invoke-InEnglish $Script)) -split '\s+'
        $group.Surplus.Reason -split '\s+' | Where-Object { $words -cnotcontains $_ } | Should -BeNullOrEmpty
    }
}
