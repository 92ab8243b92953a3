using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>Tables that answer the question in a window of 120 columns.</summary>
public partial class ViewTests
{
    private const int Width = 120;

    [Fact]
    public async Task Verdicts_show_who_and_how_in_120_columns()
    {
        await using var session = await LabSession.StartAsync(withHost: true);

        var lines = Shown(session, "Test-ArchiveMigrationConflict | Out-Host");

        Assert.All(Verdicts.ContosoStates.NotSafe, pair => Assert.Contains(lines, line => line.Contains(pair.Key, StringComparison.Ordinal) && line.Contains(pair.Value, StringComparison.Ordinal)));
        AssertFits(lines, "Identity", "State");
    }

    [Fact]
    public async Task Suspensions_show_who_and_what_came_of_it_in_120_columns()
    {
        await using var session = await LabSession.StartAsync(withHost: true);

        var lines = Shown(session, "Suspend-ConflictingArchivePolicy anna.berg, hold.ending, recoverable.only -JournalPath $Journal | Out-Host");
        Assert.Contains(lines, line => line.Contains("anna.berg", StringComparison.Ordinal) && line.Contains("Suspended", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("recoverable.only", StringComparison.Ordinal) && line.Contains("Skipped", StringComparison.Ordinal));
        AssertFits(lines, "Identity", "Status");
        AssertFits(Shown(session, "Get-ArchivePolicySuspension -JournalPath $Journal | Out-Host"), "Identity", "Status");
        AssertFits(Shown(session, "Resume-ConflictingArchivePolicy -Force -JournalPath $Journal | Out-Host"), "Identity", "Status");
    }

    [Fact]
    public async Task Long_and_hostile_names_break_no_table()
    {
        var longest = new string('x', 60) + "." + new string('y', 120);
        await using var session = await LabSession.StartAsync(
            new TenantBuilder()
                .Mailbox(longest)
                .Mailbox("evil", mailbox =>
                {
                    mailbox.PrimarySmtpAddress = "evil\u001b[31m\n\u202Eman@contoso.example";
                    mailbox.DisplayName = "\u001b]0;title\u0007 =cmd|'x'!A1\r\nState: Safe";
                })
                .Batch(new string('b', 200) + "\n\u001b[2J", "IMAP", "Synced", batch => batch.User(longest).User("evil"))
                .Build(),
            withHost: true);

        var lines = Shown(session, "Test-ArchiveMigrationConflict | Out-Host");

        AssertFits(lines, "Identity", "State");
        Assert.Equal(2, lines.Count(line => line.Contains("Conflicting", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Any(character => char.IsControl(character) || character == '\u202E'));
        Assert.All((string[])["\u001b[31m", "\u001b[2J", "\u001b]0"], sequence => Assert.DoesNotContain(sequence, session.Host.Text, StringComparison.Ordinal));
        AssertFits(Shown(session, "Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal | Out-Host"), "Identity", "Status");
    }

    private static List<string> Shown(LabSession session, string script)
    {
        var before = session.Host.Text.Length;
        session.TryJournal("$global:WarningPreference = 'SilentlyContinue'; " + script).Clean();
        return [.. Ansi().Replace(session.Host.Text[before..], "").Split('\n').Select(line => line.TrimEnd('\r', ' ')).Where(line => line.Length > 0)];
    }

    private static void AssertFits(List<string> lines, params string[] headers)
    {
        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        Assert.All(headers, header => Assert.Contains(header, lines[0], StringComparison.Ordinal));
    }

    /// <summary>What the engine paints headers with.</summary>
    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Ansi();
}
