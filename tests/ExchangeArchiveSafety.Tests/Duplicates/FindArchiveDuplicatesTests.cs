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
        return [.. _shell.AddScript(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, _folder)).Invoke()];
    }
}
