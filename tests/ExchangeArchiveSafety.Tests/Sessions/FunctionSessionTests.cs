namespace ExchangeArchiveSafety.Tests.Sessions;

/// <summary>The main job on a tenant of plain PowerShell functions.</summary>
public class FunctionSessionTests
{
    [Fact]
    public void The_verdicts_are_those_of_the_rules()
    {
        using var engine = MockTenant.Start();

        var verdicts = engine.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts;

        Assert.Equal(MockTenant.States, verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State));
        Assert.True(verdicts.Single(verdict => verdict.Alias == "ada").LoopObserved);
        Assert.All(MockTenant.Calls(engine).Where(call => call.StartsWith("Get-Mailbox ", StringComparison.Ordinal) || call.StartsWith("Get-Migration", StringComparison.Ordinal)), call => Assert.Contains("-ResultSize Unlimited", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RetentionHold")]
    [InlineData("ElcProcessing")]
    public void Suspending_and_resuming_leaves_every_setting_as_it_was(string method)
    {
        using var engine = MockTenant.Start();
        var before = MockTenant.Settings(engine);

        var suspended = engine.Try($"Test-ArchiveMigrationConflict -IncludeSafe | Suspend-ConflictingArchivePolicy -Method {method}").Clean().Suspensions;
        Assert.Equal(
            MockTenant.States.Select(pair => pair.Key + ": " + (pair.Value is "Conflicting" or "Imminent" or "Indeterminate" ? "Suspended" : "Skipped")).Order(StringComparer.Ordinal),
            suspended.Select(result => result.Alias + ": " + result.Status).Order(StringComparer.Ordinal));
        Assert.Equal(["ada", "cy", "fay", "gus"], engine.Try("Get-ArchivePolicySuspension").Clean().Suspensions.Select(one => one.Alias).Order());
        Assert.DoesNotContain(engine.Try("Test-ArchiveMigrationConflict").Clean().Verdicts, verdict => verdict.State is "Conflicting" or "Imminent");

        var refused = engine.Try("Resume-ConflictingArchivePolicy");
        Assert.Equal(["Refused", "Refused", "Refused", "Refused"], refused.Suspensions.Select(result => result.Status));
        Assert.Equal(["ResumeRefused"], engine.Try("Resume-ConflictingArchivePolicy ada").ErrorIds);

        engine.Run("$global:Mock.Batches = @(); $global:Mock.Users = @()");
        var resumed = engine.Try("Resume-ConflictingArchivePolicy").Clean().Suspensions;
        Assert.Equal(["Resumed", "Resumed", "Resumed", "Resumed"], resumed.Select(result => result.Status));
        Assert.Equal(before, MockTenant.Settings(engine));
        Assert.Empty(engine.Try("Get-ArchivePolicySuspension").Clean().Output);
    }

    [Fact]
    public void The_migration_of_one_mailbox_is_stopped()
    {
        using var engine = MockTenant.Start();

        var result = Assert.Single(engine.Try("Suspend-ConflictingArchivePolicy ada -Method StopMigration").Clean().Suspensions);

        Assert.Equal("Suspended", result.Status);
        Assert.Equal("Dormant", engine.Try("Test-ArchiveMigrationConflict ada").Clean().Verdicts[0].State);
    }

    [Fact]
    public void Functions_of_a_module_behind_a_prefix_work_as_well()
    {
        using var engine = MockTenant.Start(script: "param() " + MockTenant.Script);
        engine.Run(
            "$names = 'Get-MigrationUser','Get-MigrationBatch','Get-Mailbox','Get-MailboxStatistics','Get-RetentionPolicy','Get-RetentionPolicyTag','Get-OrganizationConfig','Export-MailboxDiagnosticLogs','Set-Mailbox','Stop-MigrationUser'; "
            + "$bodies = @{}; foreach ($name in $names) { $bodies[$name] = (Get-Command $name).ScriptBlock }; "
            + "$module = New-Module -Name tmpEXO_mock -ArgumentList $bodies { param($bodies) foreach ($name in $bodies.Keys) { $verb, $noun = $name -split '-'; $ExecutionContext.InvokeProvider.Item.Set(\"function:script:$verb-Org$noun\", $bodies[$name]) } }; "
            + "Import-Module $module -Global -DisableNameChecking; foreach ($name in $names) { $ExecutionContext.InvokeProvider.Item.Remove(\"function:\\$name\", $false) }");
        Assert.Empty(engine.Run("Get-Command Get-Mailbox -ErrorAction Ignore"));
        var before = MockTenant.Settings(engine);

        var suspended = engine.Try("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy").Clean().Suspensions;
        Assert.Equal(4, suspended.Count(result => result.Status == "Suspended"));
        engine.Try("Resume-ConflictingArchivePolicy -Force").Clean();

        Assert.Equal(before, MockTenant.Settings(engine));
    }

    [Fact]
    public void Functions_that_live_only_in_the_scope_of_the_caller_are_found()
    {
        using var engine = MockTenant.Start();
        var local = MockTenant.Script.Replace("function global:", "function ", StringComparison.Ordinal);
        engine.Run("foreach ($name in 'Get-MigrationUser','Get-MigrationBatch','Get-Mailbox','Get-RetentionPolicy','Get-RetentionPolicyTag','Get-OrganizationConfig','Export-MailboxDiagnosticLogs','Set-Mailbox','Get-MailboxStatistics') { $ExecutionContext.InvokeProvider.Item.Remove(\"function:\\$name\", $false) }");

        var verdicts = engine.Try("& {\n" + local + "\nTest-ArchiveMigrationConflict -IncludeSafe }").Clean().Verdicts;

        Assert.Equal(MockTenant.States, verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State));
    }

    [Theory]
    [InlineData("Deserialized", "function global:ConvertTo-Shape { param($Item) [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Item, 4)) }")]
    [InlineData("Flags as text", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Value -is [bool]) { $property.Value = [string]$property.Value } }; $Item }")]
    [InlineData("Guids as text", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Value -is [guid]) { $property.Value = $property.Value.ToString() } }; $Item }")]
    [InlineData("Dates as text", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Value -is [datetime]) { $property.Value = $property.Value.ToString('o') } }; $Item }")]
    [InlineData("Dates with an offset", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Value -is [datetime]) { $property.Value = [DateTimeOffset]::new($property.Value).ToOffset([timespan]::FromHours(-7)) } }; $Item }")]
    [InlineData("Enums", "enum MockStatus { Synced; IncrementalSyncing; Completed; Stopped; Active; None; All; Personal; IMAP; ExchangeRemoteMove; MoveToArchive; DeleteAndAllowRecovery }; function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Name -in 'Status','ArchiveStatus','MigrationType','Type','RetentionAction') { $property.Value = [MockStatus]$property.Value } }; $Item }")]
    [InlineData("Enums, deserialized", "enum MockStatus { Synced; IncrementalSyncing; Completed; Stopped; Active; None; All; Personal; IMAP; ExchangeRemoteMove; MoveToArchive; DeleteAndAllowRecovery }; function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Name -in 'Status','ArchiveStatus','MigrationType','Type','RetentionAction') { $property.Value = [MockStatus]$property.Value } }; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Item, 4)) }")]
    [InlineData("Objects with Value", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Name -in 'Status','MigrationType','Type','RetentionAction','BatchId') { $property.Value = [pscustomobject]@{ Value = $property.Value } } }; $Item }")]
    [InlineData("Sizes as objects", "function global:ConvertTo-Shape { param($Item) foreach ($property in @($Item.PSObject.Properties)) { if ($property.Name -match 'Size$|Quota$') { $property.Value = [pscustomobject]@{ IsUnlimited = $false; Value = $property.Value } } }; $Item }")]
    [InlineData("Type names of Exchange", "function global:ConvertTo-Shape { param($Item) $Item.PSObject.TypeNames.Insert(0, 'Deserialized.Microsoft.Exchange.Data.Directory.Management.Mailbox'); $Item }")]
    [InlineData("Hashtables turned to objects with methods", "function global:ConvertTo-Shape { param($Item) $Item | ForEach-Object { $_.PSObject.Methods.Add([psscriptmethod]::new('ToString', { 'mock' })); $_ } }")]
    public void Values_in_another_shape_give_the_same_verdicts_and_the_same_settings_afterwards(string shape, string converter)
    {
        using var engine = MockTenant.Start();
        var before = MockTenant.Settings(engine);
        engine.Run(converter);
        engine.Run(
            "foreach ($name in 'Get-MigrationUser','Get-MigrationBatch','Get-Mailbox','Get-MailboxStatistics','Get-RetentionPolicy','Get-RetentionPolicyTag','Get-OrganizationConfig') { "
            + "$inner = (Get-Command $name).ScriptBlock; $parameters = (Get-Command $name).ScriptBlock.Ast.Body.ParamBlock; "
            + "$ExecutionContext.InvokeProvider.Item.Set(\"function:global:$name\", [scriptblock]::Create(\"$parameters `n & `$global:Mock.Inner['$name'] @PSBoundParameters | ForEach-Object { ConvertTo-Shape `$_ }\")); "
            + "if (-not $global:Mock.Inner) { $global:Mock.Inner = @{} }; $global:Mock.Inner[$name] = $inner }");

        var verdicts = engine.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts;
        Assert.Equal(MockTenant.States, verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State));
        var suspended = engine.Try("Suspend-ConflictingArchivePolicy ada, cy, gus").Clean().Suspensions;
        Assert.True(suspended.All(result => result.Status == "Suspended"), shape + ": " + string.Join(" ", suspended.Select(result => result.Reason)));
        Assert.All(engine.Try("Resume-ConflictingArchivePolicy -Force").Clean().Suspensions, result => Assert.Equal("Resumed", result.Status));

        Assert.Equal(before, MockTenant.Settings(engine));
    }

    [Theory]
    [InlineData("throw 'boom'", "ExchangeCallFailed")]
    [InlineData("exit", "ExchangeCallFailed")]
    [InlineData("exit 1", "ExchangeCallFailed")]
    [InlineData("return", "MailboxNotFound")]
    [InlineData("$null", "MailboxNotFound")]
    [InlineData("break", "ExchangeCallFailed")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = New-MockId 1; PrimarySmtpAddress = 'ada@fabrikam.example' }; [pscustomobject]@{ ExchangeGuid = New-MockId 2; PrimarySmtpAddress = 'bob@fabrikam.example' }", "MailboxAmbiguous")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = New-MockId 2; PrimarySmtpAddress = 'bob@fabrikam.example' }", "MailboxMismatch")]
    [InlineData("[pscustomobject]@{ PrimarySmtpAddress = 'ada@fabrikam.example' }", "MailboxMismatch")]
    [InlineData("'ada@fabrikam.example'", "MailboxMismatch")]
    [InlineData("5", "MailboxMismatch")]
    [InlineData("@{ ExchangeGuid = New-MockId 1; PrimarySmtpAddress = 'ada@fabrikam.example' }", "MailboxMismatch")]
    [InlineData(", @()", "MailboxMismatch")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = 'not a guid'; PrimarySmtpAddress = 'ada@fabrikam.example' }", "MailboxMismatch")]
    public void A_Get_Mailbox_that_answers_otherwise_is_an_error_of_that_mailbox_and_nothing_is_set(string body, string id)
    {
        using var engine = MockTenant.Start();
        engine.Run("function global:Get-Mailbox { param($Identity, $ResultSize) " + body + " }");

        foreach (var command in (string[])["Test-ArchiveMigrationConflict ada@fabrikam.example", "Suspend-ConflictingArchivePolicy ada@fabrikam.example -Force"])
        {
            var outcome = engine.Try(command + "; 'went on'");

            Assert.Null(outcome.Terminating);
            Assert.Equal([id], outcome.ErrorIds);
            Assert.Equal("ada@fabrikam.example", outcome.Errors[0].TargetObject?.ToString());
            Assert.Equal("went on", Assert.Single(outcome.Output).ToString());
        }

        Assert.DoesNotContain(MockTenant.Calls(engine), call => call.StartsWith("Set-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('transient'), 'x', 0, $null))", "ExchangeCallFailed")]
    [InlineData("$PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new(\"Ex1|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|nicht gefunden\"), 'x', 0, $null))", "MailboxNotFound")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = New-MockId 1; PrimarySmtpAddress = 'ada@fabrikam.example' }; $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('half'), 'x', 0, $null))", "ExchangeCallFailed")]
    [InlineData("$PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('end'), 'x', 0, $null))", "ExchangeCallFailed")]
    public void An_advanced_function_that_writes_an_error_has_not_answered(string body, string id)
    {
        using var engine = MockTenant.Start();
        engine.Run("function global:Get-Mailbox { [CmdletBinding()] param($Identity, $ResultSize) " + body + " }");

        var outcome = engine.Try("Test-ArchiveMigrationConflict ada@fabrikam.example; 'went on'");

        Assert.Null(outcome.Terminating);
        Assert.Equal([id], outcome.ErrorIds);
        Assert.Equal("went on", Assert.Single(outcome.Output).ToString());
    }

    [Theory]
    [InlineData("Get-MigrationUser", "throw 'boom'")]
    [InlineData("Get-MigrationUser", "exit")]
    [InlineData("Get-MigrationUser", "break")]
    [InlineData("Get-MigrationUser", "return")]
    [InlineData("Get-MigrationUser", "'a text'")]
    [InlineData("Get-MigrationUser", "[pscustomobject]@{ Something = 'else' }")]
    [InlineData("Get-MigrationUser", ", @([pscustomobject]@{ Identity = 'ada@fabrikam.example'; Status = 'Synced' })")]
    public void Where_nobody_can_say_who_migrates_there_is_no_reassuring_answer(string command, string body)
    {
        using var engine = MockTenant.Start();
        engine.Run($"function global:{command} {{ param($Identity, $ResultSize) {body} }}");

        foreach (var script in (string[])["Test-ArchiveMigrationConflict", "Test-ArchiveMigrationConflict ada", "Test-ArchiveMigrationConflict -Quiet", "Suspend-ConflictingArchivePolicy ada", "Resume-ConflictingArchivePolicy", "Export-ArchiveSafetySnapshot ($Journal + '.x')"])
        {
            var outcome = engine.Try(script);

            _ = outcome.Ended("MigrationUnreadable", ErrorCategory.ReadError);
            Assert.Empty(outcome.Output);
        }

        Assert.DoesNotContain(MockTenant.Calls(engine), call => call.StartsWith("Set-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_running_batch_that_does_not_count_its_users_and_shows_none_is_no_reassurance()
    {
        using var engine = MockTenant.Start();
        engine.Run("function global:Get-MigrationUser { param($Identity, $ResultSize) } function global:Get-MigrationBatch { param($Identity, $ResultSize) [pscustomobject]@{ Identity = 'IMAP one'; Status = 'Synced'; MigrationType = 'IMAP' } }");

        _ = engine.Try("Test-ArchiveMigrationConflict").Ended("MigrationUnreadable", ErrorCategory.ReadError);
    }

    [Theory]
    [InlineData("Get-MigrationUser")]
    [InlineData("Get-RetentionPolicy")]
    [InlineData("Get-RetentionPolicyTag")]
    [InlineData("Get-OrganizationConfig")]
    [InlineData("Get-MailboxStatistics")]
    [InlineData("Export-MailboxDiagnosticLogs")]
    [InlineData("Get-MigrationBatch")]
    [InlineData("Get-Mailbox")]
    public void A_command_that_is_not_there_is_named_and_nobody_is_called_safe_because_of_it(string command)
    {
        using var engine = MockTenant.Start();
        engine.Run("param($command) $ExecutionContext.InvokeProvider.Item.Remove(\"function:\\$command\", $false)", command);

        var outcome = engine.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        var said = outcome.Terminating is { } ended ? [ended] : outcome.Errors;
        Assert.Contains(said, error => error.ToString().Contains(command, StringComparison.Ordinal) && error.ToString().Contains("Organization Management", StringComparison.Ordinal));
        Assert.All(outcome.Verdicts.Where(verdict => verdict.State is "Safe" or "Mitigated"), verdict => Assert.Equal(MockTenant.States[verdict.Alias], verdict.State));
        if (command == "Get-MigrationUser")
        {
            _ = outcome.Ended("MigrationUnreadable", ErrorCategory.ReadError);
        }
    }

    [Theory]
    [InlineData("Get-MailboxStatistics", "throw 'busy'")]
    [InlineData("Get-MailboxStatistics", "'a text'")]
    [InlineData("Get-MailboxStatistics", "[pscustomobject]@{ TotalItemSize = 'rather large' }")]
    [InlineData("Get-MailboxStatistics", "exit")]
    public void A_size_that_cannot_be_read_leaves_the_verdict_open(string command, string body)
    {
        using var engine = MockTenant.Start();
        engine.Run($"function global:{command} {{ param($Identity) {body} }}");

        Assert.Equal("Indeterminate", Assert.Single(engine.Try("Test-ArchiveMigrationConflict gus").Verdicts).State);
    }

    [Theory]
    [InlineData("throw 'no'", "Failed")]
    [InlineData("exit", "Failed")]
    [InlineData("return", "Unverified")]
    [InlineData("break", "Failed")]
    public void A_writer_that_does_nothing_is_not_believed(string body, string status)
    {
        using var engine = MockTenant.Start();
        engine.Run("function global:Set-Mailbox { param($Identity, $RetentionHoldEnabled, $StartDateForRetentionHold, $EndDateForRetentionHold, $AutoArchivingEnabled) " + body + " }");

        var outcome = engine.Try("Suspend-ConflictingArchivePolicy ada, gus");

        Assert.Equal([status, status], outcome.Suspensions.Select(result => result.Status));
        Assert.Equal(2, outcome.Errors.Count);
    }

    [Fact]
    public void Functions_that_talk_change_nothing()
    {
        using var engine = MockTenant.Start(withHost: true);
        engine.Run("$inner = (Get-Command Get-Mailbox).ScriptBlock; $global:Mock.Inner = $inner; "
            + "function global:Get-Mailbox { [CmdletBinding()] param($Identity, $ResultSize) $PSCmdlet.WriteWarning('Micro delay applied.'); $PSCmdlet.WriteVerbose('talk'); $Host.UI.WriteLine('talk'); & $global:Mock.Inner @PSBoundParameters }");

        var outcome = engine.Try("Test-ArchiveMigrationConflict ada").Clean();

        Assert.Equal("Conflicting", Assert.Single(outcome.Verdicts).State);
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("$global:ErrorActionPreference = 'SilentlyContinue'")]
    [InlineData("$global:ErrorActionPreference = 'Ignore'")]
    [InlineData("$global:ErrorActionPreference = 'Stop'")]
    [InlineData("$global:ProgressPreference = 'SilentlyContinue'; $global:WarningPreference = 'Stop'; $global:VerbosePreference = 'Continue'; $global:InformationPreference = 'Continue'")]
    [InlineData("$global:PSDefaultParameterValues['*:ErrorAction'] = 'SilentlyContinue'")]
    [InlineData("$global:PSDefaultParameterValues['*:ResultSize'] = 1")]
    [InlineData("$global:PSDefaultParameterValues['Get-Mailbox:Identity'] = 'bob'")]
    [InlineData("$global:OFS = '-'; $global:PSModuleAutoLoadingPreference = 'None'")]
    public void Preferences_of_the_session_change_no_verdict(string preference)
    {
        using var engine = MockTenant.Start();
        engine.Run(preference);

        var states = engine.Try("Test-ArchiveMigrationConflict ada, bob, gus").Verdicts.Select(verdict => verdict.Alias + ": " + verdict.State);
        Assert.Equal(["ada: Conflicting", "bob: Safe", "gus: Conflicting"], states);
    }

    [Fact]
    public void An_alias_with_the_name_of_a_command_does_not_take_its_place()
    {
        using var engine = MockTenant.Start();
        engine.Run("function global:Get-Nobody { param($Identity, $ResultSize) [pscustomobject]@{ ExchangeGuid = New-MockId 1; PrimarySmtpAddress = 'ada@fabrikam.example'; ArchiveGuid = [guid]::Empty; ArchiveStatus = 'None' } }; "
            + "$ExecutionContext.InvokeProvider.Item.Set('alias:Get-Mailbox', 'Get-Nobody')");

        Assert.Equal("Conflicting", Assert.Single(engine.Try("Test-ArchiveMigrationConflict ada@fabrikam.example").Clean().Verdicts).State);
    }
}
