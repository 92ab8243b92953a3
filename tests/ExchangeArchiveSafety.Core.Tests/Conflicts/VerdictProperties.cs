using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>What holds for every tenant: missing facts never reassure, and those that do not matter are passed over.</summary>
public class VerdictProperties
{
    private static readonly int AutoArchivingEnabled = TenantCase.IndexOf("AutoArchivingEnabled");
    private static readonly int Threshold = TenantCase.IndexOf("AutoArchivingThresholdPercentage");

    /// <summary>
    /// The one sentence on missing facts, in both directions: the verdict is that of every filling where they agree, and Indeterminate where they differ.
    /// Two facts have a documented stand-in: auto-archiving counts as on, the threshold as 96.
    /// </summary>
    [Property(Arbitrary = [typeof(PatchyTenants)], MaxTest = 1000)]
    public void A_verdict_with_missing_facts_is_the_one_of_all_fillings_or_Indeterminate_where_they_differ(TenantCase some)
    {
        var standIns = some;
        foreach (var fact in new[] { AutoArchivingEnabled, Threshold })
        {
            standIns = standIns.Choices[fact] == Gene.NotReturned ? standIns.Set(fact, 0) : standIns;
        }

        Assert.Equal("True", TenantCase.Genes[AutoArchivingEnabled].Values[0]);
        Assert.Equal("96", TenantCase.Genes[Threshold].Values[0]);
        var fillings = standIns.Fillings().Select(filling => (Filling: filling, filling.State)).DistinctBy(filling => filling.State).ToList();
        if (fillings.Count == 1)
        {
            Assert.True(fillings[0].State == some.State, "Every filling is " + fillings[0].State + ", this is " + some.State);
        }
        else
        {
            Assert.True(some.State == ConflictState.Indeterminate, some.State + ", but " + string.Join("; but ", fillings.Select(filling => filling.State + " when " + filling.Filling)));
        }
    }

    [Property(Arbitrary = [typeof(ConflictingTenants)], MaxTest = 500)]
    public void Facts_taken_from_a_mailbox_that_conflicts_never_make_it_safe_or_mitigated(TenantCase some, int seed)
    {
        var facts = TenantCase.Facts.Where(fact => fact != Threshold).ToArray();
        Assert.Equal(ConflictState.Conflicting, some.State);
        var random = new Random(seed);
        var taken = facts.Where(_ => random.Next(3) == 0).ToArray();
        Assert.DoesNotContain(some.Without(taken).State, new[] { ConflictState.Safe, ConflictState.Mitigated });
        foreach (var fact in TenantCase.Facts)
        {
            // A threshold of 80 that is not returned counts as 96: auto-archiving that acts is then only ahead, but never gone.
            var state = some.Without([fact]).State;
            Assert.NotEqual(ConflictState.Safe, state);
            Assert.True(fact == Threshold || state != ConflictState.Mitigated, "Mitigated without " + TenantCase.Genes[fact].Name);
        }
    }

    [Property(Arbitrary = [typeof(PatchyTenants)], MaxTest = 500)]
    public void Taking_a_fact_away_never_makes_a_mailbox_safe(TenantCase some)
    {
        var state = some.State;
        foreach (var fact in TenantCase.Facts)
        {
            // Whether auto-archiving is off at 100 is a stand-in as well: without the threshold it counts as on.
            var without = some.Without([fact]).State;
            Assert.True(state == ConflictState.Safe || without != ConflictState.Safe, "Safe without " + TenantCase.Genes[fact].Name + ", " + state + " with it");
        }
    }

    /// <summary>
    /// Of a migration, what is missing makes it one that cannot be judged. Whatever is said all the same is at least as alarming as anything it could be.
    /// </summary>
    [Property(Arbitrary = [typeof(PatchyTenants)], MaxTest = 500)]
    public void What_is_missing_of_a_migration_never_makes_the_verdict_more_reassuring(TenantCase some)
    {
        // Less alarming first; that nobody knows is no reassurance.
        ConflictState[] alarm = [ConflictState.Safe, ConflictState.Mitigated, ConflictState.Dormant, ConflictState.Imminent, ConflictState.Conflicting];
        var tenant = some.Tenant.UserCompletes((DateTime?)null).BatchCompletes((DateTime?)null);
        string[] statuses = ["Synced", "Stopped", "Queued", "Created", "Completed", "Corrupted", "Failed"];
        (string Missing, TestTenant Without, IEnumerable<TestTenant> Fillings)[] rows =
        [
            ("user status", tenant.User(default(Known<string?>)), statuses.Select(status => tenant.User(status))),
            ("batch status", tenant.Batch(default(Known<string?>)), statuses.Select(status => tenant.Batch(status))),
            ("type", tenant.Type(default(Known<string?>)), new[] { "IMAP", "ExchangeRemoteMove", "Exotic" }.Select(type => tenant.Type(type))),
            ("batches", tenant.BatchesNotRead(), statuses.Select(status => tenant.Batch(status)).Append(tenant.BatchAbsent())),
            ("batch id", tenant.WithUser(user => user with { BatchId = default }), [tenant, tenant.WithUser(user => user with { BatchId = "Gone" })]),
        ];
        foreach (var (missing, without, fillings) in rows)
        {
            var state = without.State;
            if (state != ConflictState.Indeterminate)
            {
                Assert.NotEmpty(fillings);
                Assert.All(fillings, filling => Assert.True(
                    filling.State == ConflictState.Indeterminate || Array.IndexOf(alarm, filling.State) <= Array.IndexOf(alarm, state),
                    state + " without " + missing + ", " + filling.State + " with it"));
            }
        }
    }

