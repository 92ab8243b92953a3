using System.Text.Json;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The rules of readiness: what passes, what fails, and what nobody can know.</summary>
public class ReadinessTests
{
    private static readonly string[] Carried =
        ["User.Read.All", "MailboxFolder.Read.All", "MailboxItem.Read.All", "MailboxItem.Export.All", "MailboxItem.ReadWrite.All", "MailboxItem.ImportExport.All", "Mail.ReadWrite"];

    [Fact]
    public void Everything_that_is_granted_passes_one_check_a_command()
    {
        var checks = ExchangeReadiness.Commands((_, _) => true).ToList();

        Assert.All(checks, check => Assert.Equal(ReadinessStatus.Passed, check.Status));
        Assert.Equal(ExchangeNeeds.All.Select(need => need.Command).Distinct(), checks.Select(check => check.Name));
    }

    [Fact]
    public void Each_thing_that_is_missing_is_named_alone_with_those_who_need_it()
    {
        foreach (var need in ExchangeNeeds.All)
        {
            var missing = Assert.Single(
                ExchangeReadiness.Commands((command, parameter) => !(command == need.Command && (need.Parameter is null || parameter == need.Parameter))),
                check => check.Status != ReadinessStatus.Passed);

            Assert.Equal(need.ToString(), missing.Name);
            Assert.Equal(need.Instead is not null ? ReadinessStatus.Skipped : need.IsForLongLists || need.IsForQuestion ? ReadinessStatus.Unknown : ReadinessStatus.Failed, missing.Status);
            Assert.All(need.Instead is null ? need.Cmdlets : [], cmdlet => Assert.Contains(cmdlet, missing.Because, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Where_nothing_takes_its_place_either_it_fails()
    {
        var checks = ExchangeReadiness.Commands((command, _) => command is not ("Get-MailboxStatistics" or "Get-EXOMailboxStatistics")).Where(check => check.Status == ReadinessStatus.Failed);

        Assert.Equal(["Get-MailboxStatistics", "Get-EXOMailboxStatistics"], checks.Select(check => check.Name));
    }

    [Theory]
    [InlineData("Get-Mailbox", "Identity", true)]
    [InlineData("get-mailbox", "identity", true)]
    [InlineData("Get-Mailbox", "Anr", false)]
    [InlineData("Remove-Mailbox", null, false)]
    public void A_call_that_is_not_in_the_list_is_never_made(string command, string? parameter, bool isDeclared)
    {
        void Ensure() => ExchangeNeeds.EnsureDeclared(command, parameter is null ? [] : [parameter]);
        if (isDeclared)
        {
            Ensure();
        }
        else
        {
            Assert.Throws<InvalidOperationException>(Ensure);
        }
    }

    [Fact]
    public void Every_setting_that_a_suspension_writes_is_a_need() =>
        Assert.All(Enum.GetNames<ArchivingSetting>(), setting => Assert.Contains(ExchangeNeeds.All, need => need.ToString() == "Set-Mailbox -" + setting));

    [Fact]
    public void Each_permission_that_the_token_lacks_is_named_alone()
    {
        Assert.All(Permissions(Carried), check => Assert.Equal(ReadinessStatus.Passed, check.Status));
        foreach (var lacking in Carried)
        {
            var missing = Assert.Single(Permissions([.. Carried.Where(name => name != lacking)]), check => check.Status != ReadinessStatus.Passed);

            Assert.Equal(lacking, missing.Name);
            Assert.Equal(lacking switch { "MailboxItem.Read.All" => ReadinessStatus.Unknown, "Mail.ReadWrite" => ReadinessStatus.Skipped, _ => ReadinessStatus.Failed }, missing.Status);
        }
    }

    [Fact]
    public void What_was_tried_counts_more_than_what_the_token_says()
    {
        var allowed = Permissions([], new() { [GraphOperation.Items] = true }).Single(check => check.Name == "MailboxItem.Read.All");
        var refused = Permissions(Carried, new() { [GraphOperation.Items] = false }).Single(check => check.Name == "MailboxItem.Read.All");

        Assert.Equal((ReadinessStatus.Passed, ReadinessStatus.Failed), (allowed.Status, refused.Status));
    }

    [Fact]
    public void A_token_that_tells_nothing_leaves_it_open() => Assert.All(Permissions([]), check => Assert.Equal(ReadinessStatus.Unknown, check.Status));

    [Fact]
    public void A_person_needs_the_permissions_of_persons()
    {
        var checks = new PermissionChecks(new() { Account = "admin@contoso.example", Permissions = new(["User.Read.All", "MailboxFolder.Read"]) }, new Dictionary<GraphOperation, bool>()).All();

        Assert.Equal(["User.Read.All", "MailboxFolder.Read"], checks.Where(check => check.Status == ReadinessStatus.Passed).Select(check => check.Name));
    }

    [Fact]
    public void The_item_of_a_probe_is_known_by_both_of_its_marks()
    {
        var mark = new ProbeMark(Guid.NewGuid());
        var item = new MailItem { Subject = mark.Subject, InternetMessageId = mark.MessageId };

        Assert.True(mark.IsOn(item));
        Assert.False(new ProbeMark(Guid.NewGuid()).IsOn(item));
        Assert.False(mark.IsOn(new() { Subject = "RE: " + mark.Subject, InternetMessageId = mark.MessageId }));
        Assert.False(mark.IsOn(new() { Subject = mark.Subject, InternetMessageId = "<another@contoso.example>" }));
        Assert.False(mark.IsOn(new() { Subject = mark.Subject }));
        Assert.True((mark with { MessageId = "" }).IsOn(new() { Subject = mark.Subject, InternetMessageId = "<another@contoso.example>" }));
    }

    [Theory]
    [InlineData("/Calendar:calendar:0 /Inbox:inbox:40 /Sent:sentitems:7", "/Calendar /Inbox /Sent", "/Sent")]
    [InlineData("/Calendario:calendar:0 /Recibidos:inbox:4", "/Calendario /Recibidos", "/Recibidos")]
    [InlineData("/Inbox:inbox:4 /Outbox:outbox:0", "/Outbox /Projects", "/Projects")]
    [InlineData("/Inbox:inbox:4 /Outbox:outbox:0", "/Outbox", null)]
    [InlineData("/Inbox:inbox:4", "", null)]
    public void It_is_imported_into_a_small_folder_for_mail(string primary, string archive, string? chosen)
    {
        var counts = primary.Split(' ').Select(one => one.Split(':')).ToDictionary(parts => parts[0], parts => parts);
        var folders = counts.Values.Select(parts => new GraphFolder { Id = "p" + parts[0], Path = parts[0], WellKnownFolder = parts[1] })
            .Concat(archive.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(path => new GraphFolder
            {
                Id = "a" + path,
                Location = MailItemLocation.Archive,
                Path = path,
                WellKnownFolder = "",
                TotalItemCount = counts.TryGetValue(path, out var parts) ? int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : 0,
            }));

        Assert.Equal(chosen, ProbeTarget.Of([.. folders])?.Path);
    }

    [Fact]
    public void A_folder_in_another_mailbox_of_the_archive_is_not_chosen() =>
        Assert.Null(ProbeTarget.Of([new() { Location = MailItemLocation.Archive, Path = "/Inbox", WellKnownFolder = "", HomeMailboxId = "MBX:1@2" }]));

    [Fact]
    public void The_journal_remembers_what_is_open_and_what_passed()
    {
        var ledger = new ProbeLedger();
        var store = new Records();
        var probe = new ProbeRecord { ProbeId = Guid.NewGuid(), MailboxId = "MBX:1@2", Operation = JournalOperation.Probe, Identity = "anna@contoso.example", Step = ProbeStep.Create };
        store.Add(probe, probe with { Kind = JournalRecordKind.Outcome, Status = ReadinessStatus.Passed });
        ledger.Refresh(store);
        Assert.Equal(probe.ProbeId, Assert.Single(ledger.Open).ProbeId);
        Assert.False(ledger.HasPassed);

        store.Add(probe with { Step = ProbeStep.CleanUp }, probe with { Step = ProbeStep.CleanUp, Kind = JournalRecordKind.Outcome, Closed = true, Passed = true });
        ledger.Refresh(store);
        Assert.Empty(ledger.Open);
        Assert.True(ledger.HasPassed);

        var next = probe with { ProbeId = Guid.NewGuid(), Step = ProbeStep.CleanUp, Kind = JournalRecordKind.Outcome };
        store.Add(next);
        ledger.Refresh(store);
        Assert.Equal(next.ProbeId, Assert.Single(ledger.Open).ProbeId);
        Assert.False(ledger.HasPassed);
    }

    [Fact]
    public void A_record_of_a_probe_is_a_line_and_others_pass_it_over()
    {
        var record = new ProbeRecord
        {
            ProbeId = Guid.NewGuid(),
            Run = Guid.NewGuid(),
            MailboxId = "MBX:1@2",
            Kind = JournalRecordKind.Outcome,
            Operation = JournalOperation.Probe,
            AtUtc = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Identity = "anna@contoso.example",
            Step = ProbeStep.SoftDelete,
            FolderId = "F1",
            MessageId = "<1@x>",
            Status = ReadinessStatus.Passed,
        };

        Assert.Equal(record, JournalLine.Read(JournalLine.Write(record).AsSpan()[..^1], "journal", 1));
        Assert.Empty(SuspensionLedger.Fold([record]));
        Assert.Throws<UnusableFileException>(() => JournalLine.Read(JournalLine.Write(record with { MailboxId = null }).AsSpan()[..^1], "journal", 1));
    }

    [Fact]
    public void The_report_holds_answers_and_no_free_text()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("report").FullName, "report.json");
        ReadinessReport.Write(path, "0.1.0", [new() { Category = "Probe", Name = "Create", Because = "anna@contoso.example", Remedy = "secret", Source = "open", Answer = "201", Duration = TimeSpan.FromSeconds(2) }]);

        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var check = json.RootElement.GetProperty("checks")[0];
        Assert.Equal(["category", "name", "status", "answer", "source", "milliseconds"], check.EnumerateObject().Select(property => property.Name));
        Assert.Equal(2000, check.GetProperty("milliseconds").GetInt32());
        Assert.Equal(ErrorIds.ReportNotWritable, Assert.Throws<UnusableFileException>(() => ReadinessReport.Write(Path.Combine(path, "below.json"), "", [])).ErrorId);
    }

    [Theory]
    [InlineData("ErrorItemNotFound", "404 ErrorItemNotFound")]
    [InlineData("Request_ResourceNotFound", "404 Request_ResourceNotFound")]
    [InlineData("anna@contoso.example", "404")]
    [InlineData("Anna Berg", "404")]
    [InlineData("6d1f3c520f7e", "404")]
    [InlineData("", "404")]
    public void A_code_that_may_name_somebody_is_no_answer(string code, string answer) => Assert.Equal(answer, new GraphAnswer { Status = 404, Code = code }.ToString());

    [Fact]
    public void The_place_of_a_journal_is_tried_and_nothing_stays()
    {
        var folder = Directory.CreateTempSubdirectory("readiness").FullName;
        var journal = Path.Combine(folder, "journal.jsonl");

        Assert.Equal(ReadinessStatus.Skipped, LocalReadiness.Journal(null, isNamed: false).Status);
        Assert.NotEqual(ReadinessStatus.Skipped, LocalReadiness.Journal(journal, isNamed: true).Status);
        Assert.NotEqual(ReadinessStatus.Skipped, LocalReadiness.Quarantine(Path.Combine(folder, "a", "b")).Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Journal(Path.Combine(folder, "missing", "journal.jsonl"), isNamed: true).Status);
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Journal(folder, isNamed: true).Status);
        File.WriteAllText(journal, "a,b,c\n");
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Journal(journal, isNamed: true).Status);
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Quarantine(Path.Combine(journal, "below")).Status);
        Assert.Equal("a,b,c\n", File.ReadAllText(journal));
    }

    [Theory]
    [InlineData(0, true, ReadinessStatus.Passed)]
    [InlineData(0, false, ReadinessStatus.Passed)]
    [InlineData(1, true, ReadinessStatus.Passed)]
    [InlineData(1, false, ReadinessStatus.Failed)]
    public void Libraries_of_others_matter_where_nothing_keeps_them_apart(int others, bool isApart, ReadinessStatus status) =>
        Assert.Equal(status, LocalReadiness.Assemblies([.. Enumerable.Repeat("Azure.Core 1.2.3.4", others)], isApart).Status);

    private static List<ArchiveSafetyCheck> Permissions(string[] carried, Dictionary<GraphOperation, bool>? tried = null) =>
        [.. new PermissionChecks(new() { Permissions = new(carried) }, tried ?? []).All()];

    private sealed class Records : IJournalStore
    {
        private readonly List<JournalRecord> _records = [];

        public string Location => "memory";

        public bool Exists => true;

        public void Add(params JournalRecord[] records) => _records.AddRange(records);

        public void EnsureWritable() => throw new NotSupportedException();

        public void TryWriting() => throw new NotSupportedException();

        public JournalPosition Read(JournalPosition @from, IJournalReader reader)
        {
            foreach (var record in _records.Skip((int)@from.Records))
            {
                reader.Add(record);
            }

            return @from with { Records = _records.Count };
        }

        public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation) => throw new NotSupportedException();

        public void Append(JournalRecord record) => throw new NotSupportedException();

        public IJournalWork BeginWork() => throw new NotSupportedException();

        public bool IsAtWork(Guid run) => false;
    }
}
