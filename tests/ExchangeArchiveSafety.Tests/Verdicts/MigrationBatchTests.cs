namespace ExchangeArchiveSafety.Tests.Verdicts;

public class MigrationBatchTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Theory]
    [InlineData("'Google sales'", new[] { "gmail.user" })]
    [InlineData("'google SALES'", new[] { "gmail.user" })]
    [InlineData("'Google*'", new[] { "gmail.user" })]
    [InlineData("'*month', 'Dra?t'", new[] { "waiting.user", "created.user" })]
    [InlineData("'Old wave'", new[] { "two.batches", "stopped.batch" })]
    [InlineData("'Old wave', 'Old*'", new[] { "two.batches", "stopped.batch" })]
    [InlineData("'Wave \"3\" $(Get-Date) ''Süd''; <b>x</b>'", new[] { "hostile.name" })]
    public void Only_the_users_of_the_named_batches_are_judged(string names, string[] expected)
    {
        var session = contoso.Session;

        var outcome = session.Try($"Test-ArchiveMigrationConflict -IncludeSafe -MigrationBatch {names}").Clean();

        Assert.Equal(expected.Order(StringComparer.Ordinal), outcome.Verdicts.Select(verdict => verdict.Alias).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_another_batch_says_of_the_mailbox_still_counts()
    {
        var session = contoso.Session;

        var verdict = session.Try("Test-ArchiveMigrationConflict -MigrationBatch 'Old wave'").Clean().Verdicts.Single(one => one.Alias == "two.batches");

        Assert.Equal("Conflicting", verdict.State);
        Assert.Equal("IMAP wave 1", verdict.Source.Text("MigrationBatch"));
    }

    [Theory]
    [InlineData("Wave [1]")]
    [InlineData("Wave *")]
    [InlineData("Wave 1?")]
    [InlineData("[a-z]")]
    [InlineData("`[x`]")]
    [InlineData("Wave [")]
    public async Task A_batch_is_found_by_its_name_as_it_stands_whatever_characters_it_has(string name)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Mailbox("ben")
            .Batch("Another", "IMAP", "Synced", batch => batch.User("ben"))
            .Batch(name, "IMAP", "Synced", batch => batch.User("anna"))
            .Build());

        Assert.Contains("anna", session.Try("param($name) Test-ArchiveMigrationConflict -MigrationBatch $name", name).Clean().Verdicts.Select(verdict => verdict.Alias));
    }

    [Theory]
    [InlineData("No such wave")]
    [InlineData("No such*")]
    [InlineData("[")]
    public void A_batch_that_is_not_there_is_an_error_that_names_it_and_the_others_are_judged(string name)
    {
        var session = contoso.Session;

        var outcome = session.Try("param($name) Test-ArchiveMigrationConflict -MigrationBatch $name, 'Google sales'", name);

        var error = outcome.OneError("MigrationBatchNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(name, error.TargetObject?.ToString());
        Assert.Contains(name, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("gmail.user", Assert.Single(outcome.Verdicts).Alias);
    }

    [Fact]
    public void Quiet_does_not_reassure_about_a_batch_that_is_not_there()
    {
        var session = contoso.Session;

        var outcome = session.Try("Test-ArchiveMigrationConflict -MigrationBatch 'No such wave' -Quiet");

        _ = outcome.OneError("MigrationBatchNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(true, Assert.Single(outcome.Output).BaseObject);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("@()")]
    public void An_empty_batch_name_is_refused_before_anything_is_read(string value)
    {
        var session = contoso.Session;

        var outcome = session.Try($"Test-ArchiveMigrationConflict -MigrationBatch {value}");

        Assert.Empty(outcome.Output);
        Assert.True(outcome.Terminating is not null || outcome.Errors.Count == 1);
        Assert.Empty(session.Exchange.Calls.All);
    }
}