    [Property(Arbitrary = [typeof(SafeTenants)], MaxTest = 500)]
    public void A_mailbox_of_which_little_is_known_is_safe_only_for_a_reason_that_is_known(TenantCase some)
    {
        var verdict = some.Tenant.Verdict;
        Assert.Equal(ConflictState.Safe, verdict.State);
        var mailbox = some.Tenant.Mailbox;
        var ended = verdict.MigrationActivity == MigrationActivity.Ended;
        var noArchive = mailbox.ArchiveGuid.Is(Guid.Empty) && mailbox.ArchiveStatus.Is("None");
        var nothingOptional = mailbox.OptionalTags is { IsKnown: true, Value.Count: 0 };
        var policyKnown = mailbox.RetentionPolicy.IsKnown && (mailbox.RetentionPolicy.Value is null or TestTenant.QuietPolicy or TestTenant.DefaultPolicy);
        var rests = some.Tenant.Organization!.AutoArchivingThresholdPercentage.Is(100) || mailbox.ProhibitSendReceiveQuota.Is(null)
            || (mailbox.TotalItemSize.IsKnown && mailbox.ProhibitSendReceiveQuota.IsKnown);
        Assert.True(ended || noArchive || (nothingOptional && policyKnown && rests), "Safe without a reason");
    }

    [Property(Arbitrary = [typeof(UnknownTenants)], MaxTest = 500)]
    public void Two_runs_say_the_same(TenantCase some)
    {
        Assert.Equal(Described.Of(some.Tenant.Verdict), Described.Of(some.Tenant.Verdict));
    }

    [Property(Arbitrary = [typeof(UnknownTenants)], MaxTest = 500)]
    public void Every_finding_is_a_known_kind_with_a_finished_sentence(TenantCase some)
    {
        var verdict = some.Tenant.Verdict;
        Assert.NotEmpty(verdict.Findings);
        Assert.NotEmpty(verdict.Recommendation);
        foreach (var finding in verdict.Findings)
        {
            Assert.Contains(finding.Id, FindingKind.All.Select(kind => kind.Id));
            Assert.DoesNotMatch(new Regex(@"\{\d"), finding.Message);
            Assert.DoesNotContain("''", finding.Message, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(finding.Message));
            Assert.All(finding.Facts, fact => Assert.False(string.IsNullOrEmpty(fact.Key)));
        }
    }

    [Property(Arbitrary = [typeof(UnknownTenants)], MaxTest = 500)]
    public void Every_state_has_its_reasons(TenantCase some)
    {
        var verdict = some.Tenant.Verdict;
        var ids = verdict.Findings.Select(finding => finding.Id).ToHashSet();
        switch (verdict.State)
        {
            case ConflictState.Conflicting:
                Assert.NotEmpty(verdict.ArchivingEngines);
                Assert.True(ids.Overlaps(["EAS1001", "EAS1010"]), "no migration");
                Assert.True(ids.Overlaps(["EAS1101", "EAS1104"]), "no archive");
                Assert.True(ids.Overlaps(["EAS1201", "EAS1202", "EAS1205"]), "no engine");
                break;
            case ConflictState.Imminent:
                Assert.True(ids.Overlaps(["EAS1001", "EAS1002", "EAS1010"]), "no migration");
                Assert.True(ids.Overlaps(["EAS1002", "EAS1206", "EAS1302"]), "nothing is ahead");
                break;
            case ConflictState.Dormant:
                Assert.Contains("EAS1003", ids);
                break;
            case ConflictState.Mitigated:
                Assert.NotEmpty(verdict.HeldOffBy);
                Assert.True(ids.Overlaps(["EAS1301", "EAS1305", "EAS1306", "EAS1309", "EAS1310"]), "no switch");
                break;
            case ConflictState.Indeterminate:
                Assert.True(ids.Overlaps(["EAS1007", "EAS1008", "EAS1203", "EAS1313", "EAS1401", "EAS1405"]), "nothing is missing");
                break;
            default:
                Assert.True(ids.Overlaps(["EAS1004", "EAS1005", "EAS1006", "EAS1102", "EAS1209", "EAS1207"]), "no reason to be safe");
                break;
        }

        Assert.True(verdict.LoopObserved is null || verdict.State == ConflictState.Conflicting);
    }

