using Xunit;
using static ExchangeArchiveSafety.MigrationActivity;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Rule 1: who still syncs. The tables are copied from the domain page (2.2 and 2.3), not from the product.</summary>
public class MigrationTests
{
    private const string Missing = "(missing)";
    private const string Absent = "(absent)";
    private const string NotRead = "(not read)";

    private static readonly Dictionary<string, MigrationActivity> BatchTable = new()
    {
        ["Starting"] = StillSyncs,
        ["Syncing"] = StillSyncs,
        ["IncrementalSyncing"] = StillSyncs,
        ["Synced"] = StillSyncs,
        ["SyncedwithErrors"] = StillSyncs,
        ["Completing"] = StillSyncs,
        ["Stopping"] = StillSyncs,
        ["Created"] = WillSync,
        ["Waiting"] = WillSync,
        ["Stopped"] = Dormant,
        ["Failed"] = Dormant,
        ["CompletedWithErrors"] = Dormant,
        ["Completed"] = Ended,
        ["Corrupted"] = CannotJudge,
        ["Removing"] = CannotJudge,
        ["Frobnicating"] = StillSyncs,
        [Missing] = CannotJudge,
        [Absent] = Ended,
        [NotRead] = CannotJudge,
    };

    private static readonly Dictionary<string, MigrationActivity> UserTable = new()
    {
        ["Starting"] = StillSyncs,
        ["Syncing"] = StillSyncs,
        ["IncrementalSyncing"] = StillSyncs,
        ["Synced"] = StillSyncs,
        ["IncrementalSynced"] = StillSyncs,
        ["Completing"] = StillSyncs,
        ["CompletionSynced"] = StillSyncs,
        ["Stopping"] = StillSyncs,
        ["Queued"] = WillSync,
        ["Validating"] = WillSync,
        ["Provisioning"] = WillSync,
        ["ProvisionUpdating"] = WillSync,
        ["Stopped"] = Dormant,
        ["IncrementalStopped"] = Dormant,
        ["Failed"] = Dormant,
        ["Completed"] = Ended,
        ["CompletedWithWarnings"] = Ended,
        ["IncrementalFailed"] = CannotJudge,
        ["CompletionFailed"] = CannotJudge,
        ["Corrupted"] = CannotJudge,
        ["Removing"] = CannotJudge,
        ["Frobnicating"] = StillSyncs,
        [Missing] = CannotJudge,
    };

    // Still syncs > cannot judge > will sync > dormant > ended.
    private static readonly MigrationActivity[] MostActiveFirst = [StillSyncs, CannotJudge, WillSync, Dormant, Ended];

    public static TheoryData<string, string> EveryBatchAndUserStatus()
    {
        var rows = new TheoryData<string, string>();
        foreach (var batch in BatchTable.Keys)
        {
            foreach (var user in UserTable.Keys)
            {
                rows.Add(batch, user);
            }
        }

        return rows;
    }

    public static TheoryData<string, bool> EveryDocumentedStatus()
    {
        var rows = new TheoryData<string, bool>();
        foreach (var status in BatchTable.Keys.Where(status => status[0] != '(' && status != "Frobnicating"))
        {
            rows.Add(status, true);
        }

        foreach (var status in UserTable.Keys.Where(status => status[0] != '(' && status != "Frobnicating"))
        {
            rows.Add(status, false);
        }

        return rows;
    }

    [Fact]
    public void The_tables_hold_the_15_batch_and_21_user_statuses_of_the_documentation()
    {
        Assert.Equal(15 + 21, EveryDocumentedStatus().Count);
    }

    [Theory]
    [MemberData(nameof(EveryDocumentedStatus))]
    public void Each_status_is_in_its_class_whatever_its_case_and_blanks(string status, bool ofBatch)
    {
        var expected = (ofBatch ? BatchTable : UserTable)[status];
        foreach (var spelled in new[] { status, status.ToUpperInvariant(), status.ToLowerInvariant(), " " + status + " " })
        {
            Assert.Equal(expected, ofBatch ? MigrationStatus.OfBatch(spelled) : MigrationStatus.OfUser(spelled));
            Assert.False(ofBatch ? MigrationStatus.IsUnknownForBatch(spelled) : MigrationStatus.IsUnknownForUser(spelled));
        }
    }

