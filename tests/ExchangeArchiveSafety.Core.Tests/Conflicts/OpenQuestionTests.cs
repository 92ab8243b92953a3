using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>A remote question is asked only if its answer can change a verdict.</summary>
public class OpenQuestionTests
{
    public static TheoryData<string, MailboxQuestions> MailboxRows => new()
    {
        { "nothing missing", MailboxQuestions.DiagnosticLogs },
        { "processing missing", MailboxQuestions.Settings },
        { "auto-archiving missing, tag archives", MailboxQuestions.DiagnosticLogs },
        { "auto-archiving missing, nothing else archives, rests", MailboxQuestions.None },
        { "auto-archiving missing, nothing else archives, nearly full", MailboxQuestions.Settings },
        { "opted into missing, tag archives", MailboxQuestions.DiagnosticLogs },
        { "opted into missing, nothing else archives", MailboxQuestions.OptionalTags },
        { "usage missing, tag archives", MailboxQuestions.DiagnosticLogs },
        { "usage missing, nothing else archives", MailboxQuestions.Statistics },
        { "usage missing, open hold", MailboxQuestions.Statistics },
        { "no policy shown", MailboxQuestions.DefaultPolicy },
        { "archive missing", MailboxQuestions.Settings },
        { "hold missing", MailboxQuestions.Settings },
        { "usage and quota missing, nothing else archives", MailboxQuestions.Statistics | MailboxQuestions.Settings },
        { "policy missing", MailboxQuestions.Settings },
        { "archive, hold and switches missing", MailboxQuestions.Settings },
        { "everything missing, ended", MailboxQuestions.None },
        { "everything missing, no archive", MailboxQuestions.None },
        { "open hold", MailboxQuestions.None },
        { "dormant", MailboxQuestions.None },
        { "will sync", MailboxQuestions.None },
    };

    [Theory]
    [MemberData(nameof(MailboxRows))]
    public void Only_what_the_verdict_hangs_on_is_asked_of_the_mailbox(string row, MailboxQuestions expected)
    {
        var some = TestTenant.Conflicting;
        var none = TestTenant.WithoutTags;
        var blank = new TestTenant() with
        {
            Mailbox = new() { ExchangeGuid = TestTenant.MailboxGuid, PrimarySmtpAddress = TestTenant.Address },
        };
        var tenant = row switch
        {
            "nothing missing" => some,
            "processing missing" => some.ProcessingDisabled(default),
            "auto-archiving missing, tag archives" => some.AutoArchiving(default),
            "auto-archiving missing, nothing else archives, rests" => none.AutoArchiving(default),
            "auto-archiving missing, nothing else archives, nearly full" => none.AutoArchiving(default).Full(95),
            "opted into missing, tag archives" => some.OptedIntoUnknown(),
            "opted into missing, nothing else archives" => none.OptedIntoUnknown(),
            "usage missing, tag archives" => some.Usage(default, TestTenant.Quota),
            "usage missing, nothing else archives" => none.Usage(default, TestTenant.Quota),
            "usage missing, open hold" => some.Usage(default, TestTenant.Quota).OpenHold(),
            "archive missing" => some.Archive(default, default),
            "hold missing" => some.With(mailbox => mailbox with { RetentionHoldEnabled = default }),
            "usage and quota missing, nothing else archives" => none.Usage(default, default),
            "policy missing" => some.With(mailbox => mailbox with { RetentionPolicy = default }),
            "archive, hold and switches missing" => some.Archive(default, default).With(mailbox => mailbox with { RetentionHoldEnabled = default, ElcProcessingDisabled = default, AutoArchivingEnabled = default }),
            "no policy shown" => some.Policy((string?)null).UsesDefault(default),
            "everything missing, ended" => blank.Migration(MigrationActivity.Ended),
            "everything missing, no archive" => blank.NoArchive(),
            "open hold" => some.OpenHold(),
            "dormant" => some.Migration(MigrationActivity.Dormant),
            "will sync" => some.Migration(MigrationActivity.WillSync),
            _ => throw new ArgumentOutOfRangeException(nameof(row), row, null),
        };
        var open = tenant.Analyzer.OpenQuestions(tenant.Mailbox);
        Assert.Equal(expected, open.Mailbox);
        Assert.Equal(TenantQuestions.None, open.Tenant);
    }

