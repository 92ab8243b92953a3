using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>The verdict does not depend on the order in which Exchange gives anything.</summary>
public class OrderProperties
{
    private static readonly string?[] UserStatuses = ["Synced", "Stopped", "Queued", "Completed", "Corrupted", "Failed", "Frobnicating", null];
    private static readonly string?[] BatchStatuses = ["Synced", "Stopped", "Created", "Completed", "Corrupted", "SyncedWithErrors", "Frobnicating", null];
    private static readonly string?[] Types = ["IMAP", "Gmail", "ExchangeRemoteMove", "ExchangeOutlookAnywhere", null];
    private static readonly string?[] TagTypes = ["All", "Personal", "RecoverableItems", "Inbox", null];
    private static readonly string?[] Actions = ["MoveToArchive", "DeleteAndAllowRecovery", null];

    [Property(MaxTest = 500)]
    public void Turning_every_list_around_changes_no_verdict(int seed, int shuffle)
    {
        var snapshot = Tenant(new Random(seed));
        var shuffled = Shuffled(snapshot, new Random(shuffle));
        var one = new ConflictAnalyzer(snapshot, TestTenant.Now);
        var other = new ConflictAnalyzer(shuffled, TestTenant.Now);
        Assert.Equal(snapshot.Mailboxes.Count, shuffled.Mailboxes.Count);
        foreach (var mailbox in snapshot.Mailboxes)
        {
            var turned = shuffled.Mailboxes.Single(candidate => candidate.ExchangeGuid == mailbox.ExchangeGuid);
            Assert.Equal(WithoutOrder(one.Analyze(mailbox)), WithoutOrder(other.Analyze(turned)));
            Assert.Equal(one.OpenQuestions(mailbox), other.OpenQuestions(turned));
        }
    }

    [Property(MaxTest = 300)]
    public void Mailboxes_of_the_tenant_do_not_change_the_verdict_on_another(int seed)
    {
        var snapshot = Tenant(new Random(seed));
        var all = new ConflictAnalyzer(snapshot, TestTenant.Now);
        foreach (var mailbox in snapshot.Mailboxes)
        {
            var alone = new ConflictAnalyzer(snapshot with { Mailboxes = [mailbox] }, TestTenant.Now);
            Assert.Equal(Described.Of(all.Analyze(mailbox)), Described.Of(alone.Analyze(mailbox)));
        }
    }

    [Fact]
    public void The_random_tenants_hold_every_state_often_enough_to_mean_something()
    {
        var states = Enumerable.Range(0, 300)
            .Select(seed => Tenant(new Random(seed)))
            .SelectMany(snapshot => snapshot.Mailboxes.Select(new ConflictAnalyzer(snapshot, TestTenant.Now).Analyze))
            .Select(verdict => verdict.State);
        EachOften(states);
        EachOften(CompleteTenants.Cases().Generator.Sample(2000, new Rnd(1, 3), 50).Select(some => some.State));
        EachOften(PatchyTenants.Cases().Generator.Sample(2000, new Rnd(1, 3), 50).Select(some => some.State));
    }

    private static void EachOften(IEnumerable<ConflictState> states)
    {
        var counts = states.CountBy(state => state).ToDictionary();
        Assert.All(Enum.GetValues<ConflictState>(), state => Assert.True(counts.GetValueOrDefault(state) >= 10, string.Join(", ", counts)));
    }

    private static string WithoutOrder(ArchiveMigrationConflict verdict) => string.Join(
        "\n",
        [
            verdict.State.ToString(),
            verdict.MigrationActivity.ToString(),
            "batch " + verdict.MigrationBatch,
            "type " + verdict.MigrationType,
            "status " + verdict.MigrationStatus,
            "policy " + verdict.RetentionPolicy,
            "loop " + verdict.LoopObserved,
            verdict.Recommendation,
            .. verdict.ArchivingEngines.Select(engine => engine.ToString()),
            .. verdict.HeldOffBy.Select(held => held.ToString()),
            .. verdict.Findings
                .Select(finding => finding.Id is "EAS1308" or "EAS1401" ? finding.Id : finding + " " + string.Join("; ", finding.Facts))
                .Order(StringComparer.Ordinal),
        ]);