    [Theory]
    [MemberData(nameof(EveryBatchAndUserStatus))]
    public void The_most_active_of_user_and_batch_counts_but_a_stopped_user_is_dormant(string batch, string user)
    {
        var tenant = TestTenant.Conflicting.User(user == Missing ? default(Known<string?>) : user);
        tenant = batch switch
        {
            Absent => tenant.BatchAbsent(),
            NotRead => tenant.BatchesNotRead(),
            Missing => tenant.Batch(default(Known<string?>)),
            _ => tenant.Batch(batch),
        };
        var expected = user is "Stopped" or "IncrementalStopped"
            ? Dormant
            : MostActiveFirst.First(activity => activity == BatchTable[batch] || activity == UserTable[user]);

        // Only the batch carries the type, and a missing type cannot be judged unless the migration has ended.
        if (batch is Absent or NotRead && expected != Ended)
        {
            expected = CannotJudge;
        }

        Assert.Equal(expected, tenant.Analyzer.Activity(tenant.Mailbox));
        Assert.Equal(expected, tenant.Verdict.MigrationActivity);
        Assert.Equal(
            expected switch
            {
                StillSyncs => ConflictState.Conflicting,
                WillSync => ConflictState.Imminent,
                Dormant => ConflictState.Dormant,
                CannotJudge => ConflictState.Indeterminate,
                _ => ConflictState.Safe,
            },
            tenant.State);
    }

    [Theory]
    [InlineData("Synced", "Synced", "EAS1001")]
    [InlineData("Created", "Queued", "EAS1002")]
    [InlineData("Stopped", "Failed", "EAS1003")]
    [InlineData("Synced", "Stopped", "EAS1003")]
    [InlineData("Completed", "Completed", "EAS1004")]
    [InlineData("Corrupted", "Completed", "EAS1008")]
    [InlineData("Frobnicating", "Synced", "EAS1009")]
    [InlineData("Synced", "Frobnicating", "EAS1009")]
    [InlineData("Frobnicating", "Completed", "EAS1009")]
    public void The_reason_names_the_class(string batch, string user, string id)
    {
        var findings = TestTenant.Conflicting.Batch(batch).User(user).Verdict.Findings;
        var finding = Assert.Single(findings, finding => finding.Id == id);
        Assert.Contains(finding.Facts, fact => fact is { Key: "Status" } && fact.Value == user);
        Assert.Contains(finding.Facts, fact => fact is { Key: "BatchStatus" } && fact.Value == batch);
    }

    [Theory]
    [InlineData("Created")]
    [InlineData("Waiting")]
    [InlineData("SyncedWithErrors")]
    [InlineData("CompletedWithErrors")]
    public void A_status_that_only_batches_have_is_unknown_on_a_user_and_counts_as_still_syncing(string status)
    {
        var tenant = TestTenant.Conflicting.User(status).Batch("Stopped");
        Assert.Equal(ConflictState.Conflicting, tenant.State);
        Assert.Contains("EAS1009", tenant.FindingIds);
    }

    [Theory]
    [InlineData("Queued")]
    [InlineData("IncrementalStopped")]
    [InlineData("CompletedWithWarnings")]
    [InlineData("Validating")]
    public void A_status_that_only_users_have_is_unknown_on_a_batch_and_counts_as_still_syncing(string status)
    {
        var tenant = TestTenant.Conflicting.User("Failed").Batch(status);
        Assert.Equal(ConflictState.Conflicting, tenant.State);
        Assert.Contains("EAS1009", tenant.FindingIds);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void An_empty_status_is_a_missing_one(string? status)
    {
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.User(status).Batch("Completed").State);
        Assert.Equal(ConflictState.Indeterminate, TestTenant.Conflicting.User("Completed").Batch(status).State);
    }

