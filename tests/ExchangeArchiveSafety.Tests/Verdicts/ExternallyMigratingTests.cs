namespace ExchangeArchiveSafety.Tests.Verdicts;

public class ExternallyMigratingTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Fact]
    public void A_mailbox_that_the_caller_names_counts_as_still_syncing()
    {
        var session = contoso.Session;
        Assert.Equal("Safe", session.Try("Test-ArchiveMigrationConflict external.tool").Verdicts[0].State);

        var verdict = session.Try("Test-ArchiveMigrationConflict external.tool -ExternallyMigrating external.tool@contoso.example").Clean().Verdicts[0];

        Assert.Equal("Conflicting", verdict.State);
        Assert.Equal(true, verdict.Source.Value("ExternallyMigrating"));
        Assert.Contains("EAS1010", verdict.FindingIds);
    }

    [Fact]
    public void Without_an_identity_it_stands_among_the_migrating_ones()
    {
        var session = contoso.Session;

        var outcome = session.Try("Test-ArchiveMigrationConflict -ExternallyMigrating external.tool, not.migrating").Clean();

        Assert.Equal(
            ContosoStates.Lines(ContosoStates.NotSafe.Append(new("external.tool", "Conflicting")).Append(new("not.migrating", "Conflicting"))),
            ContosoStates.Lines(outcome.Verdicts));
    }

    [Fact]
    public void It_makes_no_other_mailbox_migrate()
    {
        var session = contoso.Session;

        Assert.Equal("Safe", session.Try("Test-ArchiveMigrationConflict not.migrating -ExternallyMigrating external.tool").Clean().Verdicts[0].State);
    }

    [Theory]
    [InlineData("nobody@contoso.example", "MailboxNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("", "MailboxIdentityEmpty", ErrorCategory.InvalidArgument)]
    public void A_name_that_names_nobody_is_an_error_and_the_rest_is_judged(string name, string id, ErrorCategory category)
    {
        var session = contoso.Session;

        var outcome = session.Try("param($name) Test-ArchiveMigrationConflict anna.berg -ExternallyMigrating $name", name);

        Assert.Equal(name, outcome.OneError(id, category).TargetObject?.ToString());
        Assert.Equal("Conflicting", Assert.Single(outcome.Verdicts).State);
    }

    [Fact]
    public void A_snapshot_takes_it_too()
    {
        var session = contoso.Session;
        var path = TestProcess.NewPath("tenant.json");
        session.Try("param($path) Export-ArchiveSafetySnapshot $path", path);

        var verdict = session.Try("param($path) Test-ArchiveMigrationConflict external.tool -SnapshotPath $path -ExternallyMigrating external.tool", path).Verdicts.Single();

        Assert.NotEqual("Safe", verdict.State);
        Assert.Contains("EAS1010", verdict.FindingIds);
    }
}
