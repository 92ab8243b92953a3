using FsCheck;
using FsCheck.Fluent;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>One thing that can be this or that in a tenant. A fact may also not have been returned.</summary>
internal sealed record Gene(string Name, bool IsFact, string[] Values, Func<TestTenant, int, TestTenant> Apply)
{
    public const int NotReturned = -1;

    /// <summary>How many of the values are given to tenants; the others only fill in for a fact that is missing.</summary>
    public int Given { get; init; } = Values.Length;

    /// <summary>How often, in twelve, it has its plain value for no other reason.</summary>
    public int Plain { get; init; } = 7;
}

/// <summary>
/// A tenant with one mailbox as a row of choices, so that facts can be taken away, filled in every way there is, and failing cases shrink towards the plain one.
/// The values of each fact stand on both sides of every border that the rules know.
/// </summary>
public sealed class TenantCase
{
    internal static readonly Gene[] Genes = CreateGenes();

    internal TenantCase(int[] choices) => Choices = choices;

    internal int[] Choices { get; }

    internal static IEnumerable<int> Facts => Enumerable.Range(0, Genes.Length).Where(i => Genes[i].IsFact);

    internal IEnumerable<int> Missing => Facts.Where(i => Choices[i] == Gene.NotReturned);

    internal TestTenant Tenant
    {
        get
        {
            var tenant = TestTenant.Conflicting;
            for (var i = 0; i < Genes.Length; i++)
            {
                tenant = Genes[i].Apply(tenant, Choices[i]);
            }

            return tenant;
        }
    }

    internal ConflictState State => Tenant.State;

    internal static int IndexOf(string name) => Array.FindIndex(Genes, gene => gene.Name == name);

    internal TenantCase Without(IEnumerable<int> facts)
    {
        var choices = (int[])Choices.Clone();
        foreach (var fact in facts)
        {
            choices[fact] = Gene.NotReturned;
        }

        return new(choices);
    }

    internal TenantCase Set(int gene, int value)
    {
        var choices = (int[])Choices.Clone();
        choices[gene] = value;
        return new(choices);
    }

    /// <summary>Every way in which the missing facts could be.</summary>
    internal IEnumerable<TenantCase> Fillings()
    {
        var missing = Missing.ToArray();
        var ways = missing.Aggregate(1, (product, fact) => product * Genes[fact].Values.Length);
        for (var way = 0; way < ways; way++)
        {
            var choices = (int[])Choices.Clone();
            var rest = way;
            foreach (var fact in missing)
            {
                choices[fact] = rest % Genes[fact].Values.Length;
                rest /= Genes[fact].Values.Length;
            }

            yield return new(choices);
        }
    }

    public override string ToString() =>
        string.Join(", ", Genes.Select((gene, i) => gene.Name + "=" + (Choices[i] < 0 ? "NOT RETURNED" : gene.Values[Choices[i]])).Where((_, i) => Choices[i] != 0));

    /// <summary>Tenants in which at most so many facts are missing.</summary>
    internal static Arbitrary<TenantCase> Arbitrary(int mostMissing)
    {
        var complete = Gen
            .CollectToArray(Genes, gene => Gen.Frequency((gene.Plain, Gen.Constant(0)), (12 - gene.Plain, Gen.Choose(0, gene.Given - 1))))
            .Select(choices => new TenantCase(choices));
        var generator =
            from all in complete
            from count in Gen.Choose(0, mostMissing)
            from facts in Gen.Shuffle(Facts.ToArray())
            select all.Without(facts.Take(count));
        return Arb.From(generator, Shrink);
    }

    private static IEnumerable<TenantCase> Shrink(TenantCase some) =>
        Enumerable.Range(0, Genes.Length).Where(i => some.Choices[i] != 0).Select(i => some.Set(i, 0));