    [Theory]
    [InlineData("IMAP", ConflictState.Conflicting)]
    [InlineData("imap", ConflictState.Conflicting)]
    [InlineData(" Imap ", ConflictState.Conflicting)]
    [InlineData("Gmail", ConflictState.Conflicting)]
    [InlineData("GMAIL", ConflictState.Conflicting)]
    [InlineData("ExchangeRemoteMove", ConflictState.Safe)]
    [InlineData("exchangeremotemove", ConflictState.Safe)]
    [InlineData("PublicFolder", ConflictState.Safe)]
    [InlineData("ExchangeOutlookAnywhere", ConflictState.Indeterminate)]
    [InlineData("PSTImport", ConflictState.Indeterminate)]
    [InlineData("Compliance", ConflictState.Indeterminate)]
    [InlineData("GoogleResource", ConflictState.Indeterminate)]
    [InlineData("LocalMailboxRestore", ConflictState.Indeterminate)]
    [InlineData("PointInTimeRecovery", ConflictState.Indeterminate)]
    [InlineData("ExchangeRemoteMoves", ConflictState.Indeterminate)]
    [InlineData("", ConflictState.Indeterminate)]
    [InlineData(null, ConflictState.Indeterminate)]
    public void Each_migration_type_is_affected_unaffected_or_cannot_be_judged(string? type, ConflictState expected)
    {
        Assert.Equal(expected, TestTenant.Conflicting.Type(type).State);
    }

    [Fact]
    public void A_missing_type_cannot_be_judged()
    {
        var tenant = TestTenant.Conflicting.Type(default(Known<string?>));
        Assert.Equal(ConflictState.Indeterminate, tenant.State);
        Assert.Contains("EAS1007", tenant.FindingIds);
    }

    [Theory]
    [InlineData("Synced", "Synced", ConflictState.Indeterminate)]
    [InlineData("Created", "Queued", ConflictState.Indeterminate)]
    [InlineData("Stopped", "Stopped", ConflictState.Indeterminate)]
    [InlineData("Corrupted", "Corrupted", ConflictState.Indeterminate)]
    [InlineData("Frobnicating", "Frobnicating", ConflictState.Indeterminate)]
    [InlineData("Completed", "Completed", ConflictState.Safe)]
    public void A_type_that_cannot_be_judged_stays_so_until_the_migration_has_ended(string batch, string user, ConflictState expected)
    {
        Assert.Equal(expected, TestTenant.Conflicting.Type("ExchangeOutlookAnywhere").Batch(batch).User(user).State);
    }

    [Theory]
    [InlineData("Synced", "Synced")]
    [InlineData("Corrupted", "Removing")]
    [InlineData("Frobnicating", "Frobnicating")]
    public void An_unaffected_type_is_safe_whatever_its_status(string batch, string user)
    {
        var tenant = TestTenant.Conflicting.Type("ExchangeRemoteMove").Batch(batch).User(user);
        Assert.Equal(ConflictState.Safe, tenant.State);
        Assert.Contains("EAS1006", tenant.FindingIds);
    }

    [Theory]
    [InlineData("Completed", "Synced", "IMAP", ConflictState.Conflicting)]
    [InlineData("Synced", "Completed", "IMAP", ConflictState.Conflicting)]
    [InlineData("Stopped", "Queued", "IMAP", ConflictState.Imminent)]
    [InlineData("Queued", "Stopped", "IMAP", ConflictState.Imminent)]
    [InlineData("Corrupted", "Queued", "IMAP", ConflictState.Indeterminate)]
    [InlineData("Queued", "Corrupted", "IMAP", ConflictState.Indeterminate)]
    [InlineData("Corrupted", "Synced", "IMAP", ConflictState.Conflicting)]
    [InlineData("Synced", "Corrupted", "IMAP", ConflictState.Conflicting)]
    [InlineData("Completed", "Stopped", "IMAP", ConflictState.Dormant)]
    [InlineData("Completed", "Completed", "IMAP", ConflictState.Safe)]
    [InlineData("Completed", "Corrupted", "IMAP", ConflictState.Indeterminate)]
    [InlineData("Stopped", "Synced", "ExchangeRemoteMove", ConflictState.Dormant)]
    [InlineData("Queued", "Synced", "ExchangeOutlookAnywhere", ConflictState.Indeterminate)]
    [InlineData("Synced", "Synced", "ExchangeOutlookAnywhere", ConflictState.Conflicting)]
    [InlineData("Completed", "Synced", "ExchangeRemoteMove", ConflictState.Safe)]
    [InlineData("Completed", "Synced", "Gmail", ConflictState.Conflicting)]
    public void Across_the_records_of_a_mailbox_the_most_active_counts(string first, string second, string secondType, ConflictState expected)
    {
        static string BatchOf(string user) => user switch { "Queued" => "Created", "Failed" => "Failed", _ => user };
        var tenant = TestTenant.Conflicting.User(first).Batch(BatchOf(first)).AlsoIn(second, BatchOf(second), secondType);
        var turned = tenant with { Users = [.. tenant.Users.Reverse()], Batches = [.. tenant.Batches.Reverse()] };
        Assert.Equal(expected, tenant.State);
        Assert.Equal(expected, turned.State);
        Assert.Contains("EAS1012", tenant.FindingIds);
    }

