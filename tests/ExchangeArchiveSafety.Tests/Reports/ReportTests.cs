using System.Text.Json;

namespace ExchangeArchiveSafety.Tests.Reports;

public sealed class ReportTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Fact]
    public void What_is_piped_in_stands_in_the_report_whatever_the_mix()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("r.json");
        var verdicts = session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Verdicts;

        var outcome = session.Try("param($path) @(Test-ArchiveMigrationConflict -IncludeSafe; Test-ArchiveSafetyReadiness) | Export-ArchiveSafetyReport $path -Title 'Wave 1' -PassThru", path);

        Assert.Equal(path, ((FileInfo)Assert.Single(outcome.Output).BaseObject).FullName);
        using var report = JsonDocument.Parse(File.ReadAllText(path));
        var tables = report.RootElement.GetProperty("tables");
        Assert.Equal("Wave 1", report.RootElement.GetProperty("title").GetString());
        Assert.Equal(LabTenant.DefaultStart, report.RootElement.GetProperty("asOf").GetDateTime());
        Assert.Equal(
            verdicts.Select(verdict => verdict.Identity + " " + verdict.State).Order(StringComparer.Ordinal),
            tables.GetProperty("verdicts").EnumerateArray().Select(row => row.GetProperty("mailbox").GetString() + " " + row.GetProperty("state").GetString()).Order(StringComparer.Ordinal));
        Assert.NotEmpty(tables.GetProperty("readiness").EnumerateArray());
        Assert.Equal(verdicts.Count(verdict => verdict.State == "Conflicting"), report.RootElement.GetProperty("figures").GetProperty("atRisk").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_snapshot_and_a_journal_are_enough()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(3).Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -Force -JournalPath $Journal -Confirm:$false; Export-ArchiveSafetySnapshot ($Journal + '.snapshot')");
        using var offline = Engine.Start();

        offline.Try("param($journal) Export-ArchiveSafetyReport ($journal + '.json') -SnapshotPath ($journal + '.snapshot') -JournalPath $journal", session.Journal).Clean();

        using var report = JsonDocument.Parse(File.ReadAllText(session.Journal + ".json"));
        Assert.Equal(3, report.RootElement.GetProperty("tables").GetProperty("verdicts").GetArrayLength());
        Assert.Equal("Suspended", Assert.Single(report.RootElement.GetProperty("tables").GetProperty("suspensions").EnumerateArray()).GetProperty("status").GetString());
        offline.Try("param($journal) Export-ArchiveSafetyReport ($journal + '.md') -JournalPath ($journal + '.none')", session.Journal).Ended("JournalNotFound", ErrorCategory.ObjectNotFound);
        Assert.False(File.Exists(session.Journal + ".md"));
    }

    [Theory]
    [InlineData("r.html", "", "<!doctype html>")]
    [InlineData("r.md", "", "# Archive and migration safety")]
    [InlineData("r.csv", "", "\uFEFF\"mailbox\",\"state\",")]
    [InlineData("r.txt", "-Format Json", "{")]
    public void The_ending_or_the_caller_says_what_is_written(string name, string format, string begin)
    {
        var path = TestProcess.NewPath(name);

        var written = contoso.Session.Try("param($path) Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport $path -PassThru " + format, path).Output;

        Assert.StartsWith(begin, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(((FileInfo)Assert.Single(written).BaseObject).FullName)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_replaced_without_force_and_a_foreign_object_ends_it()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("r.html");
        File.WriteAllText(path, "mine");

        session.Try("param($path) Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport $path", path).Ended("ReportNotWritable", ErrorCategory.WriteError);
        session.Try("param($path) @(Test-ArchiveMigrationConflict; [pscustomobject]@{ Password = 'Sup3rGeheim' }) | Export-ArchiveSafetyReport $path -Force", path).Ended("InvalidArgument", ErrorCategory.InvalidArgument);
        Assert.Contains("-SnapshotPath", session.Try("param($path) Test-ArchiveMigrationConflict anna.berg | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } | Export-ArchiveSafetyReport $path -Force", path).Ended("InvalidArgument", ErrorCategory.InvalidArgument).Exception.Message, StringComparison.Ordinal);
        session.Try("param($path) Export-ArchiveSafetyReport ($path + '.none/r.html')", path).Ended("ReportNotWritable", ErrorCategory.WriteError);
        Assert.Equal("mine", File.ReadAllText(path));

        session.Try("param($path) Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport $path -Force", path).Clean();
        Assert.NotEqual("mine", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_waiting_costs_comes_with_the_verdicts_or_the_snapshot()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("r.json");

        session.Try("param($path) Test-ArchiveMigrationConflict -Forecast | Export-ArchiveSafetyReport $path; $null = Export-ArchiveSafetySnapshot ($path + '.snapshot')", path).Clean();
        session.Try("param($path) Export-ArchiveSafetyReport ($path + '.2.json') -SnapshotPath ($path + '.snapshot')", path).Clean();

        using var live = JsonDocument.Parse(File.ReadAllText(path));
        using var saved = JsonDocument.Parse(File.ReadAllText(path + ".2.json"));
        Assert.StartsWith("If nothing is done, ", live.RootElement.GetProperty("cost").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, live.RootElement.GetProperty("tables").GetProperty("forecast").GetArrayLength());
        Assert.Equal(live.RootElement.GetProperty("cost").GetString(), saved.RootElement.GetProperty("cost").GetString());
        Assert.Equal(live.RootElement.GetProperty("tables").GetProperty("forecastByMailbox").GetRawText(), saved.RootElement.GetProperty("tables").GetProperty("forecastByMailbox").GetRawText());
    }

    [Fact]
    public void Only_one_journal_and_a_word_where_there_is_nothing_to_tell()
    {
        var path = TestProcess.NewPath("r.csv");

        contoso.Session.Try("param($path) Export-ArchiveSafetyReport $path -JournalPath $path -JournalUri https://contoso.blob.core.windows.net/j/j", path).Ended("ParameterConflict", ErrorCategory.InvalidArgument);
        Assert.Contains("holds headings and no rows", Assert.Single(contoso.Session.Try("param($path) Export-ArchiveSafetyReport $path", path).Warnings), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(path));
    }

    [Fact]
    public void What_it_is_made_of_is_never_replaced()
    {
        var path = TestProcess.NewPath("contoso.journal.jsonl");
        File.WriteAllText(path, "");

        contoso.Session.Try("param($path) Export-ArchiveSafetyReport $path -JournalPath $path -Force", path).Ended("ReportNotWritable", ErrorCategory.WriteError);
        contoso.Session.Try("param($path) Export-ArchiveSafetyReport $path -SnapshotPath $path -Force", path).Ended("ReportNotWritable", ErrorCategory.WriteError);
        Assert.Equal("", File.ReadAllText(path));
    }

    [Fact]
    public void WhatIf_writes_no_file()
    {
        var path = TestProcess.NewPath("r.html");

        contoso.Session.Try("param($path) Test-ArchiveMigrationConflict | Export-ArchiveSafetyReport $path -WhatIf", path).Clean();

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }
}