    private static TenantSnapshot Tenant(Random random)
    {
        T Any<T>(T[] values) => values[random.Next(values.Length)];
        Known<T> Maybe<T>(Func<T> value) => random.Next(12) == 0 ? default(Known<T>) : value();
        Known<string?> Text(string?[] values) => Any(values) is { } text ? text : default(Known<string?>);
        bool Yes(int inHundred) => random.Next(100) < inHundred;
        IReadOnlyList<T> Some<T>(IReadOnlyList<T> from, int inHundred) => [.. from.Where(_ => Yes(inHundred))];

        RetentionTag NewTag(int i) => new()
        {
            Name = "Tag " + i,
            OtherIdentities = ["tag-guid-" + i, "CN=Tag " + i],
            Type = Text(TagTypes),
            RetentionAction = Text(Actions),
            RetentionEnabled = Maybe(() => Yes(80)),
            AgeLimitForRetention = Maybe<TimeSpan?>(() => Yes(80) ? TimeSpan.FromDays(i * 100) : null),
        };

        var tags = Enumerable.Range(1, 6).Select(NewTag).ToList();
        var policies = Enumerable.Range(1, 4).Select(i => new RetentionPolicy
        {
            Name = "Policy " + i,
            OtherIdentities = ["policy-guid-" + i, "CN=Policy " + i],
            IsDefault = Maybe(() => i == 1 || Yes(5)),
            RetentionPolicyTagLinks = Maybe(() => Some([.. tags.Select(tag => Yes(20) ? tag.OtherIdentities[0] : tag.Name), "Gone"], 25)),
        }).ToList();
        var batches = Enumerable.Range(1, 5).Select(i => new MigrationBatch
        {
            Identity = "Batch " + i,
            BatchGuid = Yes(80) ? new Guid(i, 0, 0, new byte[8]) : Guid.Empty,
            Status = Text(BatchStatuses),
            MigrationType = Yes(70) ? "IMAP" : Text(Types),
            TotalCount = Yes(3) ? 100 : default(Known<int>),
            CompleteAfterUtc = Maybe<DateTime?>(() => Yes(30) ? TestTenant.Now.AddDays(random.Next(-5, 30)) : null),
            StartedUtc = Maybe<DateTime?>(() => TestTenant.Now.AddDays(-random.Next(40))),
        }).ToList();
        var mailboxes = Enumerable.Range(1, 6).Select(i => new Mailbox
        {
            ExchangeGuid = new Guid(1000 + i, 0, 0, new byte[8]),
            PrimarySmtpAddress = "user" + i + "@contoso.example",
            OtherIdentities = ["alias" + i, "old" + i + "@contoso.example"],
            ArchiveGuid = Maybe(() => Yes(80) ? TestTenant.SomeArchive : Guid.Empty),
            ArchiveStatus = Maybe<string?>(() => Yes(80) ? "Active" : "None"),
            RetentionPolicy = Maybe(() => Yes(20) ? null : Yes(5) ? "Gone" : Any(policies.ToArray()).Name),
            ShouldUseDefaultRetentionPolicy = Maybe(() => Yes(50)),
            RetentionHoldEnabled = Maybe(() => Yes(30)),
            StartDateForRetentionHold = Maybe<DateTime?>(() => Yes(40) ? TestTenant.Now.AddDays(random.Next(-9, 3)) : null),
            EndDateForRetentionHold = Maybe<DateTime?>(() => Yes(40) ? TestTenant.Now.AddDays(random.Next(-3, 20)) : null),
            ElcProcessingDisabled = Maybe(() => Yes(10)),
            AccountDisabled = Maybe(() => Yes(30)),
            AutoArchivingEnabled = Maybe(() => Yes(70)),
            ProhibitSendReceiveQuota = Maybe<long?>(() => Yes(90) ? 1000 : null),
            TotalItemSize = Maybe(() => (long)random.Next(1000)),
            RecoverableItemsQuota = 1000,
            TotalDeletedItemSize = random.Next(600),
            InPlaceHolds = Maybe(() => Some<string>(["mbx1", "-mbx2", "skp3", "UniH4"], 30)),
            OptionalTags = Maybe(() => Some(Enumerable.Range(10, 3).Select(NewTag).ToList(), 20)),
            LastRun = Yes(50) ? new(TestTenant.Now.AddDays(-random.Next(20)), random.Next(3)) : null,
            Asked = (MailboxQuestions)random.Next(32),
            Failures = Some<ReadFailure>([new("Get-Mailbox", null, true, "x"), new("Get-MailboxStatistics", "Identity", false, "y")], 20),
        }).ToList();
        var users = Enumerable.Range(1, 12).Select(i =>
        {
            var mailbox = mailboxes[random.Next(mailboxes.Count)];
            var batch = batches[random.Next(batches.Count)];
            return new MigrationUser
            {
                Identity = Yes(80) ? mailbox.PrimarySmtpAddress! : "renamed" + i + "@contoso.example",
                Guid = new Guid(2000 + i, 0, 0, new byte[8]),
                MailboxGuid = Yes(50) ? mailbox.ExchangeGuid : Guid.Empty,
                OtherAddresses = Some(mailbox.OtherIdentities, 40),
                BatchId = Maybe<string?>(() => Yes(10) ? "Gone" : batch.BatchGuid != Guid.Empty && Yes(20) ? batch.BatchGuid.ToString() : batch.Identity),
                Status = Text(UserStatuses),
                CompleteAfterUtc = Maybe<DateTime?>(() => Yes(30) ? TestTenant.Now.AddDays(random.Next(-5, 30)) : null),
            };
        }).ToList();
        return new()
        {
            CapturedAtUtc = TestTenant.Now,
            Organization = Yes(8) ? null : new()
            {
                ElcProcessingDisabled = Maybe(() => Yes(10)),
                AutoArchivingThresholdPercentage = Maybe(() => Any([80, 90, 96, 100])),
                AutoEnableArchiveMailbox = Maybe(() => Yes(50)),
                InPlaceHolds = Maybe(() => Some<string>(["mbx2", "mbx5"], 50)),
            },
            Mailboxes = mailboxes,
            RetentionPolicies = new(policies),
            RetentionTags = new(tags),
            MigrationBatches = new(Some(batches, 90)),
            MigrationUsers = users,
            Failures = Some<ReadFailure>([new("Get-OrganizationConfig", null, true, "z"), new("Get-RetentionPolicy", null, false, "w")], 20),
        };
    }