    [Fact]
    public void The_most_active_record_is_the_one_shown()
    {
        var verdict = TestTenant.Conflicting.User("Stopped").Batch("Stopped").AlsoIn("Syncing", "Syncing", "Gmail").Verdict;
        Assert.Equal("Wave 2", verdict.MigrationBatch);
        Assert.Equal("Gmail", verdict.MigrationType);
        Assert.Equal("Syncing", verdict.MigrationStatus);
    }

    [Fact]
    public void A_status_that_counts_because_of_the_batch_is_shown_with_the_batch()
    {
        var verdict = TestTenant.Conflicting.User("Completed").Batch("Synced").Verdict;
        Assert.Contains("Completed", verdict.MigrationStatus, StringComparison.Ordinal);
        Assert.Contains("Synced", verdict.MigrationStatus, StringComparison.Ordinal);
    }

    public static TheoryData<string> WaysToNameAMailbox => ["guid", "address", "other address of the user", "alias", "upn", "other case"];

    [Theory]
    [MemberData(nameof(WaysToNameAMailbox))]
    public void A_record_is_found_by_guid_and_by_every_address(string way)
    {
        var tenant = TestTenant.Conflicting.WithUser(user => way switch
        {
            "guid" => user with { Identity = "renamed@contoso.example" },
            "address" => user with { MailboxGuid = Guid.Empty },
            "other address of the user" => user with { MailboxGuid = Guid.Empty, Identity = "renamed@contoso.example", OtherAddresses = [TestTenant.Address] },
            "alias" => user with { MailboxGuid = Guid.Empty, Identity = "ada.l@contoso.example" },
            "upn" => user with { MailboxGuid = Guid.Empty, Identity = "ada@contoso.onmicrosoft.example" },
            _ => user with { MailboxGuid = Guid.Empty, Identity = "ADA@Contoso.Example" },
        });
        Assert.Equal(ConflictState.Conflicting, tenant.State);
    }

    [Fact]
    public void A_user_of_another_mailbox_does_not_count()
    {
        var tenant = TestTenant.Conflicting.WithUser(user => user with { MailboxGuid = Guid.NewGuid(), Identity = "bob@contoso.example" });
        Assert.Equal(ConflictState.Safe, tenant.State);
        Assert.Equal(["EAS1005"], tenant.FindingIds);
    }

