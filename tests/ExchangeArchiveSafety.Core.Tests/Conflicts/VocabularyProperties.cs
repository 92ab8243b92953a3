using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Every closed vocabulary has documented values that act, documented values that do not, and unknown ones, which never reassure.</summary>
public class VocabularyProperties
{
    // Sessions hand values over as numbers, null, text with blanks, several names at once, or in another language.
    private static readonly string?[] Odd =
    [
        null, "", " ", "0", "1", "2", "5", "20", "-1", "Move to archive", "Move To Archive", "In Archiv verschieben", "MoveToArchive, PermanentlyDelete", "MoveToArchive\u200B",
        "Archive mailbox", "RecoverableItems1", "Delete And Allow Recovery", "Mark As Past Retention Limit", "Aktiv", "No", "None.", "Disabled", "Local", "HostedProvisioned",
        "False", "True", "@{Value=5}", "System.Object", "ExchangeRemoteMoves", "Exchange Remote Move", "Public Folder", "XO1", "Complete", "Completed.", "Finalized", "Abgeschlossen",
        "Stopped by admin", "Not started", "Inactive", "\uD800",
    ];

    private static readonly Dictionary<Vocabulary, Func<TestTenant, Known<string?>, TestTenant>> Places = new()
    {
        [Vocabularies.RetentionAction] = (tenant, value) => OnEveryTag(tenant, tag => tag with { RetentionAction = value }),
        [Vocabularies.RetentionTagType] = (tenant, value) => OnEveryTag(tenant, tag => tag with { Type = value }),
        [Vocabularies.ArchiveStatus] = (tenant, value) => tenant.With(mailbox => mailbox with { ArchiveStatus = value }),
        [Vocabularies.MigrationType] = (tenant, value) => tenant.Type(value),
        [Vocabularies.BatchStatus] = (tenant, value) => tenant.Batch(value),
        [Vocabularies.UserStatus] = (tenant, value) => tenant.User(value),
    };

