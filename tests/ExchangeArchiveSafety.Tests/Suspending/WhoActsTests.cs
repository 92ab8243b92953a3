using ExchangeArchiveSafety.Tests.Verdicts;

namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>Which mailboxes are acted on: piped verdicts and named ones, in every state, with and without -Force.</summary>
public class WhoActsTests
{
    public static TheoryData<string, string, bool, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, string, bool, bool>();
            foreach (var (state, alias) in (IEnumerable<(string, string)>)
                [("Conflicting", "anna.berg"), ("Imminent", "hold.ending"), ("Dormant", "stopped.user"), ("Indeterminate", "no.policy.unknown"), ("Indeterminate", "corrupted.user"), ("Mitigated", "hold.open"), ("Safe", "recoverable.only")])
            {
                foreach (var piped in (bool[])[true, false])
                {
                    data.Add(state, alias, piped, false);
                    if (state != "Mitigated")
                    {
                        data.Add(state, alias, piped, true);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_mailbox_acts_by_its_state_by_how_it_was_named_and_by_force(string state, string alias, bool piped, bool force)
    {
        await using var session = await LabSession.StartAsync();
        Assert.Equal(state, ContosoStates.Migrating[alias]);
        var acts = ContosoStates.Acting.Contains(alias) || (!piped && (state is "Dormant" or "Indeterminate" || (state == "Safe" && force)));
        var command = piped ? $"Test-ArchiveMigrationConflict {alias} | Suspend-ConflictingArchivePolicy" : $"Suspend-ConflictingArchivePolicy {alias}";

        var result = Assert.Single(session.TryJournal($"{command} -JournalPath $Journal {(force ? "-Force" : "")}").Clean().Suspensions);

        Assert.Equal(alias, result.Alias);
        Assert.Equal(acts ? "Suspended" : "Skipped", result.Status);
        Assert.NotEmpty(result.Reason);
        Assert.Equal(acts ? 1 : 0, session.Exchange.Calls.Writes.Count);
        Assert.Equal(acts || alias == "hold.open", session.Tenant.Mailbox(alias).RetentionHoldEnabled);
        Assert.True(acts || result.Reason.Contains("-Identity", StringComparison.Ordinal) || result.Reason.Contains("-Force", StringComparison.Ordinal), result.Reason);
    }

    [Fact]
    public async Task Verdicts_that_were_saved_act_as_verdicts()
    {
        await using var session = await LabSession.StartAsync();
        var saved = session.Run("Test-ArchiveMigrationConflict anna.berg, stopped.user, recoverable.only, no.policy.unknown, corrupted.user")
            .Select(verdict => PSSerializer.Deserialize(PSSerializer.Serialize(verdict, 3))).ToList();

        var results = session.Engine.Pipe(saved, "Suspend-ConflictingArchivePolicy", new Dictionary<string, object?> { ["JournalPath"] = session.Journal }).Clean().Suspensions;

        Assert.Equal(
            ["anna.berg: Suspended", "stopped.user: Skipped", "recoverable.only: Skipped", "no.policy.unknown: Suspended", "corrupted.user: Skipped"],
            results.Select(result => result.Alias + ": " + result.Status));
    }

    [Theory]
    [InlineData("State", "0")]
    [InlineData("State", "Sicher")]
    [InlineData("State", "")]
    [InlineData("MigrationActivity", "3")]
    [InlineData("MigrationActivity", "")]
    public async Task A_saved_verdict_that_is_not_understood_is_judged_anew(string property, string value)
    {
        await using var session = await LabSession.StartAsync();
        var saved = PSObject.AsPSObject(PSSerializer.Deserialize(PSSerializer.Serialize(session.Run("Test-ArchiveMigrationConflict anna.berg")[0], 3)));
        saved.Properties.Remove(property);
        saved.Properties.Add(new PSNoteProperty(property, value));

        var result = Assert.Single(session.Engine.Pipe([saved], "Suspend-ConflictingArchivePolicy", new Dictionary<string, object?> { ["JournalPath"] = session.Journal }).Clean().Suspensions);

        Assert.Equal("Suspended", result.Status);
    }

    [Fact]
    public async Task Auto_archiving_that_this_module_switched_off_is_held_off_and_not_absent()
    {
        await using var session = await LabSession.StartAsync();
        session.TryJournal("Suspend-ConflictingArchivePolicy auto.full -JournalPath $Journal").Clean();

        var verdict = Assert.Single(session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts, verdict => verdict.Alias == "auto.full");

        Assert.Equal("Mitigated", verdict.State);
        Assert.DoesNotContain("Nothing to do", verdict.Source.Text("Recommendation"), StringComparison.Ordinal);
        Assert.Equal(["RetentionHold", "AutoArchivingDisabled"], verdict.Source.Items("HeldOffBy").Select(held => held.ToString()));
    }

    [Fact]
    public async Task Mailbox_objects_are_named_ones_and_are_judged_first()
    {
        await using var session = await LabSession.StartAsync();

        var results = session.TryJournal("'anna.berg', 'recoverable.only', 'stopped.user' | ForEach-Object { Get-Mailbox $_ } | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions;

        Assert.Equal(["anna.berg: Suspended", "recoverable.only: Skipped", "stopped.user: Suspended"], results.Select(result => result.Alias + ": " + result.Status));
    }

    [Fact]
    public async Task Snapshot_verdicts_pipe_in_and_the_live_mailbox_is_what_is_changed()
    {
        await using var session = await LabSession.StartAsync();
        session.TryJournal("Export-ArchiveSafetySnapshot ($Journal + '.snapshot')");
        session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $true -EndDateForRetentionHold ([datetime]'2026-09-09T00:00:00Z')");
        var before = session.Settings("anna.berg");

        session.TryJournal("Test-ArchiveMigrationConflict anna.berg -SnapshotPath ($Journal + '.snapshot') | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean();
        session.TryJournal("Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        Assert.Equal(before, session.Settings("anna.berg"));
    }

    [Fact]
    public async Task The_whole_tenant_pipes_in_and_afterwards_nothing_conflicts()
    {
        await using var session = await LabSession.StartAsync();

        var results = session.TryJournal("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal").Clean().Suspensions;

        Assert.Equal(
            ContosoStates.NotSafe.Select(pair => pair.Key + ": " + (ContosoStates.Acting.Contains(pair.Key) ? "Suspended" : "Skipped")).Order(StringComparer.Ordinal),
            results.Select(result => result.Alias + ": " + result.Status).Order(StringComparer.Ordinal));
        var left = session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts.Where(verdict => verdict.State is "Conflicting" or "Imminent").Select(verdict => verdict.Alias);
        Assert.Empty(left);
    }

    [Theory]
    [InlineData("@() | Suspend-ConflictingArchivePolicy -JournalPath $Journal")]
    [InlineData("Test-ArchiveMigrationConflict completed.user | Where-Object { $false } | Suspend-ConflictingArchivePolicy -JournalPath $Journal -Force")]
    public async Task An_empty_pipeline_suspends_nobody(string script)
    {
        await using var session = await LabSession.StartAsync();

        Assert.Empty(session.TryJournal(script).Clean().Output);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("@()")]
    [InlineData("([guid]::Empty)")]
    public async Task A_value_that_names_nobody_suspends_nobody(string value)
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.TryJournal($"Suspend-ConflictingArchivePolicy -Identity {value} -Force -JournalPath $Journal");

        _ = outcome.OneError("MailboxIdentityEmpty", ErrorCategory.InvalidArgument);
        Assert.Empty(outcome.Output);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("nobody@contoso.example")]
    [InlineData("nobody*")]
    [InlineData("*", "MailboxAmbiguous", ErrorCategory.InvalidResult)]
    [InlineData("$(1)'\"`;")]
    public async Task A_name_that_nobody_has_or_everybody_suspends_nobody(string name, string id = "MailboxNotFound", ErrorCategory category = ErrorCategory.ObjectNotFound)
    {
        await using var session = await LabSession.StartAsync();

        var outcome = session.Try("param($name, $journal) Suspend-ConflictingArchivePolicy $name -Force -JournalPath $journal", name, session.Journal);

        Assert.Equal(name, outcome.OneError(id, category).TargetObject?.ToString());
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Every_result_carries_what_is_promised()
    {
        await using var session = await LabSession.StartAsync();

        var result = Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy hold.ending -JournalPath $Journal").Clean().Suspensions);

        Assert.Empty(((string[])["Identity", "ExchangeGuid", "Method", "Status", "Before", "After", "Reason", "JournalPath"]).Except(result.Source.Properties.Select(property => property.Name)));
        Assert.Equal("hold.ending@contoso.example", result.Identity);
        Assert.Equal(session.Tenant.Mailbox("hold.ending").ExchangeGuid, result.ExchangeGuid);
        Assert.Equal("RetentionHold", result.Method);
        Assert.Equal(session.Journal, result.JournalPath);
        Assert.Equal(LabTenant.DefaultStart.AddDays(9), result.Before!.Value("EndDateForRetentionHold"));
        Assert.Null(result.After!.Value("EndDateForRetentionHold"));
        Assert.Equal(true, result.After!.Value("RetentionHoldEnabled"));
        Assert.Equal(false, result.After!.Value("AutoArchivingEnabled"));
    }
}
