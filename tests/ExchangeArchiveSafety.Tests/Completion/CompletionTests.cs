using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Tests.Completion;

/// <summary>What Tab offers, in strict mode, inside a pipeline that runs.</summary>
public partial class CompletionTests : IClassFixture<SharedContoso>
{
    private readonly SharedContoso _contoso;

    // On a machine that is busy with other tests half a second is short: what hangs is stopped by it, what answers has all the time.
    public CompletionTests(SharedContoso contoso)
    {
        _contoso = contoso;
        SetLimit(_contoso.Session.Engine, TimeSpan.FromMinutes(1));
    }

    private static readonly string Written = Path.GetFullPath(Path.Combine(
        StagedModules.Product, "..", "..", "..", "tests", "ExchangeArchiveSafety.Core.Tests", "Written", "Version1"));

    [Fact]
    public void Batches_of_the_session_come_whole_whatever_is_in_their_names()
    {
        var session = _contoso.Session;

        var offered = Tab(session.Engine, "Test-ArchiveMigrationConflict -MigrationBatch ");

        Assert.Equal(session.Run("(Get-MigrationBatch).Identity").Select(name => name.ToString()).Order(), offered.Select(text => Argument(session.Engine, text)).Order());
        var hostile = Assert.Single(offered, text => text.Contains("$(Get-Date)", StringComparison.Ordinal));
        Assert.Equal([hostile], Tab(session.Engine, "Test-ArchiveMigrationConflict -MigrationBatch 'wave \""));
    }

    [Fact]
    public void Mailboxes_that_migrate_come_first_and_then_others_that_begin_so()
    {
        var session = _contoso.Session;

        Assert.Equal("anna.berg@contoso.example", Tab(session.Engine, "Suspend-ConflictingArchivePolicy ann")[0]);
        Assert.Equal(["not.migrating@contoso.example"], Tab(session.Engine, "Test-ArchiveMigrationConflict -Identity not.m"));
        Assert.Equal(["anna.berg@contoso.example"], Tab(session.Engine, "Find-ArchiveDuplicates 'Anna B"));
        Assert.Empty(Tab(session.Engine, "Find-ArchiveDuplicates nobody.begins.so"));
        Assert.Empty(Tab(session.Engine, "Test-ArchiveMigrationConflict nobody.begins.so"));
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public void The_same_question_is_asked_once_a_minute()
    {
        var session = _contoso.Session;
        using var engine = session.Another();
        session.Exchange.Calls.Clear();

        _ = Tab(engine, "Test-ArchiveMigrationConflict -MigrationBatch ");
        _ = Tab(engine, "Test-ArchiveMigrationConflict -MigrationBatch I");

        _ = Assert.Single(session.Exchange.Calls.Of("Get-MigrationBatch"));
    }

    [Fact]
    public void After_connecting_anew_the_new_tenant_is_asked()
    {
        using var engine = Engine.Start();
        engine.Run("""
            $global:Tenant = 'contoso'
            function global:Get-MigrationUser { }
            function global:Get-Mailbox { }
            function global:Get-MigrationBatch { [pscustomobject]@{ Identity = $global:Tenant; Status = 'Synced' } }
            function global:Get-ConnectionInformation { [pscustomobject]@{ ConnectionId = 'c-' + $global:Tenant; State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = '' } }
            """);

        Assert.Equal(["contoso"], Tab(engine, "Test-ArchiveMigrationConflict -MigrationBatch "));
        engine.Run("$global:Tenant = 'fabrikam'");
        Assert.Equal(["fabrikam"], Tab(engine, "Test-ArchiveMigrationConflict -MigrationBatch "));
    }

    [Fact]
    public async Task The_prefix_of_the_live_connection_is_asked()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build(), prefix: "Cloud");
        session.Run("function global:Get-MigrationBatch { throw 'on premises' }; function global:Get-Mailbox { throw 'on premises' }");