    [Fact]
    public void A_batch_is_found_by_its_guid_as_well()
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.WithUser(user => user with { BatchId = "33333333-3333-3333-3333-333333333333" }).State);
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.WithUser(user => user with { BatchId = "WAVE 1" }).State);
    }

    [Fact]
    public void A_user_whose_batch_is_not_told_cannot_be_judged()
    {
        // No batch counts its users here, or the list would look short and hide what is tested.
        var tenant = TestTenant.Conflicting.User("Completed").WithBatch(batch => batch with { TotalCount = default });
        Assert.Equal(ConflictState.Indeterminate, tenant.WithUser(user => user with { BatchId = default }).State);
        Assert.Equal(ConflictState.Safe, tenant.WithUser(user => user with { BatchId = "Gone" }).State);
    }

    [Fact]
    public void A_verdict_names_the_batch_as_it_is_listed_and_else_as_its_user_does()
    {
        var other = TestTenant.Conflicting.WithUser(user => user with { BatchId = TestTenant.BatchName.ToUpperInvariant() });
        Assert.Equal(TestTenant.BatchName, other.Verdict.MigrationBatch);
        Assert.Equal(TestTenant.BatchName.ToUpperInvariant(), other.BatchAbsent().Verdict.MigrationBatch);
    }

    [Fact]
    public void A_mailbox_without_a_record_is_safe()
    {
        var verdict = TestTenant.Conflicting.NoUser().Verdict;
        Assert.Equal(ConflictState.Safe, verdict.State);
        Assert.Null(verdict.MigrationBatch);
        Assert.Null(verdict.MigrationType);
        Assert.Null(verdict.MigrationStatus);
    }

    [Theory]
    [InlineData("no record")]
    [InlineData("ended")]
    [InlineData("stopped")]
    [InlineData("queued")]
    [InlineData("corrupted")]
    [InlineData("remote move")]
    [InlineData("unknown type")]
    public void A_mailbox_named_as_externally_migrating_counts_as_still_syncing(string record)
    {
        var tenant = record switch
        {
            "no record" => TestTenant.Conflicting.NoUser(),
            "ended" => TestTenant.Conflicting.Migration(Ended),
            "stopped" => TestTenant.Conflicting.Migration(Dormant),
            "queued" => TestTenant.Conflicting.Migration(WillSync),
            "corrupted" => TestTenant.Conflicting.Migration(CannotJudge),
            "remote move" => TestTenant.Conflicting.Type("ExchangeRemoteMove"),
            _ => TestTenant.Conflicting.Type("Exotic"),
        };
        Assert.NotEqual(ConflictState.Conflicting, tenant.State);
        var verdict = tenant.External().Verdict;
        Assert.Equal(ConflictState.Conflicting, verdict.State);
        Assert.True(verdict.ExternallyMigrating);
        Assert.Contains(verdict.Findings, finding => finding.Id == "EAS1010");
    }

    [Fact]
    public void An_externally_migrating_mailbox_is_judged_by_the_other_rules_too()
    {
        Assert.Equal(ConflictState.Safe, TestTenant.Conflicting.NoUser().External().NoArchive().State);
        Assert.Equal(ConflictState.Safe, TestTenant.WithoutTags.NoUser().External().State);
        Assert.Equal(ConflictState.Mitigated, TestTenant.Conflicting.NoUser().External().OpenHold().State);
        Assert.Equal(ConflictState.Imminent, TestTenant.Conflicting.NoUser().External().EndingHold().State);
    }

    [Fact]
    public void Naming_another_mailbox_as_externally_migrating_changes_nothing()
    {
        var tenant = TestTenant.Conflicting.NoUser() with { ExternallyMigrating = [Guid.NewGuid(), Guid.Empty] };
        Assert.Equal(ConflictState.Safe, tenant.State);
        Assert.False(tenant.Verdict.ExternallyMigrating);
        Assert.Equal(ConflictState.Safe, tenant.With(mailbox => mailbox with { ExchangeGuid = Guid.Empty }).State);
    }

    // A batch that says it has more users than were read: the user of any other mailbox may be the one that is missing.
    [Theory]
    [InlineData(1, "Synced", "IMAP", ConflictState.Safe)]
    [InlineData(2, "Synced", "IMAP", ConflictState.Indeterminate)]
    [InlineData(2, "Created", "IMAP", ConflictState.Indeterminate)]
    [InlineData(2, "Stopped", "IMAP", ConflictState.Indeterminate)]
    [InlineData(2, "Corrupted", "IMAP", ConflictState.Indeterminate)]
    [InlineData(2, "Frobnicating", "IMAP", ConflictState.Indeterminate)]
    [InlineData(2, "Synced", "ExchangeOutlookAnywhere", ConflictState.Indeterminate)]
    [InlineData(2, "Synced", "ExchangeRemoteMove", ConflictState.Safe)]
    [InlineData(2, "Completed", "IMAP", ConflictState.Safe)]
    public void A_mailbox_without_a_record_is_not_safe_while_users_are_missing_from_the_list(int total, string batch, string type, ConflictState expected)
    {
        var tenant = TestTenant.Conflicting.Batch(batch).Type(type)
            .WithBatch(wave => wave with { TotalCount = total })
            .WithUser(user => user with { MailboxGuid = Guid.NewGuid(), Identity = "bob@contoso.example" });
        Assert.Equal(expected, tenant.State);
        Assert.Equal(expected == ConflictState.Indeterminate, tenant.FindingIds.Contains("EAS1011"));
    }

    [Fact]
    public void A_short_list_leaves_a_mailbox_that_conflicts_as_it_is()
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.Conflicting.WithBatch(batch => batch with { TotalCount = 5 }).State);
    }

    // The counts of a batch lag: a record that was read speaks for its mailbox, whoever is missing from the list.
    [Theory]
    [InlineData("Synced", "Synced", "IMAP", ConflictState.Conflicting)]
    [InlineData("Queued", "Created", "IMAP", ConflictState.Imminent)]
    [InlineData("Stopped", "Stopped", "IMAP", ConflictState.Dormant)]
    [InlineData("Stopped", "Synced", "IMAP", ConflictState.Dormant)]
    [InlineData("Completed", "Completed", "IMAP", ConflictState.Safe)]
    [InlineData("Synced", "Synced", "ExchangeRemoteMove", ConflictState.Safe)]
    [InlineData("Synced", "Synced", "ExchangeOutlookAnywhere", ConflictState.Indeterminate)]
    [InlineData("Corrupted", "Corrupted", "IMAP", ConflictState.Indeterminate)]
    public void A_mailbox_with_a_record_is_judged_by_it_while_others_are_missing_from_the_list(string user, string batch, string type, ConflictState expected)
    {
        var tenant = TestTenant.Conflicting.User(user).Batch(batch).Type(type);
        var running = tenant.Batches[0] with { Identity = "Wave 2", BatchGuid = Guid.Empty, Status = "Synced", MigrationType = "IMAP", TotalCount = 3 };
        foreach (var lagging in new[] { tenant.WithBatch(wave => wave with { TotalCount = 2 }), tenant with { Batches = [.. tenant.Batches, running] } })
        {
            Assert.Equal(expected, lagging.State);
            Assert.DoesNotContain("EAS1011", lagging.FindingIds);
        }
    }

    [Fact]
    public void A_short_list_does_not_matter_to_a_mailbox_without_an_archive()
    {
        var tenant = TestTenant.Conflicting.NoArchive().WithBatch(batch => batch with { TotalCount = 5 }) with { Users = [] };
        Assert.Equal(ConflictState.Safe, tenant.State);
    }

    [Fact]
    public void A_user_whose_mailbox_could_not_be_read_is_safe_only_when_its_migration_has_ended()
    {
        foreach (var activity in Enum.GetValues<MigrationActivity>())
        {
            var tenant = TestTenant.Conflicting.Migration(activity);
            var verdict = tenant.Analyzer.Analyze(tenant.Users[0], "It couldn't be found.");
            Assert.Equal(activity == Ended ? ConflictState.Safe : ConflictState.Indeterminate, verdict.State);
            Assert.Equal(activity, tenant.Analyzer.Activity(tenant.Users[0]));
            Assert.Equal(TestTenant.Address, verdict.Identity);
            var finding = Assert.Single(verdict.Findings, finding => finding.Id == "EAS1403");
            Assert.Contains("It couldn't be found.", finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_batches_of_one_name_are_judged_alike_in_either_order()
    {
        var tenant = TestTenant.Conflicting.User("Completed");
        var twin = tenant.Batches[0] with { BatchGuid = Guid.NewGuid(), Status = "Completed" };
        var one = tenant with { Batches = [tenant.Batches[0], twin] };
        var other = tenant with { Batches = [twin, tenant.Batches[0]] };
        Assert.Equal(ConflictState.Conflicting, one.State);
        Assert.Equal(one.State, other.State);
    }

    [Fact]
    public void The_time_of_judging_must_be_utc()
    {
        var local = DateTime.SpecifyKind(TestTenant.Now, DateTimeKind.Local);
        _ = Assert.Throws<ArgumentException>(() => new ConflictAnalyzer(TestTenant.Conflicting.Snapshot, local));
        _ = Assert.Throws<ArgumentException>(() => new ConflictAnalyzer(TestTenant.Conflicting.Snapshot, DateTime.SpecifyKind(local, DateTimeKind.Unspecified)));
    }
}