    private static Gene[] CreateGenes()
    {
        var now = TestTenant.Now;
        var times = new Dictionary<string, DateTime?> { ["none"] = null, ["past"] = now.AddDays(-5), ["soon"] = now.AddDays(5), ["later"] = now.AddDays(15) };

        static Known<T> Of<T>(int choice, params T[] values) => choice < 0 ? default(Known<T>) : values[choice];

        Gene OfMailbox<T>(string name, Func<Mailbox, Known<T>, Mailbox> set, params T[] values) =>
            new(name, true, [.. values.Select(value => value?.ToString() ?? "null")], (tenant, choice) => tenant.With(mailbox => set(mailbox, Of(choice, values))));

        Gene OfOrganization<T>(string name, Func<Organization, Known<T>, Organization> set, params T[] values) =>
            new(name, true, [.. values.Select(value => value?.ToString() ?? "null")], (tenant, choice) => tenant.WithOrganization(organization => set(organization, Of(choice, values))));

        Gene Plain(string name, string[] values, Func<TestTenant, string, TestTenant> apply) => new(name, false, values, (tenant, choice) => apply(tenant, values[choice]));

        Gene OfTag<T>(string name, Func<RetentionTag, Known<T>, RetentionTag> set, params T[] values) =>
            new(name, true, [.. values.Select(value => value?.ToString() ?? "null")], (tenant, choice) => tenant with { DefaultTag = set(tenant.DefaultTag, Of(choice, values)) });

        var personal = TestTenant.Tag("Personal 1 year", "Personal", "MoveToArchive", true);
        return
        [
            Plain("user status", ["Synced", "Stopped", "Queued", "Completed", "Corrupted", "Frobnicating"], (tenant, status) => tenant.User(status)) with { Plain = 3 },
            Plain("batch status", ["Synced", "Stopped", "Created", "Completed", "Corrupted", "Frobnicating"], (tenant, status) => tenant.Batch(status)) with { Plain = 3 },
            Plain("type", ["IMAP", "ExchangeRemoteMove", "ExchangeOutlookAnywhere"], (tenant, type) => tenant.Type(type)) with { Plain = 10 },
            Plain("user completes", [.. times.Keys], (tenant, time) => tenant.UserCompletes(times[time])),
            Plain("batch completes", [.. times.Keys], (tenant, time) => tenant.BatchCompletes(times[time])),
            Plain("external", ["no", "yes"], (tenant, yes) => yes == "yes" ? tenant.External() : tenant) with { Plain = 10 },
            Plain("second record", ["none", "Synced", "Stopped", "Queued", "Completed", "remote move"], (tenant, status) => status switch
            {
                "none" => tenant,
                "remote move" => tenant.AlsoIn("Synced", "Synced", "ExchangeRemoteMove", (DateTime?)null),
                "Queued" => tenant.AlsoIn("Queued", "Created", "Gmail", (DateTime?)null),
                _ => tenant.AlsoIn(status, status, "IMAP", now.AddDays(7)),
            }) with
            { Plain = 9 },
            OfMailbox("ArchiveGuid", (mailbox, guid) => mailbox with { ArchiveGuid = guid }, TestTenant.SomeArchive, Guid.Empty),
            OfMailbox<string?>("ArchiveStatus", (mailbox, status) => mailbox with { ArchiveStatus = status }, "Active", "None"),

            // One that is not returned may also be one that was not read.
            OfMailbox<string?>("RetentionPolicy", (mailbox, policy) => mailbox with { RetentionPolicy = policy }, TestTenant.DefaultPolicy, TestTenant.QuietPolicy, null, "Gone") with
            { Given = 3 },
            OfMailbox("ShouldUseDefaultRetentionPolicy", (mailbox, uses) => mailbox with { ShouldUseDefaultRetentionPolicy = uses }, false, true),
            OfTag<string?>("tag type", (tag, type) => tag with { Type = type }, "All", "Personal", "RecoverableItems", "Inbox"),
            OfTag<string?>("tag action", (tag, action) => tag with { RetentionAction = action }, "MoveToArchive", "DeleteAndAllowRecovery"),
            OfTag("tag enabled", (tag, enabled) => tag with { RetentionEnabled = enabled }, true, false),
            new("links", true, ["archiving", "none", "not read"], (tenant, choice) => tenant with
            {
                Default = tenant.Default with { RetentionPolicyTagLinks = Of<IReadOnlyList<string>>(choice, [TestTenant.ArchivingTag], [], ["Gone"]) },
            })
            { Given = 2 },
            OfMailbox<IReadOnlyList<RetentionTag>>("OptionalTags", (mailbox, tags) => mailbox with { OptionalTags = tags }, [], [personal]),
            OfMailbox("AutoArchivingEnabled", (mailbox, enabled) => mailbox with { AutoArchivingEnabled = enabled }, true, false),
            OfMailbox("TotalItemSize", (mailbox, size) => mailbox with { TotalItemSize = size }, 100_000_000L, 600_000_000L, 800_000_000L, 910_000_000L, 20_000_000_000_000L, 1_000_000L),
            OfMailbox<long?>("ProhibitSendReceiveQuota", (mailbox, quota) => mailbox with { ProhibitSendReceiveQuota = quota }, 1_000_000_000L, null, 10_000_000_000_000L, 100_000_000L, 1_000_000L) with
            { Given = 3 },
            OfOrganization("AutoArchivingThresholdPercentage", (organization, percent) => organization with { AutoArchivingThresholdPercentage = percent }, 96, 80, 100),
            OfMailbox("RetentionHoldEnabled", (mailbox, enabled) => mailbox with { RetentionHoldEnabled = enabled }, false, true),
            OfMailbox<DateTime?>("StartDateForRetentionHold", (mailbox, start) => mailbox with { StartDateForRetentionHold = start }, null, now.AddDays(-10), now.AddDays(10)),
            OfMailbox<DateTime?>("EndDateForRetentionHold", (mailbox, end) => mailbox with { EndDateForRetentionHold = end }, null, now.AddDays(-1), now.AddDays(10), now.AddDays(1), now.AddDays(30)),
            OfMailbox("ElcProcessingDisabled", (mailbox, disabled) => mailbox with { ElcProcessingDisabled = disabled }, false, true),
            OfMailbox("AccountDisabled", (mailbox, disabled) => mailbox with { AccountDisabled = disabled }, false, true),
            OfOrganization("ElcProcessingDisabled (organization)", (organization, disabled) => organization with { ElcProcessingDisabled = disabled }, false, true),
            OfMailbox<IReadOnlyList<string>>("InPlaceHolds", (mailbox, holds) => mailbox with { InPlaceHolds = holds }, [], ["mbx1"]) with { Plain = 10 },
            Plain("last run", ["none", "archived", "idle", "archived long ago"], (tenant, run) =>
                run == "none" ? tenant : tenant.LastRun(now.AddDays(run == "archived long ago" ? -9 : -1), run == "idle" ? 0 : 12)),
        ];
    }
}