    private static TenantSnapshot Shuffled(TenantSnapshot snapshot, Random random)
    {
        IReadOnlyList<T> Turn<T>(IReadOnlyList<T> list)
        {
            var turned = list.ToArray();
            random.Shuffle(turned);
            return turned;
        }

        Known<IReadOnlyList<T>> TurnFact<T>(Known<IReadOnlyList<T>> list) => list.IsKnown ? new(Turn(list.Value)) : list;
        RetentionTag TurnTag(RetentionTag tag) => tag with { OtherIdentities = Turn(tag.OtherIdentities) };
        return snapshot with
        {
            Organization = snapshot.Organization is { } organization ? organization with { InPlaceHolds = TurnFact(organization.InPlaceHolds) } : null,
            Mailboxes = Turn(snapshot.Mailboxes.Select(mailbox => mailbox with
            {
                OtherIdentities = Turn(mailbox.OtherIdentities),
                InPlaceHolds = TurnFact(mailbox.InPlaceHolds),
                OptionalTags = TurnFact(mailbox.OptionalTags),
                Failures = Turn(mailbox.Failures),
            }).ToList()),
            RetentionPolicies = new(Turn(snapshot.RetentionPolicies.Value.Select(policy => policy with
            {
                OtherIdentities = Turn(policy.OtherIdentities),
                RetentionPolicyTagLinks = TurnFact(policy.RetentionPolicyTagLinks),
            }).ToList())),
            RetentionTags = new(Turn(snapshot.RetentionTags.Value.Select(TurnTag).ToList())),
            MigrationBatches = TurnFact(snapshot.MigrationBatches),
            MigrationUsers = Turn(snapshot.MigrationUsers.Select(user => user with { OtherAddresses = Turn(user.OtherAddresses) }).ToList()),
            Failures = Turn(snapshot.Failures),
        };
    }
}
