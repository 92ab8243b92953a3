namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>What nobody outside Microsoft knows for sure, or what tenants do differently: each is a switch, so that both answers can be tried.</summary>
public sealed class TenantOptions
{
    /// <summary>Reported: auto-archiving goes on under a retention hold.</summary>
    public bool AutoArchivingIgnoresRetentionHold { get; set; } = true;

    /// <summary>How long it takes until a retention hold acts. No delay is documented; for other holds it is up to 240 minutes.</summary>
    public TimeSpan RetentionHoldActsAfter { get; set; }

    /// <summary>The documentation's caution: an identity that does not exist returns all objects. In practice it is an error.</summary>
    public bool MissingIdentityReturnsEverything { get; set; }

    /// <summary>Reported: Get-Mailbox takes anna* for every mailbox with a name that begins so.</summary>
    public bool StarsFitMailboxes { get; set; } = true;

    /// <summary>Start and end of a retention hold need the hold to be on. Whether clearing them needs it too, nobody says.</summary>
    public bool ClearingHoldDatesNeedsHold { get; set; }

    /// <summary>Documented in 2021: a synced batch nobody touches stops after 60 days; a stopped one goes after 90, a completed one after 60.</summary>
    public bool BatchLifetimes { get; set; } = true;

    /// <summary>How long Starting, Stopping, Completing and Removing last.</summary>
    public TimeSpan Moment { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A caller who polls does not move the clock: after this many reads a passing state has passed. 0: only the clock ends it.</summary>
    public int MomentEndsAfterReads { get; set; } = 1;

    /// <summary>Whether an item that moves to the archive gets a new creation time.</summary>
    public bool MoveSetsCreationTime { get; set; }

    /// <summary>Whether items leave Recoverable Items as soon as these pass the warning quota, or at the assistant's next run. That the oldest leave is documented, when they do is not.</summary>
    public bool RecoverableItemsLeaveAtOnce { get; set; } = true;

    public ValueShapes Shapes { get; } = new();
}