    [Theory]
    [InlineData(MailboxQuestions.Settings)]
    [InlineData(MailboxQuestions.OptionalTags)]
    [InlineData(MailboxQuestions.Statistics)]
    [InlineData(MailboxQuestions.DefaultPolicy)]
    [InlineData(MailboxQuestions.DiagnosticLogs)]
    public void A_question_is_not_asked_twice(MailboxQuestions asked)
    {
        var blank = new TestTenant() with
        {
            Mailbox = new() { ExchangeGuid = TestTenant.MailboxGuid, PrimarySmtpAddress = TestTenant.Address, Asked = asked },
        };
        Assert.Equal(MailboxQuestions.None, blank.Analyzer.OpenQuestions(blank.Mailbox).Mailbox & asked);
        var known = TestTenant.Conflicting.With(mailbox => mailbox with { Asked = asked });
        Assert.Equal(MailboxQuestions.None, known.Analyzer.OpenQuestions(known.Mailbox).Mailbox & asked);
    }

    [Fact]
    public void The_tenant_is_asked_only_where_a_verdict_hangs_on_it()
    {
        var notAsked = TestTenant.Conflicting with { Asked = TenantQuestions.None, PoliciesRead = false, TagsRead = false, Organization = null };
        Assert.Equal(TenantQuestions.All, notAsked.Analyzer.OpenQuestions(notAsked.Mailbox).Tenant);
        foreach (var decided in new[] { notAsked.Migration(MigrationActivity.Ended), notAsked.NoArchive(), notAsked.NoUser() })
        {
            Assert.Equal((TenantQuestions.None, MailboxQuestions.None), decided.Analyzer.OpenQuestions(decided.Mailbox));
        }

        var policiesOnly = TestTenant.Conflicting with { Asked = TenantQuestions.Organization, PoliciesRead = false, TagsRead = false };
        Assert.Equal((TenantQuestions.RetentionPolicies, MailboxQuestions.None), policiesOnly.Analyzer.OpenQuestions(policiesOnly.Mailbox));
        policiesOnly = policiesOnly.UsesDefault(default);
        Assert.Equal((TenantQuestions.RetentionPolicies, MailboxQuestions.None), policiesOnly.Analyzer.OpenQuestions(policiesOnly.Mailbox));

        // The switch of the organization, and its holds where a processing switch may be ignored.
        foreach (var tenant in new[] { TestTenant.Conflicting, TestTenant.Conflicting.ProcessingDisabled(true) })
        {
            var organizationOnly = tenant with { Asked = TenantQuestions.RetentionPolicies, Organization = null };
            Assert.Equal((TenantQuestions.Organization, MailboxQuestions.None), organizationOnly.Analyzer.OpenQuestions(organizationOnly.Mailbox));
        }
    }

    [Fact]
    public void A_verdict_counts_what_was_not_asked_as_not_answered()
    {
        // Open questions are for the reader alone: in a verdict a property that is not there counts as on, and a threshold as the default.
        foreach (var some in new[] { TestTenant.WithoutTags.AutoArchiving(default).Full(95), TestTenant.WithoutTags.Full(80).OrganizationNotReadButForProcessing() })
        {
            var unasked = some.With(mailbox => mailbox with { Asked = MailboxQuestions.None }) with { Asked = TenantQuestions.None };
            var asked = some.With(mailbox => mailbox with { Asked = MailboxQuestions.Settings }) with { Asked = TenantQuestions.All };
            Assert.NotEqual(ConflictState.Indeterminate, asked.State);
            Assert.Equal(some.AutoArchiving(true).State, asked.State);
            Assert.Equal(asked.State, unasked.State);
            Assert.Equal(asked.FindingIds, unasked.FindingIds);
        }
    }

    [Fact]
    public void The_organizations_threshold_is_not_asked_for_where_no_threshold_makes_a_difference()
    {
        // Thresholds lie between 80 and 100, so a primary that is a tenth full rests whatever it is.
        var tenant = TestTenant.WithoutTags with { Asked = TenantQuestions.RetentionPolicies, Organization = null };
        Assert.Equal((TenantQuestions.None, MailboxQuestions.None), tenant.Analyzer.OpenQuestions(tenant.Mailbox));
    }

    [Fact]
    public void The_organizations_threshold_is_asked_for_where_it_makes_a_difference()
    {
        var tenant = TestTenant.WithoutTags.Full(80) with { Asked = TenantQuestions.RetentionPolicies, Organization = null };
        Assert.Equal((TenantQuestions.Organization, MailboxQuestions.None), tenant.Analyzer.OpenQuestions(tenant.Mailbox));
    }
}
