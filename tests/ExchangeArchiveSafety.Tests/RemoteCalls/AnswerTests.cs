namespace ExchangeArchiveSafety.Tests.RemoteCalls;

/// <summary>An answer is used only where it is the one that was asked for; what is missing never reassures.</summary>
public class AnswerTests
{
    /// <summary>Anna would be hit; ben, the next mailbox, is held off, empty and without a loop.</summary>
    private static LabTenant TwoMailboxes() => new TenantBuilder()
        .Tag("Deletes", "All", "DeleteAndAllowRecovery", 3650)
        .Policy("Deletes only", "Deletes")
        .Mailbox("anna")
        .Mailbox("ben", mailbox => mailbox.ElcProcessingDisabled = true)
        .Mailbox("full", mailbox =>
        {
            mailbox.RetentionPolicy = "Deletes only";
            mailbox.ProhibitSendReceiveQuota = 2 * LabMailbox.Gigabyte;
            mailbox.SourceContents = Lab.Tenant.Migration.SourceContents.Filling(97, 2 * LabMailbox.Gigabyte);
        })
        .Mailbox("empty", mailbox => mailbox.RetentionPolicy = "Deletes only")
        .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ben", "full", "empty"]))
        .Build();

    [Theory]
    [InlineData(FaultKind.ReturnsAnother, "MailboxMismatch", ErrorCategory.InvalidResult)]
    [InlineData(FaultKind.ReturnsSeveral, "MailboxAmbiguous", ErrorCategory.InvalidResult)]
    [InlineData(FaultKind.ReturnsNothing, "MailboxNotFound", ErrorCategory.ObjectNotFound)]
    public async Task Settings_of_another_mailbox_are_not_taken_for_its_own(FaultKind kind, string id, ErrorCategory category)
    {
        await using var session = await LabSession.StartAsync(TwoMailboxes());
        session.Exchange.Faults.Add("Get-Mailbox", kind, mailbox: "anna");

        var outcome = session.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        Assert.Equal("anna@contoso.example", outcome.OneError(id, category).TargetObject?.ToString());
        var states = outcome.Verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State);
        Assert.Equal("Indeterminate", states["anna"]);
        Assert.Equal("Mitigated", states["ben"]);
        Assert.Equal("Conflicting", states["full"]);
    }

    [Theory]
    [InlineData(FaultKind.ReturnsAnother, "MailboxMismatch", ErrorCategory.InvalidResult)]
    [InlineData(FaultKind.ReturnsSeveral, "MailboxAmbiguous", ErrorCategory.InvalidResult)]
    [InlineData(FaultKind.ReturnsNothing, "MailboxNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(FaultKind.DoesNothing, "MailboxNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(FaultKind.Throttled, "ExchangeCallFailed", ErrorCategory.ConnectionError)]
    [InlineData(FaultKind.Error, "ExchangeCallFailed", ErrorCategory.ConnectionError)]
    [InlineData(FaultKind.TerminatingError, "ExchangeCallFailed", ErrorCategory.ConnectionError)]
    [InlineData(FaultKind.AppliesThenErrors, "ExchangeCallFailed", ErrorCategory.ConnectionError)]
    public async Task A_named_mailbox_that_is_not_answered_for_is_reported_by_name_and_the_others_are_judged(FaultKind kind, string id, ErrorCategory category)
    {
        await using var session = await LabSession.StartAsync(TwoMailboxes());
        session.Exchange.Faults.Add("Get-Mailbox", kind, mailbox: "anna");

        var outcome = session.Try("Test-ArchiveMigrationConflict anna@contoso.example, ben@contoso.example");

        var error = outcome.OneError(id, category);
        Assert.Equal("anna@contoso.example", error.TargetObject?.ToString());
        Assert.Equal("ben", Assert.Single(outcome.Verdicts).Alias);
        Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Mailbox == "anna@contoso.example" && call.Command != "Get-Mailbox");
    }

    [Theory]
    [InlineData(FaultKind.ReturnsAnother)]
    [InlineData(FaultKind.ReturnsSeveral)]
    [InlineData(FaultKind.ReturnsNothing)]
    [InlineData(FaultKind.DoesNothing)]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.TerminatingError)]
    public async Task Without_its_own_size_a_mailbox_that_may_be_full_cannot_be_judged(FaultKind kind)
    {
        await using var session = await LabSession.StartAsync(TwoMailboxes());
        session.Exchange.Faults.Add("Get-MailboxStatistics", kind, mailbox: "full");

        var outcome = session.Try("Test-ArchiveMigrationConflict full, empty");

        Assert.Equal("full@contoso.example", Assert.Single(outcome.Errors).TargetObject?.ToString());
        Assert.Equal(["full: Indeterminate", "empty: Safe"], outcome.Verdicts.Select(verdict => verdict.Alias + ": " + verdict.State));
    }

    [Theory]
    [InlineData(FaultKind.ReturnsAnother)]
    [InlineData(FaultKind.ReturnsSeveral)]
    [InlineData(FaultKind.ReturnsNothing)]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.TerminatingError)]
    public async Task Without_its_own_counters_no_loop_is_claimed_or_denied(FaultKind kind)
    {
        var tenant = TwoMailboxes();
        tenant.AdvanceDays(20);
        await using var session = await LabSession.StartAsync(tenant);
        Assert.True(session.Try("Test-ArchiveMigrationConflict anna").Clean().Verdicts[0].LoopObserved);
        session.Exchange.Faults.Add("Export-MailboxDiagnosticLogs", kind, mailbox: "anna");

        var outcome = session.Try("Test-ArchiveMigrationConflict anna");

        var verdict = Assert.Single(outcome.Verdicts);
        Assert.Equal("Conflicting", verdict.State);
        Assert.Null(verdict.LoopObserved);
        Assert.Equal("anna@contoso.example", Assert.Single(outcome.Errors).TargetObject?.ToString());
    }

    [Fact]
    public async Task A_tenant_that_answers_everything_to_a_missing_identity_fools_nobody()
    {
        var tenant = TwoMailboxes();
        tenant.Options.MissingIdentityReturnsEverything = true;
        await using var session = await LabSession.StartAsync(tenant);

        var outcome = session.TryJournal("Suspend-ConflictingArchivePolicy nobody@contoso.example, anna -JournalPath $Journal");

        Assert.Equal("nobody@contoso.example", outcome.OneError("MailboxAmbiguous", ErrorCategory.InvalidResult).TargetObject?.ToString());
        Assert.Equal("anna@contoso.example", Assert.Single(session.Exchange.Calls.Writes).Mailbox);
    }

    [Fact]
    public async Task A_tenant_with_one_mailbox_does_not_answer_for_another_name()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Options(options => options.MissingIdentityReturnsEverything = true).Build());

        var outcome = session.Try("Test-ArchiveMigrationConflict nobody@contoso.example");

        Assert.Equal("nobody@contoso.example", outcome.OneError("MailboxMismatch", ErrorCategory.InvalidResult).TargetObject?.ToString());
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("Get-EXOMailbox", FaultKind.ReturnsNothing)]
    [InlineData("Get-EXOMailbox", FaultKind.Error)]
    [InlineData("Get-EXOMailbox", FaultKind.TerminatingError)]
    [InlineData("Get-EXOMailbox", FaultKind.DoesNothing)]
    public async Task A_bulk_call_that_fails_costs_calls_and_no_verdict(string command, FaultKind kind)
    {
        await using var session = await LabSession.StartAsync(TwoMailboxes());
        var expected = session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts.Select(verdict => verdict.Alias + " " + verdict.State).Order();
        session.Exchange.Faults.Add(command, kind);

        var outcome = session.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        Assert.Equal(expected, outcome.Verdicts.Select(verdict => verdict.Alias + " " + verdict.State).Order());
    }

    [Theory]
    [InlineData("Get-RetentionPolicy", FaultKind.ReturnsNothing)]
    [InlineData("Get-RetentionPolicy", FaultKind.Error)]
    [InlineData("Get-RetentionPolicyTag", FaultKind.Error)]
    [InlineData("Get-RetentionPolicyTag", FaultKind.ReturnsNothing)]
    public async Task Without_the_policies_nobody_who_depends_on_them_is_called_safe(string command, FaultKind kind)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Policy("Nothing")
            .Mailbox("anna")
            .Mailbox("quiet", mailbox =>
            {
                mailbox.RetentionPolicy = "Nothing";
                mailbox.AutoArchivingEnabled = false;
            })
            .Mailbox("no.archive", mailbox => mailbox.WithoutArchive())
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "quiet", "no.archive"]))
            .Build());
        session.Exchange.Faults.Add(command, kind);

        var states = session.Try("Test-ArchiveMigrationConflict anna, quiet, no.archive").Verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State);

        Assert.Equal("Indeterminate", states["anna"]);
        Assert.NotEqual("Mitigated", states["quiet"]);
        Assert.Equal("Safe", states["no.archive"]);
    }

    [Theory]
    [InlineData("RetentionHoldEnabled")]
    [InlineData("StartDateForRetentionHold")]
    [InlineData("EndDateForRetentionHold")]
    [InlineData("ElcProcessingDisabled")]
    [InlineData("RetentionPolicy")]
    [InlineData("ArchiveGuid")]
    [InlineData("ArchiveStatus")]
    public async Task A_property_that_is_not_returned_is_never_taken_for_false(string property)
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("held", mailbox =>
            {
                mailbox.RetentionHoldEnabled = true;
                mailbox.StartDateForRetentionHold = LabTenant.DefaultStart.AddDays(-5);
                mailbox.ElcProcessingDisabled = true;
            })
            .Mailbox("anna")
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["held", "anna"]))
            .Build());
        session.Exchange.Permissions.Hide("Get-Mailbox", property);
        session.Exchange.Permissions.Hide("Get-EXOMailbox", property);

        var states = session.Try("Test-ArchiveMigrationConflict").Verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State);

        // ArchiveStatus says nothing that a GUID does not say; a missing begin of a hold that is off says nothing either.
        Assert.Equal(property is "ArchiveStatus" or "StartDateForRetentionHold" or "EndDateForRetentionHold" ? "Conflicting" : property is "ArchiveGuid" ? "Conflicting" : "Indeterminate", states["anna"]);
        Assert.NotEqual("Safe", states["held"]);
    }

    [Fact]
    public async Task A_throttled_warning_changes_nothing()
    {
        await using var session = await LabSession.StartAsync(TwoMailboxes());
        session.Exchange.Faults.Add("*", FaultKind.Warns);

        Assert.Equal("Conflicting", Assert.Single(session.Try("Test-ArchiveMigrationConflict anna").Clean().Verdicts).State);
    }

    [Fact]
    public async Task A_migration_user_whose_mailbox_is_gone_is_reported_and_not_called_safe()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Mailbox("ghost", mailbox => mailbox.RecipientTypeDetails = "PublicFolderMailbox")
            .Batch("Wave", "IMAP", "Synced", batch => batch.Users(["anna", "ghost"]))
            .Build());

        var outcome = session.Try("Test-ArchiveMigrationConflict");

        Assert.Equal("ghost@contoso.example", outcome.OneError("MailboxNotFound", ErrorCategory.ObjectNotFound).TargetObject?.ToString());
        Assert.Equal(["anna: Conflicting", "ghost: Indeterminate"], outcome.Verdicts.Select(verdict => verdict.Alias + ": " + verdict.State));
    }
}
