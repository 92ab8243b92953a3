namespace ExchangeArchiveSafety.Tests.Resuming;

/// <summary>The mailbox was deleted, and perhaps migrated into a new one, as the article advises.</summary>
public class GoneMailboxTests
{
    private const string Resume = "Resume-ConflictingArchivePolicy -JournalPath $Journal";

    private static async Task<LabSession> SuspendedAsync()
    {
        var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Mailbox("ben")
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben"]))
            .Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy anna -JournalPath $Journal").Clean();
        Suspending.RoundTripTests.EndMigration(session);
        return session;
    }

    /// <summary>A new mailbox with the address of the one that is gone.</summary>
    private static LabMailbox Recreate(LabSession session)
    {
        var made = new TenantBuilder().Mailbox("anna", mailbox => (mailbox.ExchangeGuid, mailbox.Guid, mailbox.RetentionHoldEnabled) = (Guid.NewGuid(), Guid.NewGuid(), true)).Build().Mailbox("anna");
        session.Tenant.AddMailbox(made);
        return made;
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("anna", true)]
    [InlineData("anna@contoso.example", true)]
    [InlineData("anna@contoso.example", false)]
    [InlineData("", false)]
    public async Task Its_record_closes_with_a_warning_and_the_new_mailbox_is_untouched(string name, bool recreated)
    {
        await using var session = await SuspendedAsync();
        var gone = session.Tenant.Mailbox("anna").ExchangeGuid;
        session.Tenant.RemoveMailbox("anna");
        var other = recreated ? Recreate(session) : null;

        // By the address that is recorded; an alias alone is nobody's record.
        var named = name == "anna" ? "anna@contoso.example" : name;
        var shown = Assert.Single(session.TryJournal($"Get-ArchivePolicySuspension {named} -JournalPath $Journal").Clean().Suspensions);
        Assert.Equal("Closed", shown.Status);
        Assert.Contains(gone.ToString(), shown.Reason, StringComparison.OrdinalIgnoreCase);
        session.Exchange.Calls.Clear();
        var outcome = session.TryJournal(Resume + " " + named).Clean();

        var result = Assert.Single(outcome.Suspensions, one => one.Status != "Skipped");
        Assert.Equal(("Closed", gone.ToString()), (result.Status, result.Source.Value("ExchangeGuid")!.ToString()));
        Assert.Contains(outcome.Warnings, warning => warning.Contains(gone.ToString(), StringComparison.OrdinalIgnoreCase) && warning.Contains("exists no more", StringComparison.Ordinal));
        Assert.Empty(session.Exchange.Calls.Writes);
        Assert.True(other?.RetentionHoldEnabled ?? true);

        // A second run says nothing.
        var again = session.TryJournal(Resume).Clean();
        Assert.Empty(again.Output);
        Assert.Empty(again.Warnings);
        Assert.Empty(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Clean().Output);
    }

    [Theory]
    [InlineData("soft-deleted")]
    [InlineData("inactive")]
    [InlineData("not granted")]
    [InlineData("other error")]
    public async Task Without_the_proof_the_record_stays_open(string why)
    {
        await using var session = await SuspendedAsync();
        session.Tenant.RemoveMailbox("anna", why switch { "soft-deleted" => RemovedMailboxKind.SoftDeleted, "inactive" => RemovedMailboxKind.Inactive, _ => RemovedMailboxKind.Purged });
        if (why == "not granted")
        {
            session.Exchange.Permissions.Deny("Get-Mailbox", "InactiveMailboxOnly");
            session.Connect();
        }
        else if (why == "other error")
        {
            session.Exchange.Faults.Add("Get-Mailbox", FaultKind.Error, skip: 2);
        }

        var outcome = session.TryJournal(Resume);

        Assert.Equal("Failed", Assert.Single(outcome.Suspensions).Status);
        Assert.Single(outcome.Errors);
        Assert.DoesNotContain("Closed", File.ReadAllText(session.Journal), StringComparison.Ordinal);
        Assert.Single(session.TryJournal("Get-ArchivePolicySuspension -JournalPath $Journal").Output);
    }

    [Fact]
    public async Task WhatIf_closes_nothing()
    {
        await using var session = await SuspendedAsync();
        session.Tenant.RemoveMailbox("anna");
        var before = File.ReadAllText(session.Journal);

        Assert.Equal("WhatIf", Assert.Single(session.TryJournal(Resume + " -WhatIf").Clean().Suspensions).Status);
        Assert.Equal(before, File.ReadAllText(session.Journal));
    }

    [Fact]
    public void Its_record_closes_also_while_the_new_mailbox_migrates_and_its_user_tells_only_the_address()
    {
        using var engine = Sessions.MockTenant.Start();
        _ = Assert.Single(engine.Try("Suspend-ConflictingArchivePolicy ada -Confirm:$false").Suspensions);
        engine.Run("$Mock.Mailboxes[0].ExchangeGuid = New-MockId 77; $global:Mock.Inner = (Get-Command Get-Mailbox).ScriptBlock; "
            + "function global:Get-Mailbox { param($Identity, $ResultSize, [switch]$SoftDeletedMailbox, [switch]$InactiveMailboxOnly) "
            + "if ($SoftDeletedMailbox -or $InactiveMailboxOnly) { & $global:Mock.Inner -Identity \"gone $Identity\" } else { & $global:Mock.Inner -Identity $Identity } }");

        Assert.Equal("Closed", Assert.Single(engine.Try("Resume-ConflictingArchivePolicy -Confirm:$false").Suspensions).Status);
    }
}
