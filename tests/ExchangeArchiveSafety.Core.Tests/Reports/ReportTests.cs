using System.Text;
using System.Text.Json;
using ExchangeArchiveSafety.Duplicates;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Reports;

/// <summary>What a report says, whatever it is written as.</summary>
public class ReportTests
{
    private static readonly Report Sample = ReportBuilder.Build(SampleReport.Of());

    [Fact]
    public void The_five_numbers_are_those_of_what_was_handed_in()
    {
        Assert.Equal([1, 1, 2, 1, 8], Sample.Figures.Select(figure => figure.Value ?? -1));
        Assert.Equal(["atRisk", "willBe", "held", "duplicated", "removed"], Sample.Figures.Select(figure => figure.Id));
        Assert.Contains("2026-12-02", Sample.Figures[2].Note, StringComparison.Ordinal);
        Assert.StartsWith("One of 3 mailboxes is being migrated and archived", Sample.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_handed_in_is_not_counted_as_none()
    {
        var empty = ReportBuilder.Build(new() { AsOfUtc = SampleReport.AsOf });

        Assert.All(empty.Figures, figure => Assert.Null(figure.Value));
        Assert.Empty(empty.Sections);
        Assert.Empty(empty.Steps);
        Assert.Contains(empty.Method.SelectMany(note => note.Lines), line => line.StartsWith("Nothing was handed in about: Mailboxes that migrate, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ConflictState.Conflicting, "Danger")]
    [InlineData(ConflictState.Imminent, "Warning")]
    [InlineData(ConflictState.Indeterminate, "Warning")]
    [InlineData(ConflictState.Dormant, "Warning")]
    [InlineData(ConflictState.Mitigated, "Good")]
    [InlineData(ConflictState.Safe, "Good")]
    public void The_worst_state_speaks(ConflictState state, string tone)
    {
        var tenant = state switch
        {
            ConflictState.Conflicting => TestTenant.Conflicting,
            ConflictState.Imminent => TestTenant.Conflicting.EndingHold(),
            ConflictState.Indeterminate => TestTenant.Conflicting.Migration(MigrationActivity.CannotJudge),
            ConflictState.Dormant => TestTenant.Conflicting.Migration(MigrationActivity.Dormant),
            ConflictState.Mitigated => TestTenant.Conflicting.OpenHold(),
            _ => TestTenant.Conflicting.NoArchive(),
        };
        Assert.Equal(state, tenant.State);
        var input = new ReportInput { AsOfUtc = SampleReport.AsOf };
        _ = input.Add(tenant.Verdict);
        _ = input.Add(SampleReport.Verdict(2, TestTenant.Conflicting.NoArchive()));

        Assert.Equal(tone, ReportBuilder.Build(input).Tone.ToString());
    }

    [Fact]
    public void The_newest_verdict_on_a_mailbox_counts_however_it_came()
    {
        var input = new ReportInput { AsOfUtc = SampleReport.AsOf, Snapshot = TestTenant.Conflicting.Snapshot };
        Assert.Equal([ConflictState.Conflicting], ReportFacts.Of(input).Verdicts.Select(verdict => verdict.State));

        _ = input.Add(TestTenant.Conflicting.OpenHold().Verdict);
        Assert.Equal([ConflictState.Mitigated], ReportFacts.Of(input).Verdicts.Select(verdict => verdict.State));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 0)]
    public void A_verdict_that_does_not_know_of_a_later_hold_is_said_to_be_older(int hours, int later)
    {
        var input = new ReportInput { AsOfUtc = SampleReport.AsOf };
        _ = input.Add(TestTenant.Conflicting.Verdict);
        _ = input.Add(new ArchivePolicySuspension { ExchangeGuid = TestTenant.MailboxGuid, Status = SuspensionStatus.Suspended, SuspendedAtUtc = TestTenant.Now.AddHours(hours) });
        var report = ReportBuilder.Build(input);

        Assert.Equal([1, 0, later], report.Figures.Take(3).Select(figure => figure.Value ?? -1));
        Assert.Equal(later == 1, report.Sentence.Contains("1 of 1 mailboxes were at risk when they were judged; on 1 of them archiving was held off after that.", StringComparison.Ordinal));
        Assert.Equal(later == 0, report.Steps.Any(step => step.Line?.StartsWith("Suspend-", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void No_table_is_written_where_one_of_them_cannot()
    {
        using var folder = new TemporaryFolder();
        _ = Directory.CreateDirectory(folder.File("r.forecast.csv"));

        var refused = Assert.Throws<UnusableFileException>(() => ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, SampleReport.Of(), replace: true));

        Assert.Equal(ErrorIds.ReportNotWritable, refused.ErrorId);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.File("r.csv"))!));
    }

    [Fact]
    public void Nobody_who_migrates_is_an_answer_where_it_was_asked()
    {
        var asked = TestTenant.Conflicting.NoUser().Snapshot;
        Assert.Equal(("No mailbox is being migrated, so none is at risk.", 0L), (Of(asked).Sentence, Of(asked).Figures[0].Value));
        Assert.Null(Of(asked with { Failures = [new("Get-MigrationUser", null, true, "denied")] }).Figures[0].Value);
        static Report Of(TenantSnapshot snapshot) => ReportBuilder.Build(new() { AsOfUtc = SampleReport.AsOf, Snapshot = snapshot });
    }

    [Fact]
    public void What_was_found_twice_is_counted_once()
    {
        var input = SampleReport.Of();
        foreach (var group in Mail.Find([Mail.Archived("a") with { Subject = "Offer" }, Mail.Migrated("b") with { Subject = "Offer" }]))
        {
            _ = input.Add(group);
        }

        Assert.Equal(1, ReportBuilder.Build(input).Figures[3].Value);
    }

    [Fact]
    public void A_tool_that_nobody_sees_is_named_in_the_line_and_removing_names_its_quarantine()
    {
        var input = SampleReport.Of();
        _ = input.Add((TestTenant.Conflicting.NoUser().With(mailbox => mailbox with { ExchangeGuid = SampleReport.Key(7), PrimarySmtpAddress = "fed@contoso.example" }) with { ExternallyMigrating = [SampleReport.Key(7)] }).Verdict);
        var lines = ReportBuilder.Build(input).Steps.Select(step => step.Line).ToList();

        Assert.Contains("Test-ArchiveMigrationConflict 'fed@contoso.example' -ExternallyMigrating 'fed@contoso.example' | Suspend-ConflictingArchivePolicy -WhatIf", lines);
        Assert.Contains(lines, line => line?.EndsWith(" | Remove-ArchiveDuplicates -QuarantinePath quarantine -WhatIf", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_journal_tells_what_is_suspended_and_a_snapshot_whether_it_still_is()
    {
        var journal = new MemoryJournal(new());
        journal.Append(JournalRecords.Numbered(1) with { ExchangeGuid = TestTenant.MailboxGuid, Run = SampleReport.Key(9) });
        journal.Append(JournalRecords.Numbered(1) with { ExchangeGuid = TestTenant.MailboxGuid, Run = SampleReport.Key(9), Kind = JournalRecordKind.Outcome, Status = SuspensionStatus.Suspended });

        Assert.Equal(SuspensionStatus.Unverified, Assert.Single(ReportFacts.Of(new() { AsOfUtc = SampleReport.AsOf, Journal = journal }).Held).Status);
        Assert.Equal(SuspensionStatus.Drifted, Assert.Single(ReportFacts.Of(new() { AsOfUtc = SampleReport.AsOf, Journal = journal, Snapshot = TestTenant.Conflicting.Snapshot }).Held).Status);
        Assert.Equal(SuspensionStatus.Suspended, Assert.Single(ReportFacts.Of(new() { AsOfUtc = SampleReport.AsOf, Journal = journal, Snapshot = TestTenant.Conflicting.OpenHold().Snapshot }).Held).Status);
    }

    [Fact]
    public void Lines_to_paste_hold_nothing_of_the_tenant_but_plain_addresses_and_ids()
    {
        var names = SampleReport.Hostile.SelectMany(name => ReportBuilder.Build(SampleReport.Of(name)).Steps).Select(step => step.Line).OfType<string>().ToList();

        Assert.Contains(names, line => line.Contains("'" + TestTenant.MailboxGuid + "'", StringComparison.Ordinal));
        Assert.All(names, line => Assert.Matches(@"^[-A-Za-z0-9 |'(),.@]+$", line));
        Assert.Contains(Sample.Steps, step => step.Line?.Contains("'" + TestTenant.Address + "'", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void The_same_input_and_time_give_the_same_bytes_and_another_time_does_not()
    {
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            var written = Written(format, SampleReport.Of());

            Assert.Equal(written, Written(format, SampleReport.Of()));
            Assert.NotEqual(written, Written(format, SampleReport.Of(asOf: SampleReport.AsOf.AddDays(1))));
        }
    }

    [Fact]
    public void Json_is_what_its_schema_says()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ArchitectureTests.Root, "docs", "report.schema.json")));
        using var written = JsonDocument.Parse(Written(ReportFormat.Json, SampleReport.Of(journal: Removals())));
        var tables = schema.RootElement.GetProperty("properties").GetProperty("tables").GetProperty("properties").EnumerateObject().Select(table => table.Name).ToList();

        Schema.Check(schema.RootElement, schema.RootElement, written.RootElement, "");
        Assert.Equal(tables, Report.TableIds);
        Assert.Equal(tables, written.RootElement.GetProperty("tables").EnumerateObject().Select(table => table.Name));
        foreach (var table in ReportBuilder.Build(SampleReport.Of(journal: Removals())).Tables)
        {
            Assert.Equal(table.Columns.Select(column => column.Id), schema.RootElement.GetProperty("$defs").GetProperty(table.Id).GetProperty("properties").EnumerateObject().Select(property => property.Name));
        }
    }

    /// <summary>The check of the schema sees what does not fit.</summary>
    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"state\": \"Conflicting\"", "\"state\": 7")]
    [InlineData("\"summary\":", "\"sentence\":")]
    public void What_does_not_fit_the_schema_is_seen(string from, string to)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ArchitectureTests.Root, "docs", "report.schema.json")));
        var text = Encoding.UTF8.GetString(Written(ReportFormat.Json, SampleReport.Of()));
        Assert.Contains(from, text, StringComparison.Ordinal);
        using var written = JsonDocument.Parse(text.Replace(from, to, StringComparison.Ordinal));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Schema.Check(schema.RootElement, schema.RootElement, written.RootElement, ""));
    }

    [Fact]
    public void No_field_of_csv_begins_as_a_formula_does()
    {
        foreach (var name in SampleReport.Hostile)
        {
            var rows = Fields(ReportBuilder.Build(SampleReport.Of(name)).Tables.ToList());

            Assert.NotEmpty(rows);
            Assert.All(rows, field => Assert.DoesNotMatch(@"^[\s""]*[=+\-@＝＋－＠]", field));
            Assert.All(rows, field => Assert.DoesNotContain(field, letter => char.IsControl(letter) || letter is '\u202E' or '\u2028'));
        }

        Assert.Equal("'=1", CsvReport.Safe("=1"));
        Assert.Equal("a=1", CsvReport.Safe("a=1"));
        Assert.Equal("a;'=1+1;b;' -2;c", CsvReport.Safe("a;=1+1;b; -2;c"));
    }

    [Fact]
    public void Markdown_shows_names_as_code_that_they_cannot_end()
    {
        foreach (var name in SampleReport.Hostile)
        {
            var text = Encoding.UTF8.GetString(Written(ReportFormat.Markdown, SampleReport.Of(name)));

            // What is left without code and without what is escaped is the report's own.
            var own = System.Text.RegularExpressions.Regex.Replace(text.Replace("\\`", "", StringComparison.Ordinal), @"(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)", "");
            own = System.Text.RegularExpressions.Regex.Replace(own, @"\\.", "");
            Assert.DoesNotContain("evil", own.Split('\n').Skip(1).Aggregate("", (all, line) => all + line), StringComparison.Ordinal);
            Assert.DoesNotContain('<', own);
            Assert.DoesNotContain("alert", own.Split('\n').Skip(1).Aggregate("", (all, line) => all + line), StringComparison.Ordinal);
        }

        Assert.InRange(Encoding.UTF8.GetString(Written(ReportFormat.Markdown, SampleReport.Of())).Split('\n').Length, 20, 150);
    }

    [Fact]
    public void A_file_that_is_there_stays_and_of_several_none_is_written()
    {
        using var folder = new TemporaryFolder();
        var input = SampleReport.Of();
        var written = ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, input, replace: false);
        Assert.Equal(ReportBuilder.Build(input).Tables.Count(), written.Count);
        Assert.Equal(folder.File("r.csv"), written[0]);
        Assert.Contains(folder.File("r.duplicates.csv"), written);

        File.Delete(folder.File("r.csv"));
        File.WriteAllText(folder.File("r.duplicates.csv"), "mine");
        Assert.Equal(ErrorIds.ReportNotWritable, Assert.Throws<UnusableFileException>(() => ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, input, replace: false)).ErrorId);
        Assert.False(File.Exists(folder.File("r.csv")));
        Assert.Equal("mine", File.ReadAllText(folder.File("r.duplicates.csv")));

        _ = ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, input, replace: true);
        Assert.NotEqual("mine", File.ReadAllText(folder.File("r.duplicates.csv")));
        Assert.Equal(ErrorIds.ReportNotWritable, Assert.Throws<UnusableFileException>(() => ReportFile.Write(folder.File("none", "r.md"), ReportFormat.Markdown, input, replace: true)).ErrorId);
        Assert.Equal(written.Count, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void Csv_has_headings_where_there_is_nothing_to_tell_and_no_tables_of_an_earlier_report()
    {
        using var folder = new TemporaryFolder();
        _ = ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, SampleReport.Of(), replace: false, out var isBare);
        Assert.False(isBare);
        File.WriteAllText(folder.File("r.readiness.csv"), "mine");
        File.WriteAllText(folder.File("r.other.csv"), File.ReadAllText(folder.File("r.duplicates.csv")));

        Assert.Equal([folder.File("r.csv")], ReportFile.Write(folder.File("r.csv"), ReportFormat.Csv, new() { AsOfUtc = SampleReport.AsOf }, replace: true, out isBare));

        // Only what such a report wrote is removed: by its name and by its headings.
        Assert.True(isBare);
        Assert.Matches("^\"mailbox\",\"state\",.*\r\n$", File.ReadAllText(folder.File("r.csv")));
        Assert.Equal(["r.csv", "r.other.csv", "r.readiness.csv"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_waiting_costs_stands_at_the_top()
    {
        Assert.StartsWith("If nothing is done, ", Sample.Cost, StringComparison.Ordinal);
        Assert.Contains("Mailboxes at risk of which too little is known to say: 1.", Sample.Cost, StringComparison.Ordinal);
        Assert.Equal(Sample.Cost, Sample.Sections[1].Lead);
    }

    [Theory]
    [InlineData("a.html", ReportFormat.Html)]
    [InlineData("a.JSON", ReportFormat.Json)]
    [InlineData("a.csv", ReportFormat.Csv)]
    [InlineData("a.md", ReportFormat.Markdown)]
    [InlineData("a", ReportFormat.Html)]
    public void The_ending_says_what_is_written(string path, ReportFormat format) => Assert.Equal(format, ReportFile.FormatOf(path));

    internal static byte[] Written(ReportFormat format, ReportInput input)
    {
        using var folder = new TemporaryFolder();
        return [.. ReportFile.Write(folder.File("r"), format, input, replace: false).SelectMany(path => Encoding.UTF8.GetBytes(Path.GetFileName(path)).Concat(File.ReadAllBytes(path)).Skip(format == ReportFormat.Csv ? 0 : 1))];
    }

    private static List<string> Fields(List<ReportTable> tables)
    {
        var fields = new List<string>();
        foreach (var table in tables)
        {
            using var stream = new MemoryStream();
            CsvReport.Write(table, stream);
            fields.AddRange(System.Text.RegularExpressions.Regex.Matches(Encoding.UTF8.GetString(stream.ToArray()), "\"((?:[^\"]|\"\")*)\"").Select(field => field.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)));
        }

        return fields;
    }

    private static MemoryJournal Removals()
    {
        var journal = new MemoryJournal(new());
        var record = new CopyRecord { RemovalId = SampleReport.Key(1), Run = SampleReport.Key(2), AtUtc = SampleReport.AsOf, Identity = TestTenant.Address, MailboxId = "m", Operation = JournalOperation.Remove, Items = [new() { ItemId = "i" }] };
        journal.Append(record);
        journal.Append(record with { Kind = JournalRecordKind.Outcome, Items = [new() { ItemId = "i", State = JournalItemState.Removed }] });
        return journal;
    }
}