    /// <summary>What was not asked yet is asked only where an answer could change the verdict, and asking ends.</summary>
    [Property(Arbitrary = [typeof(CompleteTenants)], MaxTest = 500)]
    public void Asking_what_is_open_ends_in_the_verdict_of_the_tenant_that_is_known_whole(TenantCase some)
    {
        var (tenant, asked, rounds) = (some.Tenant with { Asked = TenantQuestions.None }, MailboxQuestions.None, 0);
        var known = tenant;
        var unread = WithOnlyWhatTheListShows(known);
        while (true)
        {
            var open = unread.Analyzer.OpenQuestions(unread.Mailbox);
            if (open == (TenantQuestions.None, MailboxQuestions.None))
            {
                break;
            }

            Assert.Equal(TenantQuestions.None, open.Tenant & unread.Asked);
            Assert.Equal(MailboxQuestions.None, open.Mailbox & asked);
            asked |= open.Mailbox;
            unread = Answer(unread, known, open.Tenant, open.Mailbox);
            Assert.True(++rounds <= 7, "Asking does not end");
        }

        Assert.Equal(some.State, unread.State);

        // Whether the assistant archives on or has not run for longer than its cycle: a verdict that differs between the two hangs on the counters.
        ConflictState With(int days) => (some.Tenant with { Mailbox = some.Tenant.Mailbox with { LastRun = new(TestTenant.Now.AddDays(-days), 5) } }).State;
        var needsCounters = some.State == ConflictState.Conflicting || With(1) != some.State || With(9) != some.State;
        var mayHang = some.Tenant.Mailbox.InPlaceHolds.Value.Count > 0 && (some.Tenant.Mailbox.ElcProcessingDisabled.Value || some.Tenant.Organization!.ElcProcessingDisabled.Value);
        Assert.True(asked.HasFlag(MailboxQuestions.DiagnosticLogs) || !needsCounters, "The counters are not asked for although the verdict hangs on them");
        Assert.True(!asked.HasFlag(MailboxQuestions.DiagnosticLogs) || some.State == ConflictState.Conflicting || mayHang, "The counters are asked for although nothing hangs on them");
    }

    [Property(Arbitrary = [typeof(AskingTenants)], MaxTest = 500)]
    public void Nothing_is_asked_about_a_mailbox_that_is_decided(TenantCase some)
    {
        // Everything that belongs to the tenant was asked; the mailbox's own questions are open.
        var tenant = some.Tenant;
        var open = tenant.Analyzer.OpenQuestions(tenant.Mailbox);
        Assert.Equal(TenantQuestions.None, open.Tenant);
        Assert.NotEqual(MailboxQuestions.None, open.Mailbox & ~MailboxQuestions.DiagnosticLogs);

        // Asked where the verdict is open, or where only the stand-in for auto-archiving decides it.
        var off = tenant.AutoArchiving(false);
        Assert.True(
            tenant.State == ConflictState.Indeterminate || (!tenant.Mailbox.AutoArchivingEnabled.IsKnown && off.State != tenant.State),
            open.Mailbox + " is asked although the mailbox is " + tenant.State);
    }

    private static TestTenant WithOnlyWhatTheListShows(TestTenant known) => known.With(mailbox => mailbox with
    {
        ShouldUseDefaultRetentionPolicy = default,
        ElcProcessingDisabled = default,
        AccountDisabled = default,
        AutoArchivingEnabled = default,
        TotalItemSize = default,
        TotalDeletedItemSize = default,
        OptionalTags = default,
        LastRun = null,
    }) with
    { Organization = null, PoliciesRead = false, TagsRead = false };

    private static TestTenant Answer(TestTenant unread, TestTenant known, TenantQuestions ofTenant, MailboxQuestions ofMailbox)
    {
        var answers = known.Mailbox;
        var mailbox = unread.Mailbox with { Asked = unread.Mailbox.Asked | ofMailbox };
        mailbox = ofMailbox.HasFlag(MailboxQuestions.DefaultPolicy) ? mailbox with { ShouldUseDefaultRetentionPolicy = answers.ShouldUseDefaultRetentionPolicy } : mailbox;
        mailbox = ofMailbox.HasFlag(MailboxQuestions.Settings)
            ? mailbox with { ElcProcessingDisabled = answers.ElcProcessingDisabled, AccountDisabled = answers.AccountDisabled, AutoArchivingEnabled = answers.AutoArchivingEnabled }
            : mailbox;
        mailbox = ofMailbox.HasFlag(MailboxQuestions.Statistics)
            ? mailbox with { TotalItemSize = answers.TotalItemSize, TotalDeletedItemSize = answers.TotalDeletedItemSize }
            : mailbox;
        mailbox = ofMailbox.HasFlag(MailboxQuestions.OptionalTags) ? mailbox with { OptionalTags = answers.OptionalTags } : mailbox;
        mailbox = ofMailbox.HasFlag(MailboxQuestions.DiagnosticLogs) ? mailbox with { LastRun = answers.LastRun } : mailbox;
        return unread with
        {
            Mailbox = mailbox,
            Asked = unread.Asked | ofTenant,
            Organization = ofTenant.HasFlag(TenantQuestions.Organization) ? known.Organization : unread.Organization,
            PoliciesRead = unread.PoliciesRead || ofTenant.HasFlag(TenantQuestions.RetentionPolicies),
            TagsRead = unread.TagsRead || ofTenant.HasFlag(TenantQuestions.RetentionPolicies),
        };
    }
}
