using ExchangeArchiveSafety.Duplicates;

namespace ExchangeArchiveSafety.Core.Tests.Reports;

/// <summary>One of everything that a report is made of.</summary>
internal static class SampleReport
{
    public static readonly DateTime AsOf = TestTenant.Now;

    /// <summary>Names that want to be something else than text.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "<!--", "]]>", "</style><style>*{display:none}",
        "=cmd|' /C calc'!A0", "@SUM(1+9)*cmd", "+1+1", "-1+1", "\uFF1D1+1", "  =1+1", "\t=1+1",
        "\u202Egnp.exe", "a\u2066b\u2069", "\u200Bzero", "\uD83D", "null\0byte", "line\nbreak\r\n", "\u2028", "[x](https://evil.example)", "`code` ```fence", "| cell | cell |", "# heading", "@everyone", "https://evil.example/a",
        "$(calc)", "'; Remove-Mailbox x; '", "\u2019; calc; \u2019", "&lt;b&gt;", "&#x202E;", "\\u{202E}", "%3Cscript%3E", "{{7*7}}", "${7*7}",
    ];

    public static ReportInput Of(string? name = null, DateTime? asOf = null, IJournalStore? journal = null, TenantSnapshot? snapshot = null)
    {
        var input = new ReportInput { AsOfUtc = asOf ?? AsOf, Title = name ?? "", Journal = journal, Snapshot = snapshot };
        var tenant = TestTenant.Conflicting.Measured().With(mailbox => mailbox with { PrimarySmtpAddress = name ?? mailbox.PrimarySmtpAddress, DisplayName = name ?? mailbox.DisplayName });
        _ = input.Add((name is null ? tenant : tenant.WithBatch(batch => batch with { Identity = name }).WithUser(user => user with { BatchId = name })).Foreseen);
        _ = input.Add(Verdict(2, tenant.EndingHold()));
        _ = input.Add(Verdict(3, tenant.OpenHold()));
        _ = input.Add(new ArchivePolicySuspension { Identity = name ?? "grace@contoso.example", ExchangeGuid = Key(3), Status = SuspensionStatus.Suspended, SuspendedAtUtc = AsOf.AddDays(-4), Reason = name ?? "set", After = ArchivingSettings.None.With(ArchivingSetting.EndDateForRetentionHold, AsOf.AddDays(30)) });
        _ = input.Add(new ArchivePolicySuspension { Identity = name ?? "alan@contoso.example", ExchangeGuid = Key(4), Status = SuspensionStatus.Drifted, SuspendedAtUtc = AsOf.AddDays(-9), Drift = [new(ArchivingSetting.RetentionHoldEnabled, false, true, false)], Reason = name ?? "changed" });
        foreach (var group in Mail.Find([Mail.Archived("a") with { Subject = name ?? "Offer" }, Mail.Migrated("b") with { Subject = name ?? "Offer" }]))
        {
            _ = input.Add(group);
        }

        _ = input.Add(new ArchiveDuplicateSummary(name ?? "linus@contoso.example", new()));
        _ = input.Add(new ArchiveDuplicateRemovalSummary { Mailbox = name ?? "ada@contoso.example", Planned = 9, Removed = 8, Stayed = 1, Bytes = 123_456, UndoLastsUntilUtc = AsOf.AddDays(13), QuarantinePath = name ?? "/q" });
        _ = input.Add(new ArchiveSafetyCheck { Category = "Exchange", Name = name ?? "Get-Mailbox", Status = ReadinessStatus.Failed, Because = name ?? "not granted", Remedy = name ?? "grant it" });
        _ = input.Add(new ArchiveSafetyGuardPass
        {
            StartedAtUtc = AsOf.AddDays(-1),
            EndedAtUtc = AsOf.AddDays(-1).AddMinutes(3),
            Judged = 12,
            AtRisk = 2,
            Changes = [new() { Identity = name ?? "ada@contoso.example", AtUtc = AsOf.AddDays(-1), Status = SuspensionStatus.Suspended, Reason = name ?? "at risk" }],
            Waiting = [new(name ?? "alan@contoso.example", Key(4), AsOf.AddDays(2), name ?? "settles")],
            Failures = [new(name ?? "grace@contoso.example", Key(3), "MailboxNotFound", name ?? "gone")],
        });
        return input;
    }

    public static ArchiveMigrationConflict Verdict(int number, TestTenant tenant) =>
        tenant.With(mailbox => mailbox with { ExchangeGuid = Key(number), PrimarySmtpAddress = mailbox.PrimarySmtpAddress + number }).WithUser(user => user with { MailboxGuid = Key(number) }).Verdict;

    public static Guid Key(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