        Assert.Equal(session.Run("(Get-CloudMigrationBatch).Identity").Select(name => "'" + name + "'"), Tab(session.Engine, "Test-ArchiveMigrationConflict -MigrationBatch ").Select(text => "'" + text.Trim('\'') + "'"));
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict ")]
    [InlineData("Test-ArchiveMigrationConflict -MigrationBatch ")]
    [InlineData("Resume-ConflictingArchivePolicy ")]
    [InlineData("Get-ArchiveMigrationHistory ")]
    [InlineData("Get-ArchiveQuarantine ./nowhere -Mailbox ")]
    [InlineData("Test-ArchiveMigrationConflict -SnapshotPath ./nowhere -Identity ")]
    [InlineData("Connect-ArchiveSafetyGraph -TenantId ")]
    [InlineData("Remove-ArchiveDuplicates -MaximumCount ")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath x.csv -Mailbox ")]
    public void Without_a_session_or_a_file_nothing_is_offered_and_nothing_left_behind(string line)
    {
        using var engine = Engine.Start();

        Assert.Empty(Tab(engine, line));
        Assert.Equal(0, engine.Run("$Error.Count")[0].BaseObject);
    }

    [Fact]
    public void A_session_that_hangs_is_stopped_once_and_what_runs_goes_on()
    {
        using var engine = Engine.Start();

        // Enough for a slow machine to come to the question at all; only the first completion waits for it.
        SetLimit(engine, TimeSpan.FromSeconds(5));
        engine.Run("$global:Asked = 0; function global:Get-MigrationUser { }; function global:Get-Mailbox { }; function global:Get-MigrationBatch { $global:Asked++; while ($true) { } }");

        var numbers = engine.Run("$line = 'Test-ArchiveMigrationConflict -MigrationBatch '; foreach ($number in 1..3) { $null = TabExpansion2 $line $line.Length; $number }; 'end'");

        Assert.Equal("1 2 3 end", string.Join(" ", numbers));
        Assert.Equal((1, 0), (engine.Run("$global:Asked")[0].BaseObject, engine.Run("$Error.Count")[0].BaseObject));
    }

    [Fact]
    public void A_session_that_fails_leaves_the_errors_as_they_were()
    {
        using var engine = Engine.Start();
        engine.Run("function global:Get-MigrationUser { }; function global:Get-Mailbox { }; function global:Get-MigrationBatch { throw 'no permission' }; try { throw 'nowhere' } catch { }");

        Assert.Empty(Tab(engine, "Test-ArchiveMigrationConflict -MigrationBatch "));
        Assert.Contains("nowhere", Assert.Single(engine.Run("$Error")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Journals_snapshots_and_quarantines_that_the_line_names_offer_what_is_in_them()
    {
        using var engine = Engine.Start();
        _ = engine.Runspace.SessionStateProxy.Path.SetLocation(Written);
        engine.Run("$global:Journal = './contoso.journal.jsonl'");

        Assert.Equal(["anna@contoso.com"], Tab(engine, "Resume-ConflictingArchivePolicy -JournalPath ./contoso.journal.jsonl -Identity "));
        Assert.Equal(["anna@contoso.com"], Tab(engine, "Get-ArchivePolicySuspension -JournalPath $Journal -Identity a"));
        Assert.Equal(["anna@contoso.com"], Tab(engine, "Get-ArchiveMigrationHistory -JournalPath ./contoso.journal.jsonl "));
        Assert.Empty(Tab(engine, "Resume-ConflictingArchivePolicy -JournalUri https://a.example/b/c -Identity "));
        Assert.Contains("ada@contoso.example", Tab(engine, "Test-ArchiveMigrationConflict -SnapshotPath ./contoso.snapshot.json -Identity "));
        Assert.NotEmpty(Tab(engine, "Test-ArchiveMigrationConflict -SnapshotPath ./contoso.snapshot.json -MigrationBatch "));
        Assert.Equal(["adele@contoso.example"], Tab(engine, "Get-ArchiveQuarantine ./quarantine -Mailbox ad"));
        Assert.Equal(["adele@contoso.example"], Tab(engine, "Restore-ArchiveDuplicates -QuarantinePath ./quarantine -Mailbox "));
        Assert.Contains("P0001", Tab(engine, "Restore-ArchiveDuplicates -QuarantinePath ./quarantine -ItemId "));
        Assert.Contains("'<0001@contoso.example>'", Tab(engine, "Restore-ArchiveDuplicates -QuarantinePath ./quarantine -InternetMessageId '<0001"));
    }

    [Fact]
    public void Times_folders_classes_and_thumbprints_are_offered_and_never_files()
    {
        using var engine = Engine.Start();
        _ = engine.Runspace.SessionStateProxy.Path.SetLocation(Written);

        foreach (var line in (string[])["Suspend-ConflictingArchivePolicy x -Until ", "Test-ArchiveMigrationConflict -AsOf ", "Get-ArchiveQuarantine ./q -RemovedAfter ", "Find-ArchiveDuplicates x -CreatedAfter "])
        {
            var days = Tab(engine, line);
            Assert.True(days.Count >= 6, line);
            Assert.All(days, day => Assert.Matches(Day(), day));
            Assert.All(days, day => engine.Run("[datetime]" + day));
        }

        Assert.All(Tab(engine, "Suspend-ConflictingArchivePolicy x -Until "), day => Assert.True((bool)engine.Run($"[datetime]{day} -gt [datetime]::UtcNow")[0].BaseObject));
        Assert.Equal(["SentItems"], Tab(engine, "Find-ArchiveDuplicates x -IncludeFolder Sent"));
        Assert.Equal(
            WellKnownFolders(engine), Tab(engine, "Find-ArchiveDuplicates x -ExcludeFolder ").Order());
        Assert.Contains("IPM.Note", Tab(engine, "Find-ArchiveDuplicates x -ItemClass ipm.n"));
        Assert.All(Tab(engine, "Connect-ArchiveSafetyGraph -CertificateThumbprint "), one => Assert.Matches(Thumbprint(), one));
        Assert.All(Tab(engine, "Invoke-ArchiveSafetyGuard -SettleTime "), span => engine.Run("[timespan]" + span));
    }

    [Theory]
    [InlineData("anna.berg@contoso.example")]
    [InlineData("O'Brien")]
    [InlineData("it\u2019s \u201Cquoted\u201D")]
    [InlineData("$(throw 'ran') `n $env:PATH")]
    [InlineData("two  blanks, a comma; and | more > x & y")]
    [InlineData("-Force")]
    [InlineData("1e3")]
    [InlineData("@splat")]
    [InlineData("evil\u001b[31m\u0000\r\nname\u202E$(throw 'ran')\"`'\u201D\u2019")]
    [InlineData("tag \U000E0041 and \uD800 half")]
    [InlineData("[a]*?")]
    public void Any_text_comes_out_as_one_argument_that_means_it(string text)
    {
        using var engine = Engine.Start();
        var written = (string)engine.Run(
            "param($text) (Get-Command Test-ArchiveMigrationConflict).ImplementingType.Assembly.GetType('ExchangeArchiveSafety.Binding.ArgumentText').GetMethod('Of').Invoke($null, @($text))", text)[0].BaseObject;

        Assert.Equal(text, Argument(engine, written));
        Assert.DoesNotContain(written, character => char.IsControl(character) || character == '\u202E');
    }

    private static void SetLimit(Engine engine, TimeSpan limit) => ((CmdletInfo)engine.Run("Get-Command Test-ArchiveMigrationConflict")[0].BaseObject).ImplementingType.Assembly
        .GetType("ExchangeArchiveSafety.Binding.CompletionMemory", throwOnError: true)!.GetProperty("Limit")!.SetValue(null, limit);

    // By what it makes of its one argument, as a command does.
    private static string Argument(Engine engine, string written) =>
        (string)Assert.Single(engine.Run("function global:Get-Argument { $args.Count; $args[0] }; $count, $argument = Get-Argument " + written + "; if ($count -ne 1) { throw $count }; $argument")).BaseObject;

    private static List<string> Tab(Engine engine, string line) => [.. engine.Run(
        "param($line) Set-StrictMode -Version Latest; (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }", line).Select(text => text.ToString())];

    private static IEnumerable<string> WellKnownFolders(Engine engine) => engine
        .Run("[enum]::GetNames([ExchangeArchiveSafety.KeepRule].Assembly.GetType('ExchangeArchiveSafety.Duplicates.Folders.WellKnownFolder'))")
        .Select(name => name.ToString()).Where(name => name != "None").Order();

    [GeneratedRegex(@"^'\d{4}-\d\d-\d\d'$")]
    private static partial Regex Day();

    [GeneratedRegex("^'?[0-9A-F]{40}'?$")]
    private static partial Regex Thumbprint();
}
