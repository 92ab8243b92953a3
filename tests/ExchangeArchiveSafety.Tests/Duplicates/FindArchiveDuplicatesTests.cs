using System.Collections;
using System.Management.Automation.Runspaces;

namespace ExchangeArchiveSafety.Duplicates;

public sealed class FindArchiveDuplicatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("find").FullName;
    private readonly PowerShell _shell;

    public FindArchiveDuplicatesTests()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([StagedModule.Manifest]);
        _shell = PowerShell.Create(state);
    }

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_group_tells_what_is_kept_what_is_surplus_and_why()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Row("x", "Primary", "1", folder: "Other"));
        var group = Assert.Single(Find("-InventoryPath", "i.csv"));

        Assert.Equal("adele@contoso.example", group.Properties["Mailbox"].Value);
        Assert.Equal("<1@contoso.example>", group.Properties["InternetMessageId"].Value);
        Assert.Equal("Budget", group.Properties["Subject"].Value);
        Assert.Equal("Strong", group.Properties["Evidence"].Value.ToString());
        Assert.Equal("a1", Property(group.Properties["Kept"].Value, "ItemId"));
        var surplus = Assert.Single((IEnumerable)group.Properties["Surplus"].Value);
        Assert.Equal("p1", Property(surplus!, "ItemId"));
        Assert.Equal("Reappeared", Property(surplus!, "Kind").ToString());
        Assert.NotEqual("", Property(surplus!, "Reason"));
        var setAside = Assert.Single((IEnumerable)group.Properties["SetAside"].Value);
        Assert.Equal("OtherFolder", Property(setAside!, "SetAside").ToString());
        Assert.Empty(_shell.Streams.Error);
        Assert.Empty(_shell.Streams.Warning);
    }

    [Fact]
    public void The_alias_the_position_and_wildcards_in_paths_work()
    {
        Write("one.csv", InventoryText.Pair("1"));
        Write("two.csv", InventoryText.Pair("2"));
        Assert.Equal(2, Run("Find-ArchiveDuplicate -InventoryPath '{0}/*.csv'").Count);
    }

    [Fact]
    public void Every_choice_is_passed_on()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Pair("2", folder: "Sent Items") + InventoryText.Row("q", "Primary", "3") + InventoryText.Row("r", "Primary", "3"));
        Assert.Equal(["p1", "p2"], Surplus(""));
        Assert.Equal(["p1"], Surplus("-IncludeFolder Inbox"));
        Assert.Equal(["p1"], Surplus("-ExcludeFolder SentItems"));
        Assert.Empty(Surplus("-CreatedAfter 2026-01-03"));
        Assert.Equal(["p1", "p2"], Surplus("-CreatedAfter 2026-01-01"));
        Assert.Empty(Surplus("-ItemClass IPM.Appointment*"));
        Assert.Equal(["a1", "a2"], Surplus("-Keep PrimaryNewest"));
        Assert.Equal(["a1", "a2"], Surplus("-Keep PrimaryOldest"));
        Assert.Equal(["p1", "p2"], Surplus("-Keep ArchiveNewest"));
        Assert.Equal(["p1", "p2"], Surplus("-Keep FolderPriority -FolderPriority Inbox,'Sent*'"));
        Assert.Empty(Surplus("-MinimumEvidence Identical"));
        Assert.Equal(["p1", "p2", "r"], Surplus("-MinimumEvidence Weak -IncludePrimary -AnyFolder -SizeTolerance 0"));
        Assert.Empty(Surplus("-Mailbox nobody*"));
    }

    [Fact]
    public void Mailboxes_come_through_the_pipe_by_value_and_by_name()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Pair("2", mailbox: "alex@contoso.example"));
        Assert.Equal(["p2"], Surplus("", "'ALEX@contoso.example' |"));
        Assert.Equal(["p1", "p2"], Surplus("", "'alex@contoso.example','adele*' |"));
        Assert.Equal(["p2"], Surplus("", "[pscustomobject]@{{ PrimarySmtpAddress = 'alex@contoso.example'; Identity2 = 1 }} |"));
        Assert.Empty(Surplus("", "@() |"));
    }

    [Theory]
    [InlineData("Identity = 'alex'; UserPrincipalName = 'alex@contoso.onmicrosoft.example'; PrimarySmtpAddress = 'alex@contoso.example'")]
    [InlineData("Identity = 'alex'; UserPrincipalName = 'alex@contoso.example'")]
    [InlineData("Identity = 'alex'; EmailAddress = 'alex@contoso.example'")]
    [InlineData("Identity = 'alex@contoso.example'")]
    public void A_mailbox_object_is_taken_by_its_address_and_not_by_its_short_name(string properties)
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Pair("2", mailbox: "alex@contoso.example"));
        Assert.Equal(["p2"], Surplus("", $"[pscustomobject]@{{{{ {properties} }}}} |"));
        Assert.Empty(_shell.Streams.Error);
    }

    [Theory]
    [InlineData("{0}/missing.csv")]
    [InlineData("{0}/missing*.csv")]
    [InlineData("{0}/missing/i.csv")]
    [InlineData("nodrive:/i.csv")]
    public void An_inventory_that_is_not_there_is_refused_by_name_before_any_work(string path)
    {
        Write("i.csv", InventoryText.Pair("1"));
        var error = (ErrorRecord)Assert.Single(Run("try {{ Find-ArchiveDuplicates -InventoryPath '{0}/i.csv','" + path + "'; 'went on' }} catch {{ $_ }}")).BaseObject;

        Assert.StartsWith("InventoryNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains(path.Split('/')[^1], error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mailbox_that_is_not_there_is_an_error_and_the_others_go_on()
    {
        Write("i.csv", InventoryText.Pair("1"));
        Assert.Equal(["p1"], Surplus("-Mailbox nobody@contoso.example,adele@contoso.example"));
        var error = Assert.Single(_shell.Streams.Error);
        Assert.StartsWith("MailboxNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nobody@contoso.example", error.TargetObject);
    }

    [Fact]
    public void A_summary_counts_every_mailbox()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Row("x", "Primary", "9", mailbox: "alex@contoso.example"));
        var summaries = Run("Find-ArchiveDuplicates -InventoryPath '{0}/i.csv' -Summary");

        Assert.Equal(["adele@contoso.example", "alex@contoso.example"], summaries.Select(summary => (string)summary.Properties["Mailbox"].Value));
        Assert.Equal([1L, 0L], summaries.Select(summary => (long)summary.Properties["Reappeared"].Value));
        Assert.Equal([2000L, 0L], summaries.Select(summary => (long)summary.Properties["SurplusBytes"].Value));
        Assert.Equal([1L, 0L], summaries.Select(summary => (long)summary.Properties["Strong"].Value));
    }

    [Fact]
    public void Items_export_flat_and_groups_export_readable()
    {
        Write("i.csv", InventoryText.Pair("1"));
        var group = Assert.Single(Find("-InventoryPath", "i.csv"));
        Assert.Equal("Primary:Inbox [p1]", group.Properties["Surplus"].Value.ToString());
        Assert.Equal("Archive:Inbox [a1]", group.Properties["Kept"].Value.ToString());
    }

    [Theory]
    [InlineData("Mailbox,Location\nx,y\n", "MissingColumn")]
    [InlineData(InventoryText.Header + "a,Primary,f,i,c,m,s,s,never,,,,1,True\n", "BadRow")]
    public void A_bad_inventory_is_refused_by_name(string text, string errorId)
    {
        File.WriteAllText(Path.Combine(_folder, "bad.csv"), text);
        var error = (ErrorRecord)Assert.Single(Run("try {{ Find-ArchiveDuplicates -InventoryPath '{0}/bad.csv'; 'went on' }} catch {{ $_ }}")).BaseObject;

        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Contains("bad.csv", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipped_rows_are_warned_of_one_by_one_and_counted()
    {
        Write("i.csv", "a,Primary,f,i,c,m,s,s,never,,,,1,True\nshort\n" + InventoryText.Pair("1"));
        Assert.Single(Run("Find-ArchiveDuplicates -InventoryPath '{0}/i.csv' -OnBadRow Skip"));

        Assert.Equal(3, _shell.Streams.Warning.Count);
        Assert.Contains("line 2, column SentUtc: 'never'", _shell.Streams.Warning[0].Message, StringComparison.Ordinal);
        Assert.Contains("line 3", _shell.Streams.Warning[1].Message, StringComparison.Ordinal);
        Assert.StartsWith("Rows left out: 2; rows read: 2.", _shell.Streams.Warning[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_inventory_gives_no_groups_and_a_warning()
    {
        Write("i.csv", "");
        Assert.Empty(Run("Find-ArchiveDuplicates -InventoryPath '{0}/i.csv'"));
        Assert.Contains("i.csv", Assert.Single(_shell.Streams.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_id_twice_in_a_mailbox_refuses_it_by_name_and_no_other()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Row("a1", "Primary", "7") + InventoryText.Pair("2", mailbox: "alex@contoso.example"));
        Assert.Equal(["p2"], Surplus(""));

        var error = Assert.Single(_shell.Streams.Error);
        Assert.StartsWith("RepeatedItemId,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("adele@contoso.example", error.TargetObject);
        Assert.Contains("'a1'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("line 4", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conflicting_is_no_evidence_to_ask_for() =>
        Assert.Equal(["ParameterArgumentValidationError,ExchangeArchiveSafety.Commands.FindArchiveDuplicatesCommand"], Run("try {{ Find-ArchiveDuplicates x.csv -MinimumEvidence Conflicting }} catch {{ $_.FullyQualifiedErrorId }}").Select(output => output.ToString()));

    [Fact]
    public void How_many_more_ids_occur_twice_is_told_and_nothing_where_there_are_none()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Row("a1", "Primary", "7"));
        Assert.Empty(Surplus(""));
        Assert.DoesNotContain("Further", Assert.Single(_shell.Streams.Error).Exception.Message, StringComparison.Ordinal);

        Write("i.csv", string.Concat(Enumerable.Repeat(InventoryText.Pair("1") + InventoryText.Pair("2"), 2)));
        Assert.Empty(Surplus(""));
        Assert.EndsWith("occur more than once: 3.", Assert.Single(_shell.Streams.Error).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_exactly_the_given_name_is_meant_and_wildcards_come_after_that()
    {
        _ = Directory.CreateDirectory(Path.Combine(_folder, "[br] dir"));
        Write("[br] dir/inv[1].csv", InventoryText.Pair("1"));
        Write("inv1.csv", InventoryText.Pair("2"));
        Assert.Single(Run("Find-ArchiveDuplicates -InventoryPath '{0}/[br] dir/inv[1].csv'"));
        Assert.Equal("<2@contoso.example>", Assert.Single(Find("-InventoryPath", "inv[1].csv")).Properties["InternetMessageId"].Value);
        Write("inv[1].csv", InventoryText.Pair("3"));
        Assert.Equal("<3@contoso.example>", Assert.Single(Find("-InventoryPath", "inv[1].csv")).Properties["InternetMessageId"].Value);
    }

    [Theory]
    [InlineData("$ExecutionContext.InvokeProvider.Item.Get('{0}/*.csv') | Find-ArchiveDuplicates", "1 2")]
    [InlineData("$ExecutionContext.InvokeProvider.Item.Get('{0}/*.csv') | Find-ArchiveDuplicates -Mailbox alex*", "2")]
    [InlineData("[IO.FileInfo]::new('{0}/one.csv') | Find-ArchiveDuplicates", "1")]
    [InlineData("$file = $ExecutionContext.InvokeProvider.Item.Get('{0}/one.csv'); $file[0], $file[0] | Find-ArchiveDuplicates", "1")]
    [InlineData("[IO.FileInfo]::new('{0}/[1].txt') | Find-ArchiveDuplicates", "3")]
    [InlineData("@() | Find-ArchiveDuplicates", "")]
    [InlineData("@() | Find-ArchiveDuplicates -Mailbox alex*", "")]
    public void Files_that_are_piped_in_are_one_inventory(string script, string numbers)
    {
        Write("one.csv", InventoryText.Pair("1"));
        Write("two.csv", InventoryText.Pair("2", mailbox: "alex@contoso.example"));
        Write("[1].txt", InventoryText.Pair("3"));
        var found = Run(script).Select(group => ((string)group.Properties["InternetMessageId"].Value)[1..2]);
        Assert.Equal(numbers, string.Join(" ", found.Order(StringComparer.Ordinal)));
        Assert.Empty(_shell.Streams.Error);
    }

    [Theory]
    [InlineData("'x.csv' | Find-ArchiveDuplicates", "GraphNotConnected")]
    [InlineData("[pscustomobject]@{{ FullName = 'Alex Wilber'; UserPrincipalName = 'alex@contoso.example' }} | Find-ArchiveDuplicates", "GraphNotConnected")]
    [InlineData("[IO.FileInfo]::new('{0}/one.csv') | Find-ArchiveDuplicates adele@contoso.example", "ParameterConflict")]
    [InlineData("& {{ [IO.FileInfo]::new('{0}/one.csv'); 'adele@contoso.example' }} | Find-ArchiveDuplicates", "ParameterConflict")]
    [InlineData("Find-ArchiveDuplicates ([IO.FileInfo]::new('{0}/one.csv'))", "ParameterArgumentTransformationError")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath '{0}/one.csv' -Mailbox ([IO.FileInfo]::new('{0}/one.csv'))", "ParameterArgumentTransformationError")]
    [InlineData("[IO.DirectoryInfo]::new('{0}') | Find-ArchiveDuplicates", "NoFile")]
    public void What_is_no_file_is_a_mailbox_and_the_two_are_not_mixed(string script, string errorId)
    {
        Write("one.csv", InventoryText.Pair("1"));
        var error = (ErrorRecord)Assert.Single(Run("try {{ " + script + "; 'went on' }} catch {{ $_ }}")).BaseObject;
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_told_to_be_one()
    {
        var error = (ErrorRecord)Assert.Single(Run("try {{ Find-ArchiveDuplicates -InventoryPath '{0}' }} catch {{ $_ }}")).BaseObject;
        Assert.StartsWith("NoFile,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("is a folder", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_that_fit_nothing_are_warned_of_once_each()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Pair("2", folder: "Sent Items"));
        Assert.Equal(["p1"], Surplus("-IncludeFolder Inbox,Inbux -ExcludeFolder SentItems,Gelöschte -Keep FolderPriority -FolderPriority Arkiv,Inbox"));
        Assert.Equal(
            ["-IncludeFolder 'Inbux'", "-ExcludeFolder 'Gelöschte'", "-FolderPriority 'Arkiv'"],
            _shell.Streams.Warning.Select(warning => warning.Message[..(warning.Message.LastIndexOf('\'') + 1)]));
    }

    [Fact]
    public void Folders_are_not_warned_of_when_the_search_was_broken_off()
    {
        Write("i.csv", InventoryText.Pair("1") + InventoryText.Pair("2"));
        Assert.Equal("broken off", Assert.Single(Run("try {{ Find-ArchiveDuplicates -InventoryPath '{0}/i.csv' -IncludeFolder Inbux | ForEach-Object {{ throw 'enough' }} }} catch {{ 'broken off' }}")).ToString());
        Assert.Empty(_shell.Streams.Warning);
    }

    [Theory]
    [InlineData("Find-ArchiveDuplicates")]
    [InlineData("Remove-ArchiveDuplicates")]
    public void Only_evidence_that_is_accepted_is_offered(string command)
    {
        var line = command + " -MinimumEvidence ";
        Assert.Equal(["Identical", "Strong", "Weak"], Run($"(TabExpansion2 '{line}').CompletionMatches.CompletionText").Select(text => text.ToString()).Order());
    }

    [Fact]
    public void Choices_that_contradict_each_other_are_told_without_a_name_from_the_code()
    {
        var error = (ErrorRecord)Assert.Single(Run("try {{ Find-ArchiveDuplicates -InventoryPath x -Keep FolderPriority }} catch {{ $_ }}")).BaseObject;
        Assert.EndsWith("give both or neither.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_shown_escaped_and_kept_as_it_is()
    {
        Write("i.csv", InventoryText.Pair("1", subject: "pay\u202Efdp.exe\u001B[2J"));
        var group = Assert.Single(Find("-InventoryPath", "i.csv"));

        Assert.Equal("pay\\u{202E}fdp.exe\\u{001B}[2J", group.Properties["Subject"].Value);
        Assert.Equal("pay\u202Efdp.exe\u001B[2J", Property(Property(group.Properties["Kept"].Value, "Item"), "Subject"));
    }

    [Fact]
    public void Stopping_ends_the_command()
    {
        Write("i.csv", string.Concat(Enumerable.Range(0, 1_000).Select(number => InventoryText.Pair($"{number}"))));
        using var reached = new ManualResetEventSlim();
        _shell.AddScript("param($reached) Find-ArchiveDuplicates -InventoryPath '" + _folder + "/i.csv' | ForEach-Object { $reached.Set(); while ($true) { } }").AddArgument(reached);
        var running = _shell.BeginInvoke();
        reached.Wait();
        _shell.Stop();

        Assert.Equal(PSInvocationState.Stopped, _shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
    }

    private static object Property(object target, string name) => new PSObject(target).Properties[name].Value;

    private void Write(string name, string rows) => File.WriteAllText(Path.Combine(_folder, name), InventoryText.Header + rows);

    private IReadOnlyList<PSObject> Find(string parameter, string file) => Run($"Find-ArchiveDuplicates {parameter} '{{0}}/{file}'");

    private IReadOnlyList<string> Surplus(string parameters, string pipe = "") =>
        [.. Run(pipe + " Find-ArchiveDuplicates -InventoryPath '{0}/i.csv' " + parameters)
            .SelectMany(group => ((IEnumerable)group.Properties["Surplus"].Value).Cast<object>())
            .Select(item => (string)Property(item, "ItemId")).Order(StringComparer.Ordinal)];

    private IReadOnlyList<PSObject> Run(string script)
    {
        _shell.Commands.Clear();
        _shell.Streams.ClearStreams();
        IReadOnlyList<PSObject> output = [.. _shell.AddScript(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, _folder)).Invoke()];
        ProducedErrors.Add(_shell.Streams.Error.Concat(output.Select(item => item.BaseObject).OfType<ErrorRecord>()));
        return output;
    }
}
