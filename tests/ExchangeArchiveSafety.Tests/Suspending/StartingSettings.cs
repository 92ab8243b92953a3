namespace ExchangeArchiveSafety.Tests.Suspending;

/// <summary>Mailboxes in every state of settings that a suspension may meet and has to leave behind as it found it.</summary>
public static class StartingSettings
{
    private static readonly DateTime Now = LabTenant.DefaultStart;

    public static IReadOnlyDictionary<string, Action<LabMailbox>> All { get; } = new Dictionary<string, Action<LabMailbox>>
    {
        ["plain"] = _ => { },
        ["hold.on"] = mailbox => mailbox.RetentionHoldEnabled = true,
        ["hold.started"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = Now.AddDays(-30).AddMinutes(17).AddSeconds(43);
        },
        ["hold.ahead"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = Now.AddDays(45);
        },
        ["hold.ends"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.EndDateForRetentionHold = Now.AddDays(90);
        },
        ["hold.both"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = Now.AddDays(-60);
            mailbox.EndDateForRetentionHold = Now.AddDays(500);
            mailbox.RetentionComment = "On leave until next summer";
            mailbox.RetentionUrl = "https://contoso.example/leave";
        },
        ["hold.between"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = Now.AddDays(10);
            mailbox.EndDateForRetentionHold = Now.AddDays(20);
        },
        ["hold.expired"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.StartDateForRetentionHold = Now.AddDays(-90);
            mailbox.EndDateForRetentionHold = Now.AddDays(-30);
        },
        ["dates.stale"] = mailbox =>
        {
            mailbox.StartDateForRetentionHold = Now.AddDays(-300);
            mailbox.EndDateForRetentionHold = Now.AddDays(-200);
        },
        ["dates.ahead"] = mailbox =>
        {
            mailbox.StartDateForRetentionHold = Now.AddDays(5);
            mailbox.EndDateForRetentionHold = Now.AddDays(6);
        },
        ["date.start.only"] = mailbox => mailbox.StartDateForRetentionHold = Now.AddDays(-7),
        ["date.end.only"] = mailbox => mailbox.EndDateForRetentionHold = Now.AddDays(70),
        ["fractions"] = mailbox =>
        {
            mailbox.RetentionHoldEnabled = true;
            mailbox.EndDateForRetentionHold = Now.AddDays(33).AddTicks(1_234_567);
        },
        ["auto.off"] = mailbox => mailbox.AutoArchivingEnabled = false,
        ["auto.off.hold.on"] = mailbox =>
        {
            mailbox.AutoArchivingEnabled = false;
            mailbox.RetentionHoldEnabled = true;
            mailbox.EndDateForRetentionHold = Now.AddDays(3);
        },
        ["elc.off"] = mailbox => mailbox.ElcProcessingDisabled = true,
        ["elc.off.hold.on"] = mailbox =>
        {
            mailbox.ElcProcessingDisabled = true;
            mailbox.RetentionHoldEnabled = true;
            mailbox.AutoArchivingEnabled = false;
        },
        ["no.policy"] = mailbox =>
        {
            mailbox.RetentionPolicy = null;
            mailbox.ShouldUseDefaultRetentionPolicy = true;
        },
        ["litigation"] = mailbox =>
        {
            mailbox.LitigationHoldEnabled = true;
            mailbox.InPlaceHolds.Add("mbx9696959ae2244d8c8aa1ce9be3f0ad1d:2");
        },
        ["other.settings"] = mailbox =>
        {
            mailbox.OtherSettings["CustomAttribute1"] = "do not touch";
            mailbox.SingleItemRecoveryEnabled = false;
            mailbox.RetainDeletedItemsFor = TimeSpan.FromDays(30);
            mailbox.AccountDisabled = true;
        },
    };

    /// <summary>All of them in one synced IMAP batch.</summary>
    public static LabTenant Tenant()
    {
        var builder = new TenantBuilder();
        foreach (var (alias, set) in All)
        {
            builder.Mailbox(alias, set);
        }

        return builder.Batch("Wave", "IMAP", "Synced", batch => batch.Users(All.Keys)).Build();
    }
}
