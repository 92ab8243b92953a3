using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public class ResultSizeTests
{
    [Fact]
    public async Task Answers_end_at_1000_with_a_warning_unless_everything_is_asked_for()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1001, set: (mailbox, _) => mailbox.SourceContents = new SourceContents(1)).Build());

        foreach (var command in (string[])["Get-Mailbox", "Get-EXOMailbox", "Get-EXORecipient", "Get-MigrationUser"])
        {
            var cut = session.Try(command);
            Assert.Equal(1000, cut.Output.Count);
            Assert.Contains("There are more results available", Assert.Single(cut.Warnings), StringComparison.Ordinal);

            var whole = session.Try(command + " -ResultSize Unlimited");
            Assert.Equal(1001, whole.Output.Count);
            Assert.Empty(whole.Warnings);
        }

        Assert.Equal(7, session.Run("Get-Mailbox -ResultSize 7 -WarningAction Ignore").Count);
    }
}