    [Fact]
    public void Every_vocabulary_of_Exchange_has_its_place_in_the_property()
    {
        Assert.Equal(Vocabularies.OfExchange.Select(one => one.Name).Order(StringComparer.Ordinal), Places.Keys.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.All(Places.Keys, vocabulary => Assert.All(vocabulary.Values, value => Assert.False(vocabulary.IsUndocumented(value), value)));
        Assert.All(Places.Keys, vocabulary => Assert.All(Odd.Take(12), value => Assert.True(vocabulary.IsUndocumented(value), vocabulary.Name + " " + value)));
    }

    /// <summary>
    /// Safer means an earlier state: Safe, Mitigated, Dormant, Indeterminate, Imminent, Conflicting. Whatever value is unknown, the verdict is Indeterminate or not
    /// safer than the worst that any documented value gives.
    /// </summary>
    [Property(Arbitrary = [typeof(PatchyTenants), typeof(OddTexts)], MaxTest = 400)]
    public void An_unknown_value_never_makes_a_verdict_safer_than_the_worst_documented_one(TenantCase some, OddText odd)
    {
        foreach (var (vocabulary, put) in Places)
        {
            if (!vocabulary.IsUndocumented(odd.Value))
            {
                continue;
            }

            var worst = vocabulary.Values.Max(value => put(some.Tenant, value).State);
            var unknown = put(some.Tenant, odd.Value).State;
            Assert.True(
                unknown == ConflictState.Indeterminate || unknown >= worst,
                vocabulary.Name + " '" + odd.Value + "': " + unknown + ", but " + worst + " with " + vocabulary.Values.First(value => put(some.Tenant, value).State == worst));
        }
    }

    [Fact]
    public void The_property_bites_in_every_vocabulary()
    {
        var tenants = PatchyTenants.Cases().Generator.Sample(400, new Rnd(7, 9), 50).Select(some => some.Tenant).ToList();
        Assert.All(Places, place => Assert.True(
            tenants.Count(tenant => place.Key.Values.Select(value => place.Value(tenant, value).State).Distinct().Count() > 1) >= 20,
            place.Key.Name + " hardly ever decides"));
    }

    [Theory]
    [InlineData("action", "5")]
    [InlineData("action", null)]
    [InlineData("action", "")]
    [InlineData("action", " ")]
    [InlineData("action", "Move to archive")]
    [InlineData("type", "20")]
    [InlineData("type", null)]
    [InlineData("type", "")]
    [InlineData("type", "Alle")]
    public void A_tag_whose_action_or_type_nobody_knows_leaves_the_verdict_open_and_says_so(string which, string? value)
    {
        var tenant = which == "action" ? TestTenant.Conflicting.Tag("All", value, true) : TestTenant.Conflicting.Tag(value, "MoveToArchive", true);
        Assert.Equal(ConflictState.Indeterminate, tenant.State);
        var finding = Assert.Single(tenant.Verdict.Findings, finding => finding.Id == "EAS1405");
        Assert.Contains(TestTenant.ArchivingTag, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("was not returned", finding.Message, StringComparison.Ordinal);
        var optional = TestTenant.WithoutTags.OptedInto(tenant.DefaultTag);
        Assert.Equal(ConflictState.Indeterminate, optional.State);
        Assert.Contains("EAS1405", optional.FindingIds);
    }

    [Theory]
    [InlineData("20", "PermanentlyDelete")]
    [InlineData("20", "MarkAsPastRetentionLimit")]
    [InlineData("Inbox", "5")]
    [InlineData("RecoverableItems", "Move to archive")]
    public void An_unknown_value_does_not_matter_where_the_documented_one_beside_it_decides(string type, string action)
    {
        Assert.Equal(ConflictState.Safe, TestTenant.Conflicting.Tag(type, action, true).State);
    }

    [Theory]
    [InlineData("1", false, ConflictState.Indeterminate)]
    [InlineData(null, false, ConflictState.Indeterminate)]
    [InlineData("", false, ConflictState.Indeterminate)]
    [InlineData("Aktiv", false, ConflictState.Indeterminate)]
    [InlineData("1", true, ConflictState.Conflicting)]
    [InlineData(null, true, ConflictState.Conflicting)]
    public void An_archive_status_that_nobody_knows_denies_no_archive(string? status, bool hasGuid, ConflictState expected)
    {
        var tenant = TestTenant.Conflicting.Archive(hasGuid ? TestTenant.SomeArchive : Guid.Empty, status);
        Assert.Equal(expected, tenant.State);
        Assert.Equal(!hasGuid, tenant.FindingIds.Contains("EAS1405"));
        Assert.DoesNotContain("EAS1103", tenant.FindingIds);
    }

    [Fact]
    public void A_status_that_nobody_knows_is_not_trusted_to_complete_before_a_hold_ends()
    {
        var tenant = TestTenant.Conflicting.EndingHold().UserCompletes(TestTenant.Now.AddDays(5));
        Assert.Equal(ConflictState.Mitigated, tenant.State);
        Assert.Equal(ConflictState.Imminent, tenant.User("Frobnicating").State);
        Assert.Equal(ConflictState.Imminent, tenant.Batch("4").State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(79)]
    [InlineData(101)]
    [InlineData(200)]
    public void A_threshold_outside_the_documented_ones_switches_nothing_off(int threshold)
    {
        Assert.Equal(ConflictState.Conflicting, TestTenant.WithoutTags.Full(95).Threshold(threshold).State);
    }

    [Fact]
    public void A_policy_that_does_not_say_whether_it_is_the_default_may_be_it()
    {
        var tenant = TestTenant.Conflicting.Policy((string?)null).UsesDefault(true);
        var quietDefault = tenant with { Default = tenant.Default with { IsDefault = false }, Quiet = tenant.Quiet with { IsDefault = true } };
        Assert.Equal(ConflictState.Safe, quietDefault.State);
        Assert.Equal(ConflictState.Indeterminate, (quietDefault with { Default = quietDefault.Default with { IsDefault = default } }).State);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("Safe, Dormant")]
    [InlineData("Sicher")]
    [InlineData("")]
    public void Names_of_our_own_states_are_read_as_names_only(string text)
    {
        Assert.Null(Vocabularies.State.Of(text));
        Assert.Null(Vocabularies.Activity.Of(text));
        Assert.Equal(Enum.GetNames<ConflictState>(), Vocabularies.State.Values);
        Assert.Equal(ConflictState.Conflicting, Vocabularies.State.Of("conflicting"));
    }

    private static TestTenant OnEveryTag(TestTenant tenant, Func<RetentionTag, RetentionTag> set) =>
        tenant with
        {
            DefaultTag = set(tenant.DefaultTag),
            Mailbox = tenant.Mailbox.OptionalTags.IsKnown
                ? tenant.Mailbox with { OptionalTags = new([.. tenant.Mailbox.OptionalTags.Value.Select(set)]) }
                : tenant.Mailbox,
        };

    public sealed record OddText(string? Value);

    public static class OddTexts
    {
        public static Arbitrary<OddText> Texts() => Arb.From(Gen.OneOf(
            Gen.Elements(Odd).Select(text => new OddText(text)),
            ArbMap.Default.GeneratorFor<string>().Select(text => new OddText(text))));
    }
}
