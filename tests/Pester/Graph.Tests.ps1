#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')

    # A tenant in which the loop ran for five weeks, connected through Exchange and through Graph.
    function Connect-NeglectedLab {
        $started = Start-Lab -Preset 'neglected'
        Connect-Lab $started
        Connect-LabGraph $started
        $started
    }

    # What a removal or restoration needs, in folders of its own.
    function Get-CarefulOption {
        param($Lab)

        $name = [guid]::NewGuid().ToString('N')
        @{
            QuarantinePath = Join-Path $Lab.Folder ('quarantine-' + $name)
            JournalPath    = Join-Path $Lab.Folder ($name + '.journal.jsonl')
            Confirm        = $false
            PassThru       = $true
            WarningAction  = 'SilentlyContinue'
        }
    }

    # Groups in lines that can be compared.
    function Get-GroupLine {
        param([object[]] $Group)

        $Group | ForEach-Object {
            '{0} {1} keep {2} drop {3}' -f $_.Mailbox, $_.InternetMessageId, $_.Kept.ItemId, (($_.Surplus | ForEach-Object { $_.ItemId } | Sort-Object) -join ',')
        } | Sort-Object
    }
}

Describe 'Connect-ArchiveSafetyGraph and Disconnect-ArchiveSafetyGraph' {
    BeforeAll {
        $lab = Start-Lab
        Connect-Lab $lab
        $secret = New-Object Security.SecureString
        'top-secret-word'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        $credential = New-Object Management.Automation.PSCredential '11111111-2222-3333-4444-555555555555', $secret
        $withSecret = @{ GraphEndpoint = $lab.Uri; AuthorityHost = $lab.Uri; TenantId = 'contoso.onmicrosoft.com'; ClientSecret = $credential }
    }

    AfterAll {
        Stop-Lab $lab
    }

    AfterEach {
        Clear-LabGraphFault $lab
        Disconnect-ArchiveSafetyGraph
    }

    It 'connects with a token' {
        $connection = Connect-ArchiveSafetyGraph -GraphEndpoint $lab.Uri -AccessToken (Get-LabToken $lab)
        $connection | Should -BeOfType 'ExchangeArchiveSafety.GraphConnectionInfo'
        $connection.Authentication | Should -Be 'AccessToken'
        ([uri] $connection.GraphEndpoint).Port | Should -Be ([uri] $lab.Uri).Port
        $connection.Permissions | Should -Contain 'MailboxItem.Read.All'
        Find-ArchiveDuplicates anna.berg@contoso.example -Summary | Should -HaveCount 1
    }

    It 'connects with a secret' {
        $connection = Connect-ArchiveSafetyGraph @withSecret
        $connection.Authentication | Should -Be 'ClientSecret'
        $connection.ClientId | Should -Be '11111111-2222-3333-4444-555555555555'
        Find-ArchiveDuplicates anna.berg@contoso.example -Summary | Should -HaveCount 1
    }

    It 'goes on with a new token when the old one has ended, where it can' {
        $null = Connect-ArchiveSafetyGraph @withSecret
        $null = Invoke-RestMethod -Uri ($lab.Uri + '/lab/graph/token') -Method Delete -UseBasicParsing
        (Find-ArchiveDuplicates anna.berg@contoso.example -Summary).Mailbox | Should -Be 'anna.berg@contoso.example'
    }

    It 'says that a token which was handed over has ended' {
        Connect-LabGraph $lab
        $null = Invoke-RestMethod -Uri ($lab.Uri + '/lab/graph/token') -Method Delete -UseBasicParsing
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates anna.berg@contoso.example }
        $caught.ErrorIds | Should -Be 'GraphTokenExpired'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        $caught.Output | Should -HaveCount 0
    }

    It 'shows neither token nor secret' {
        $token = [string] (Invoke-RestMethod -Uri ($lab.Uri + '/lab/graph/token') -UseBasicParsing)
        $secure = New-Object Security.SecureString
        $token.Trim().ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
        $said = & { Connect-ArchiveSafetyGraph -GraphEndpoint $lab.Uri -AccessToken $secure -Verbose; Connect-ArchiveSafetyGraph @withSecret -Verbose } *>&1 | Format-List * | Out-String -Width 4000
        $said | Should -Not -Match ([regex]::Escape($token.Trim()))
        $said | Should -Not -Match 'top-secret-word'
    }

    It 'shows every permission in the console' {
        $shown = Connect-ArchiveSafetyGraph -GraphEndpoint $lab.Uri -AccessToken (Get-LabToken $lab) | Out-String -Width 120
        foreach ($permission in 'MailboxFolder.Read.All', 'MailboxItem.Read.All', 'MailboxItem.ReadWrite.All', 'MailboxItem.Export.All', 'User.Read.All') {
            $shown | Should -Match ('\b' + [regex]::Escape($permission) + '\r?\n')
        }
    }

    It 'refuses <Endpoint>, and asks nobody' -ForEach @(
        @{ Endpoint = 'http://example.org' }
        @{ Endpoint = 'https://user:word@example.org' }
        @{ Endpoint = 'file:///tmp' }
    ) {
        $caught = Invoke-AndCatch { Connect-ArchiveSafetyGraph -GraphEndpoint $Endpoint -AccessToken (Get-LabToken $lab) }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'GraphEndpointRefused'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'reports a sign-in that fails, and keeps no connection' {
        Add-LabGraphFault $lab @{ kind = 'Forbidden'; route = 'Token' }
        $caught = Invoke-AndCatch { Connect-ArchiveSafetyGraph @withSecret }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'GraphSignInFailed'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        (Invoke-AndCatch { Find-ArchiveDuplicates anna.berg@contoso.example }).ErrorIds | Should -Be 'GraphNotConnected'
    }

    It 'warns that a cloud lacks the mailbox routes' {
        $caught = $null
        try {
            $null = Connect-ArchiveSafetyGraph -Environment China -SkipProbe -AccessToken (Get-LabToken $lab) -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop
        }
        catch {
            $caught = $_
        }

        $caught | Should -BeNullOrEmpty
        [string] $warnings | Should -Match 'only in the worldwide cloud'
    }

    It 'forgets the connection, and does not mind when there is none' {
        Connect-LabGraph $lab
        Disconnect-ArchiveSafetyGraph
        foreach ($script in { Find-ArchiveDuplicates anna.berg@contoso.example }, { Export-ArchiveInventory anna.berg@contoso.example (Join-Path $TestDrive 'x.csv') },
            { Remove-ArchiveDuplicates -GroupsPath (Join-Path $TestDrive 'x.jsonl') -QuarantinePath $TestDrive }, { Restore-ArchiveDuplicates -QuarantinePath $TestDrive -ItemId x }) {
            $caught = Invoke-AndCatch $script
            $caught.Terminated | Should -BeTrue
            $caught.ErrorIds | Should -Be 'GraphNotConnected'
            $caught.Errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        }

        { Disconnect-ArchiveSafetyGraph -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is a connection of this runspace only' {
        Connect-LabGraph $lab
        $other = [powershell]::Create()
        try {
            $null = $other.AddScript("Import-Module '$ModulePath'; try { Find-ArchiveDuplicates anna.berg@contoso.example } catch { `$_.FullyQualifiedErrorId }")
            $said = $other.Invoke()
        }
        finally {
            $other.Dispose()
        }

        [string] $said | Should -Match 'GraphNotConnected'
    }
}

Describe 'Reading mailboxes through Graph' {
    BeforeAll {
        $lab = Connect-NeglectedLab
    }

    AfterAll {
        Stop-Lab $lab
    }

    AfterEach {
        Clear-LabGraphFault $lab
    }

    It 'counts in every mailbox exactly what the lab knows that the loop made' {
        $known = Get-LabCount | Where-Object { $_.Reappeared -or $_.DuplicatedInArchive } | ForEach-Object { '{0} {1} {2}' -f $_.Mailbox, $_.Reappeared, $_.DuplicatedInArchive } | Sort-Object
        $found = Get-Mailbox -ResultSize Unlimited | Find-ArchiveDuplicates -Summary | Where-Object Surplus | ForEach-Object { '{0} {1} {2}' -f $_.Mailbox, $_.Reappeared, $_.DuplicatedInArchive } | Sort-Object
        @($found).Count | Should -BeGreaterThan 15
        $found | Should -Be $known
    }

    It 'only reads' {
        Clear-LabGraphCall $lab
        $null = Find-ArchiveDuplicates anna.berg@contoso.example -VerifyBody
        @(Get-LabGraphCall $lab).Count | Should -BeGreaterThan 5
        Get-LabGraphCall $lab | Where-Object { 'GET', 'POST' -notcontains $_.method -or 'CreateImportSession', 'Import', 'CreateFolder' -contains $_.route } | Should -BeNullOrEmpty
    }

    It 'is surer when bodies are compared' {
        Find-ArchiveDuplicates hold.ahead@contoso.example | ForEach-Object { $_.Evidence } | Sort-Object -Unique | Should -Be 'Strong'
        Find-ArchiveDuplicates hold.ahead@contoso.example -VerifyBody | ForEach-Object { $_.Evidence } | Sort-Object -Unique | Should -Be 'Identical'
    }

    It 'gives the same groups from <File> of Export-ArchiveInventory' -ForEach @(
        @{ File = 'mail.csv' }
        @{ File = 'mail.csv.gz' }
        @{ File = 'mail.ndjson' }
        @{ File = 'mail.jsonl.gz' }
    ) {
        $path = Join-Path $TestDrive $File
        $written = 'anna.berg@contoso.example', 'hold.ahead@contoso.example' | Export-ArchiveInventory -Path $path
        $written | Should -BeOfType [IO.FileInfo]
        $written.FullName | Should -Be $path
        $live = Find-ArchiveDuplicates anna.berg@contoso.example, hold.ahead@contoso.example
        @($live).Count | Should -BeGreaterThan 20
        Get-GroupLine (Find-ArchiveDuplicates -InventoryPath $path) | Should -Be @(Get-GroupLine $live)
    }

    It 'writes CSV that Import-Csv reads' {
        $path = Join-Path $TestDrive 'rows.csv'
        $null = Export-ArchiveInventory opted.in@contoso.example $path
        $rows = Import-Csv -LiteralPath $path
        $count = Get-LabCount opted.in
        @($rows).Count | Should -Be ($count.ItemsInPrimary + $count.ItemsInArchive)
        @($rows | Where-Object Location -EQ 'Archive').Count | Should -Be $count.ItemsInArchive
    }

    It 'writes no inventory with -WhatIf, and replaces none with -NoClobber' {
        $path = Join-Path $TestDrive 'kept.csv'
        Export-ArchiveInventory anna.berg@contoso.example $path -WhatIf | Should -BeNullOrEmpty
        $path | Should -Not -Exist
        Set-Content -LiteralPath $path -Value 'keep me'
        $caught = Invoke-AndCatch { Export-ArchiveInventory anna.berg@contoso.example $path -NoClobber }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'InventoryNotWritable'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'WriteError'
        Get-Content -LiteralPath $path | Should -Be 'keep me'
    }

    It 'reports a mailbox that Graph does not know, and reads the others' {
        $caught = Invoke-AndCatch { 'nobody.here@contoso.example', 'anna.berg@contoso.example' | Find-ArchiveDuplicates -Summary }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'GraphMailboxNotFound'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        [string] $caught.Errors[0] | Should -Match 'user principal name'
        $caught.Output.Mailbox | Should -Be 'anna.berg@contoso.example'
    }

    It 'names the permission that is missing, and gives nothing' {
        Deny-LabGraph $lab 'MailboxItem.Read.All'
        $caught = Invoke-AndCatch { Find-ArchiveDuplicates anna.berg@contoso.example }
        $caught.ErrorIds | Should -Be 'GraphPermissionMissing'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        [string] $caught.Errors[0] | Should -Match 'MailboxItem\.Read\.All'
        $caught.Output | Should -HaveCount 0
    }

    It 'gives the same groups while <Kind> happens' -ForEach @(
        @{ Kind = 'Throttled429'; More = @{ retryAfter = '1' } }
        @{ Kind = 'Unavailable503'; More = @{} }
        @{ Kind = 'CutBody'; More = @{} }
        @{ Kind = 'Dropped'; More = @{} }
        @{ Kind = 'MalformedJson'; More = @{} }
        @{ Kind = 'ShortPage'; More = @{} }
    ) {
        $before = Get-GroupLine (Find-ArchiveDuplicates hold.ahead@contoso.example)
        @($before).Count | Should -BeGreaterThan 5
        Add-LabGraphFault $lab (@{ kind = $Kind; route = 'Items'; times = 2 } + $More)
        Get-GroupLine (Find-ArchiveDuplicates hold.ahead@contoso.example) | Should -Be $before
    }
}

Describe 'Remove-ArchiveDuplicates before it removes anything' {
    BeforeAll {
        $lab = Connect-NeglectedLab
        $syncing = Find-ArchiveDuplicates anna.berg@contoso.example
        $refused = Get-CarefulOption $lab
        $whileSyncing = Invoke-AndCatch { $syncing | Remove-ArchiveDuplicates @refused -MigrationEnded -MaximumPercent 100 }
        Complete-LabMigration
        Clear-LabGraphCall $lab
        $plan = Join-Path $lab.Folder 'anna.plan.jsonl'
        $groups = @(Find-ArchiveDuplicates anna.berg@contoso.example -GroupsPath $plan)
        $count = ($groups | ForEach-Object { $_.Surplus.Count } | Measure-Object -Sum).Sum
    }

    AfterAll {
        Stop-Lab $lab
    }

    AfterEach {
        Get-LabGraphCall $lab 'DELETE' | Should -BeNullOrEmpty
    }

    It 'is refused while the migration syncs, also when the caller vouches for its end' {
        $whileSyncing.Terminated | Should -BeFalse
        $whileSyncing.ErrorIds | Should -Be 'RemovalRefused'
        $whileSyncing.Errors[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $whileSyncing.Errors[0].TargetObject | Should -Be 'anna.berg@contoso.example'
        [string] $whileSyncing.Errors[0] | Should -Match 'still syncs'
        $whileSyncing.Output | ForEach-Object { "$($_.Status) $($_.ReasonId)" } | Select-Object -Unique | Should -Be 'Refused MailboxRefused'
    }

    It 'writes nothing with -WhatIf, neither to Graph nor to disk' {
        $careful = Get-CarefulOption $lab
        $caught = Invoke-AndCatch { $groups | Remove-ArchiveDuplicates @careful -MaximumPercent 100 -WhatIf }
        $caught.ErrorIds | Should -HaveCount 0
        $caught.Output | Should -HaveCount $count
        $caught.Output | ForEach-Object { $_ | Should -BeOfType 'ExchangeArchiveSafety.ArchiveDuplicateRemoval' }
        $caught.Output.Status | Sort-Object -Unique | Should -Be 'WhatIf'
        $careful.QuarantinePath | Should -Not -Exist
        $careful.JournalPath | Should -Not -Exist
    }

    It 'gives one summary a mailbox without -PassThru, planned and refused' {
        $careful = Get-CarefulOption $lab
        $null = $careful.Remove('PassThru')
        $planned = @($groups | Remove-ArchiveDuplicates @careful -MaximumPercent 100 -WhatIf)
        $planned | Should -HaveCount 1
        $planned[0] | Should -BeOfType 'ExchangeArchiveSafety.ArchiveDuplicateRemovalSummary'
        "$($planned.Status) $($planned.Planned) $($planned.Removed) $($planned.Stayed)" | Should -Be "WhatIf $count $count 0"
        $caught = Invoke-AndCatch { $groups | Remove-ArchiveDuplicates @careful }
        $caught.ErrorIds | Should -Be 'RemovalAboveCeiling'
        $caught.Output | Should -HaveCount 1
        "$($caught.Output.Status) $($caught.Output.Removed) $($caught.Output.Stayed)" | Should -Be "Refused 0 $count"
        (@(Get-RenderedLine ($planned | Out-String -Width 80))[0] -replace ' +', ' ') | Should -Be 'Mailbox Status Removed Size Stayed Failed'
    }

    It 'is refused above -<Ceiling>' -ForEach @(
        @{ Ceiling = 'MaximumCount'; With = @{ MaximumCount = 10; MaximumPercent = 100 } }
        @{ Ceiling = 'MaximumPercent'; With = @{} }
    ) {
        $careful = Get-CarefulOption $lab
        $caught = Invoke-AndCatch { Remove-ArchiveDuplicates @careful @With -GroupsPath $plan }
        $caught.Terminated | Should -BeFalse
        $caught.ErrorIds | Should -Be 'RemovalAboveCeiling'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        [string] $caught.Errors[0] | Should -Match "\b$count\b.*-$Ceiling"
        $caught.Output | Should -HaveCount $count
        $caught.Output | ForEach-Object { "$($_.Status) $($_.ReasonId)" } | Select-Object -Unique | Should -Be 'Refused MailboxRefused'
    }

    It 'is refused where nobody can judge the migration' {
        $careful = Get-CarefulOption $lab
        Disconnect-LabExchange
        try {
            $caught = Invoke-AndCatch { Remove-ArchiveDuplicates @careful -GroupsPath $plan -MaximumPercent 100 }
        }
        finally {
            Connect-Lab $lab
        }

        $caught.ErrorIds | Should -Be 'RemovalRefused'
        [string] $caught.Errors[0] | Should -Match '-MigrationEnded'
    }

    It 'refuses groups that were <Name>, all of them, and hints at -GroupsPath' -ForEach @(
        @{ Name = 'saved with Export-Clixml'; Make = { $groups | Export-Clixml -LiteralPath (Join-Path $TestDrive 'g.xml'); Import-Clixml -LiteralPath (Join-Path $TestDrive 'g.xml') } }
        @{ Name = 'converted to JSON'; Make = { $groups | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_ } } }
        @{ Name = 'mixed with something else'; Make = { $groups; 'anna.berg@contoso.example' } }
    ) {
        $careful = Get-CarefulOption $lab
        $given = @(& $Make)
        $caught = Invoke-AndCatch { $given | Remove-ArchiveDuplicates @careful -MaximumPercent 100 }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'RemovalGroupUnusable'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        [string] $caught.Errors[0] | Should -Match '-GroupsPath'
        $caught.Output | Should -HaveCount 0
    }

    It 'refuses <Name> with <ErrorId>' -ForEach @(
        @{ Name = 'a plan that is not there'; ErrorId = 'RemovalPlanNotReadable'; Category = 'OpenError'; Text = $null }
        @{ Name = 'a foreign file'; ErrorId = 'RemovalPlanForeign'; Category = 'InvalidData'; Text = { 'hello' } }
        @{ Name = 'a plan that is cut off'; ErrorId = 'RemovalPlanDamaged'; Category = 'InvalidData'; Text = { $lines = @(Get-Content -LiteralPath $plan); $lines[0..($lines.Count - 2)] } }
    ) {
        $careful = Get-CarefulOption $lab
        $path = Join-Path $TestDrive 'bad.plan.jsonl'
        if ($Text) {
            [IO.File]::WriteAllText($path, ((& $Text) -join "`n") + "`n")
        }

        $caught = Invoke-AndCatch { Remove-ArchiveDuplicates @careful -GroupsPath $path -MaximumPercent 100 }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be $ErrorId
        $caught.Errors[0].CategoryInfo.Category | Should -Be $Category
        [string] $caught.Errors[0] | Should -Match 'bad\.plan\.jsonl'
    }

    It 'wants groups or a plan, and not both' {
        $careful = Get-CarefulOption $lab
        (Invoke-AndCatch { Remove-ArchiveDuplicates @careful }).ErrorIds | Should -Be 'ParameterConflict'
        (Invoke-AndCatch { $groups | Remove-ArchiveDuplicates @careful -GroupsPath $plan }).ErrorIds | Should -Be 'ParameterConflict'
    }

    It 'reports a quarantine that cannot be written' {
        $careful = Get-CarefulOption $lab
        Set-Content -LiteralPath $careful.QuarantinePath -Value 'a file stands where the folder belongs'
        $caught = Invoke-AndCatch { Remove-ArchiveDuplicates @careful -GroupsPath $plan -MaximumPercent 100 }
        $caught.Terminated | Should -BeTrue
        $caught.ErrorIds | Should -Be 'QuarantineNotWritable'
    }

    It 'names the permission that removing lacks' {
        $careful = Get-CarefulOption $lab
        Deny-LabGraph $lab 'MailboxItem.Export.All'
        try {
            $caught = Invoke-AndCatch { $groups | Select-Object -First 1 | Remove-ArchiveDuplicates @careful }
        }
        finally {
            Clear-LabGraphFault $lab
        }

        $caught.ErrorIds | Should -Contain 'GraphPermissionMissing'
        ($caught.Errors | Where-Object { $_.FullyQualifiedErrorId -like 'GraphPermissionMissing*' })[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        ($caught.Errors -join ' ') | Should -Match 'MailboxItem\.Export\.All'
        $caught.Output | Where-Object Status -EQ 'Removed' | Should -BeNullOrEmpty
    }
}

Describe 'Removing, and bringing back' {
    BeforeAll {
        $lab = Connect-NeglectedLab
        Complete-LabMigration

        # One mailbox is cleaned for all tests here; tests that change something take another one each.
        $careful = Get-CarefulOption $lab
        $removed = @(Find-ArchiveDuplicates anna.berg@contoso.example | Remove-ArchiveDuplicates @careful -MaximumPercent 100 -WarningVariable warnings -ErrorVariable problems)
    }

    AfterAll {
        Stop-Lab $lab
    }

    AfterEach {
        Clear-LabGraphFault $lab
        (Get-LabCount -Total).Missing | Should -Be 0
    }

    It 'removes every copy, and keeps one of each message' {
        $problems | Should -HaveCount 0
        $removed | Should -HaveCount 120
        $removed.Status | Sort-Object -Unique | Should -Be 'Removed'
        $removed.ReasonId | Sort-Object -Unique | Should -Be 'None'
        $removed.Evidence | Sort-Object -Unique | Should -Be 'Identical'
        $count = Get-LabCount anna.berg
        $count.Reappeared + $count.DuplicatedInArchive | Should -Be 0
        $count.ItemsInPrimary + $count.ItemsInArchive | Should -Be 80
    }

    It 'finds nothing the second time' {
        Find-ArchiveDuplicates anna.berg@contoso.example | Should -BeNullOrEmpty
        (Find-ArchiveDuplicates anna.berg@contoso.example -Summary).Surplus | Should -Be 0
    }

    It 'says what holds mean for what was removed' {
        @($warnings).Count | Should -Be 1
        [string] $warnings[0] | Should -Match '^anna\.berg@contoso\.example: .*Recoverable Items'
    }

    It 'leaves each copy in quarantine' {
        $removed | ForEach-Object { $_.QuarantineFile | Should -Exist }
        @($removed.QuarantineFile | Sort-Object -Unique).Count | Should -Be $removed.Count
        @(Get-ChildItem -LiteralPath $careful.QuarantinePath -Filter '*.json').Count | Should -Be $removed.Count
    }

    It 'leaves a journal that says what was done' {
        $lines = Get-Content -LiteralPath $careful.JournalPath
        $lines | ForEach-Object { { $_ | ConvertFrom-Json -ErrorAction Stop } | Should -Not -Throw }
        ($lines -join '') | Should -Match ([regex]::Escape($removed[0].ItemId))
        (Get-ArchivePolicySuspension -JournalPath $careful.JournalPath) | Should -BeNullOrEmpty
    }

    It 'shows results as a table within 120 characters' {
        $lines = @(Get-RenderedLine ($removed | Out-String -Width 120))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $lines[0] -replace ' +', ' ' | Should -Be 'Mailbox Status Copy and reason'
        @($lines -match '^anna\.berg@contoso\.example +Removed ').Count | Should -Be $removed.Count
        (($lines -join ' ') -replace ' +', ' ') | Should -Match ' Removed [^(]+ \((Archive|Primary):/'
    }

    It 'shows what became of a copy in a console of 80 columns too' {
        $lines = @(Get-RenderedLine ($removed | Select-Object -First 5 | Out-String -Width 80))
        @($lines -match '^anna\.berg@contoso\.example +Removed ').Count | Should -Be 5
    }

    It 'gives results that can be filtered and restored after Export-Clixml and Import-Clixml' {
        $file = Join-Path $TestDrive 'removed.xml'
        $removed | Export-Clixml -LiteralPath $file
        $saved = @(Import-Clixml -LiteralPath $file | Where-Object Status -EQ 'Removed' | Where-Object ReasonId -EQ 'None' | Where-Object Location -EQ 'Archive')
        @($saved).Count | Should -Be 96
        $shown = $saved | Select-Object -First 1 | Restore-ArchiveDuplicates @careful -WhatIf
        $shown.ItemId | Should -Be $saved[0].ItemId
        $shown.Status | Should -Be 'WhatIf'
    }

    It 'says AlreadyRemoved or Skipped when the same plan is carried out again, and deletes nothing twice' {
        $own = Get-CarefulOption $lab
        $plan = Join-Path $TestDrive 'ahead.plan.jsonl'
        $null = Find-ArchiveDuplicates hold.ahead@contoso.example -GroupsPath $plan
        $first = @(Remove-ArchiveDuplicates @own -GroupsPath $plan -MaximumPercent 100)
        $first.Status | Sort-Object -Unique | Should -Be 'Removed'
        Clear-LabGraphCall $lab
        $second = @(Remove-ArchiveDuplicates @own -GroupsPath $plan -MaximumPercent 100)
        $second.Status | Sort-Object -Unique | Should -Be 'AlreadyRemoved'
        $second | Should -HaveCount $first.Count
        Get-LabGraphCall $lab 'DELETE' | Should -BeNullOrEmpty
    }

    It 'carries out a plan that was made in a job' {
        $own = Get-CarefulOption $lab
        $plan = Join-Path $TestDrive 'job.plan.jsonl'
        $job = Start-Job -ArgumentList $ModulePath, $lab.Uri, (Get-LabToken $lab), $plan -ScriptBlock {
            param($Module, $Uri, $Token, $Plan)
            Import-Module $Module
            $null = Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -AccessToken $Token
            Find-ArchiveDuplicates hold.ending@contoso.example -GroupsPath $Plan
        }
        try {
            $null = Wait-Job $job -Timeout 600
            $fromJob = @(Receive-Job $job -ErrorAction Stop)
        }
        finally {
            Remove-Job $job -Force
        }

        $caught = Invoke-AndCatch { $fromJob | Remove-ArchiveDuplicates @own -MaximumPercent 100 }
        $caught.ErrorIds | Should -Be 'RemovalGroupUnusable'
        [string] $caught.Errors[0] | Should -Match '-GroupsPath'
        $result = @(Remove-ArchiveDuplicates @own -GroupsPath $plan -MaximumPercent 100)
        $result.Status | Sort-Object -Unique | Should -Be 'Removed'
        $result | Should -HaveCount 97
        (Get-LabCount hold.ending).DuplicatedInArchive | Should -Be 0
    }

    It 'lets a plan of this process be carried out in a new one, unattended' {
        $own = Get-CarefulOption $lab
        $plan = Join-Path $TestDrive 'here.plan.jsonl'
        $null = Find-ArchiveDuplicates opted.in@contoso.example -GroupsPath $plan
        $clean = Invoke-CleanShell @"
`$ErrorActionPreference = 'Stop'
Import-Module '$ModulePath'
Import-Module '$LabModulePath'
Connect-LabExchange -Uri '$($lab.Uri)'
`$token = New-Object Security.SecureString
(Invoke-RestMethod -Uri '$($lab.Uri)/lab/graph/token' -UseBasicParsing).Trim().ToCharArray() | ForEach-Object { `$token.AppendChar(`$_) }
`$null = Connect-ArchiveSafetyGraph -GraphEndpoint '$($lab.Uri)' -AccessToken `$token
Remove-ArchiveDuplicates -GroupsPath '$plan' -QuarantinePath '$($own.QuarantinePath)' -JournalPath '$($own.JournalPath)' -Confirm:`$false -PassThru -WarningAction SilentlyContinue |
    Group-Object Status | ForEach-Object { '{0} {1}' -f `$_.Name, `$_.Count }
"@ $TestDrive
        $clean.Output | Should -Be 'Removed 16'
        $clean.ExitCode | Should -Be 0
        (Get-LabCount opted.in).Reappeared | Should -Be 0
    }

    It 'brings one back by id, and what the pipeline gives' {
        $own = Get-CarefulOption $lab
        $gone = @(Find-ArchiveDuplicates waiting.user@contoso.example | Select-Object -First 2 | Remove-ArchiveDuplicates @own)
        @($gone).Count | Should -BeGreaterThan 3
        $before = Get-LabCount waiting.user

        $one = Restore-ArchiveDuplicates @own -ItemId $gone[0].ItemId
        $one | Should -BeOfType 'ExchangeArchiveSafety.ArchiveDuplicateRestore'
        $one.Status | Should -Be 'Restored'
        $one.RestoredLocation | Should -Be $gone[0].Location
        $one.RestoredFolderPath | Should -Be $gone[0].FolderPath
        $one.NewItemId | Should -Not -BeNullOrEmpty
        $one.NewItemId | Should -Not -Be $one.ItemId

        $all = @($gone | Restore-ArchiveDuplicates @own)
        $all | Should -HaveCount $gone.Count
        ($all | Where-Object ItemId -EQ $gone[0].ItemId).Status | Should -Be 'AlreadyRestored'
        ($all | Where-Object ItemId -NE $gone[0].ItemId).Status | Sort-Object -Unique | Should -Be 'Restored'
        $after = Get-LabCount waiting.user
        ($after.ItemsInPrimary + $after.ItemsInArchive) - ($before.ItemsInPrimary + $before.ItemsInArchive) | Should -Be $gone.Count

        $lines = @(Get-RenderedLine ($all | Out-String -Width 120))
        $lines | Where-Object Length -GT 120 | Should -BeNullOrEmpty
        $lines[0] -replace ' +', ' ' | Should -Be 'Mailbox Status Copy and reason'
        @($lines -match '^waiting\.user@contoso\.example ').Count | Should -Be $gone.Count
    }

    It 'finds what was brought back, and removes it again' {
        $own = Get-CarefulOption $lab
        $group = Find-ArchiveDuplicates clara.dietz@contoso.example | Select-Object -First 1
        $gone = @($group | Remove-ArchiveDuplicates @own)
        $gone.Status | Sort-Object -Unique | Should -Be 'Removed'
        $null = $gone | Restore-ArchiveDuplicates @own
        $again = Find-ArchiveDuplicates clara.dietz@contoso.example | Where-Object InternetMessageId -EQ $group.InternetMessageId
        $again.Surplus.Count | Should -Be $group.Surplus.Count
        @($again | Remove-ArchiveDuplicates @own).Status | Sort-Object -Unique | Should -Be 'Removed'
    }

    It 'restores nothing with -WhatIf' {
        $before = Get-LabCount anna.berg
        Clear-LabGraphCall $lab
        ($removed[0] | Restore-ArchiveDuplicates @careful -WhatIf).Status | Should -Be 'WhatIf'
        Get-LabGraphCall $lab 'POST' | Should -BeNullOrEmpty
        [string] (Get-LabCount anna.berg) | Should -Be ([string] $before)
    }

    It 'restores nothing when nothing comes through the pipe' {
        $caught = Invoke-AndCatch { @() | Restore-ArchiveDuplicates @careful }
        $caught.Output | Should -HaveCount 0
        $caught.ErrorIds | Should -HaveCount 0
    }

    It 'reports an id that is not in quarantine' {
        $caught = Invoke-AndCatch { Restore-ArchiveDuplicates @careful -ItemId 'no-such-id' }
        $caught.ErrorIds | Should -Be 'QuarantineItemNotFound'
        $caught.Errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'removes everything, and nothing twice, while <Kind> happens' -ForEach @(
        @{ Kind = 'Throttled429'; Mailbox = 'hold.expired@contoso.example'; Fault = @{ retryAfter = '1' } }
        @{ Kind = 'AppliesThen504'; Mailbox = 'auto.full@contoso.example'; Fault = @{} }
        @{ Kind = 'AppliesThenDropped'; Mailbox = 'gmail.user@contoso.example'; Fault = @{} }
    ) {
        $own = Get-CarefulOption $lab
        Add-LabGraphFault $lab (@{ kind = $Kind; route = 'DeleteItem'; times = 2; skip = 1 } + $Fault)
        $before = Get-LabCount $Mailbox
        $result = @(Find-ArchiveDuplicates $Mailbox | Select-Object -First 3 | Remove-ArchiveDuplicates @own -MaximumPercent 100)
        $after = Get-LabCount $Mailbox
        $result.Count | Should -BeGreaterThan 2
        $result.Status | Sort-Object -Unique | Should -Be 'Removed'
        ($before.ItemsInPrimary + $before.ItemsInArchive) - ($after.ItemsInPrimary + $after.ItemsInArchive) | Should -Be $result.Count
    }

    It 'removes nothing that could not be exported' {
        $own = Get-CarefulOption $lab
        $before = Get-LabCount stale.dates
        Add-LabGraphFault $lab @{ kind = 'ExportOmits'; route = 'ExportItems' }
        $result = @(Find-ArchiveDuplicates stale.dates@contoso.example | Select-Object -First 1 | Remove-ArchiveDuplicates @own)
        $stays = @($result | Where-Object Status -NE 'Removed')
        $stays.Count | Should -BeGreaterThan 0
        $stays.ReasonId | Sort-Object -Unique | Should -Be 'NotExported'
        $stays | ForEach-Object { $_.QuarantineFile | Should -BeNullOrEmpty }
        $after = Get-LabCount stale.dates
        ($before.ItemsInPrimary + $before.ItemsInArchive) - ($after.ItemsInPrimary + $after.ItemsInArchive) | Should -Be ($result.Count - $stays.Count)
    }

    It 'skips what changed or went since the search, and says why' {
        $own = Get-CarefulOption $lab
        Add-LabGraphFault $lab @{ kind = 'ItemVanishes'; route = 'Item'; times = 1 }
        $result = @(Find-ArchiveDuplicates elc.locked@contoso.example | Select-Object -First 3 | Remove-ArchiveDuplicates @own -ErrorAction SilentlyContinue)
        $skipped = @($result | Where-Object Status -NE 'Removed')
        $skipped.Count | Should -BeGreaterThan 0
        $skipped | ForEach-Object { $_.Status | Should -Be 'Skipped' }
        $skipped.ReasonId | ForEach-Object { 'Gone', 'KeptGone' | Should -Contain $_ }
        $skipped | ForEach-Object { $_.Reason | Should -Match '\.$' }
        (($skipped | Out-String -Width 120) -replace '\s+', ' ') | Should -Match 'Skipped .* (Gone|KeptGone): '
    }

    It 'cleans a mailbox by the example with a second pair of eyes, and removes only what somebody else approved' {
        $script = Join-Path (Split-Path -Parent $ModulePath) 'examples/CleanMailbox.ps1'
        $folder = Join-Path $lab.Folder 'clean'
        $PSDefaultParameterValues['*:JournalPath'] = (New-Item -ItemType File -Path (Join-Path $lab.Folder 'clean.journal.jsonl')).FullName
        try {
            $before = Get-LabCount clara.dietz
            (& $script Plan $folder -Mailbox clara.dietz@contoso.example -By anna -MaximumPercent 100).Mailbox | Should -Be 'clara.dietz@contoso.example'
            @(Import-Csv -LiteralPath (Join-Path $folder 'copies.csv')).Count | Should -BeGreaterThan 10

            { & $script Remove $folder -Really } | Should -Throw '*Nobody has approved*'
            { & $script Remove $folder -MaximumPercent 100 } | Should -Throw '*part of the plan*'
            { & $script Approve $folder -By anna } | Should -Throw '*somebody else*'
            & $script Approve $folder -By ben | Should -Match '^ben approves the removal of \d+ copies'
            $null = & $script Remove $folder
            (Get-LabCount clara.dietz).ItemsInArchive | Should -Be $before.ItemsInArchive
            Add-Content -LiteralPath (Join-Path $folder 'groups.jsonl') -Value ''
            { & $script Remove $folder -Really } | Should -Throw '*is not the file*'

            $text = [IO.File]::ReadAllText((Join-Path $folder 'groups.jsonl')).TrimEnd()
            [IO.File]::WriteAllText((Join-Path $folder 'groups.jsonl'), $text + "`n")
            $result = & $script Remove $folder -Really -WarningAction SilentlyContinue
            $result.Removed | Should -BeGreaterThan 10
            $count = Get-LabCount clara.dietz
            $count.Reappeared + $count.DuplicatedInArchive | Should -Be 0
        }
        finally {
            $PSDefaultParameterValues.Remove('*:JournalPath')
        }
    }
}