/// <summary>Tenants of which everything is known.</summary>
public static class CompleteTenants
{
    public static Arbitrary<TenantCase> Cases() => TenantCase.Arbitrary(0);
}

/// <summary>Tenants of which up to four facts were not returned, few enough to fill them in every way.</summary>
public static class PatchyTenants
{
    public static Arbitrary<TenantCase> Cases() => TenantCase.Arbitrary(4);
}

/// <summary>Tenants of which everything is known, and whose mailbox conflicts.</summary>
public static class ConflictingTenants
{
    public static Arbitrary<TenantCase> Cases() => CompleteTenants.Cases().Filter(some => some.State == ConflictState.Conflicting);
}

/// <summary>Tenants of which any number of facts was not returned, and whose mailbox is safe all the same.</summary>
public static class SafeTenants
{
    public static Arbitrary<TenantCase> Cases() => UnknownTenants.Cases().Filter(some => some.State == ConflictState.Safe);
}

/// <summary>Tenants in which something is still to be asked about the mailbox, apart from the counters.</summary>
public static class AskingTenants
{
    public static Arbitrary<TenantCase> Cases() => UnknownTenants.Cases().Filter(some =>
        (some.Tenant.Analyzer.OpenQuestions(some.Tenant.Mailbox).Mailbox & ~MailboxQuestions.DiagnosticLogs) != MailboxQuestions.None);
}

/// <summary>Tenants of which any number of facts was not returned.</summary>
public static class UnknownTenants
{
    public static Arbitrary<TenantCase> Cases() => TenantCase.Arbitrary(TenantCase.Facts.Count());
}
