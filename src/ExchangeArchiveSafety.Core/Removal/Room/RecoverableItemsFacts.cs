namespace ExchangeArchiveSafety;

/// <summary>
/// What is known of the Recoverable Items of a mailbox and its archive, where a soft deletion puts what it takes. Sizes are bytes. What nobody said is not known:
/// it is never taken for zero, for no limit or for a hold.
/// </summary>
public sealed record RecoverableItemsFacts
{
    /// <summary>The quota of a mailbox without a hold when nothing else is said (documented).</summary>
    public const long DefaultQuota = 30L << 30;

    /// <summary>The warning quota of a mailbox without a hold when nothing else is said (documented).</summary>
    public const long DefaultWarningQuota = 20L << 30;

    /// <summary>RecoverableItemsQuota, above which nothing more can be deleted; null for Unlimited. The primary mailbox and the archive have one each.</summary>
    public Known<long?> Quota { get; init; }

    /// <summary>RecoverableItemsWarningQuota, above which the oldest are purged first where no hold keeps them; null for Unlimited.</summary>
    public Known<long?> WarningQuota { get; init; }

    /// <summary>RetainDeletedItemsFor: how long what was deleted can be brought back.</summary>
    public Known<TimeSpan?> RetainDeletedItemsFor { get; init; }

    /// <summary>Whether a hold keeps what was deleted; null where that is not known.</summary>
    public bool? IsHeld { get; init; }

    /// <summary>What the Recoverable Items of the primary mailbox hold.</summary>
    public Known<long> InPrimary { get; init; }

    /// <summary>What the Recoverable Items of the archive hold.</summary>
    public Known<long> InArchive { get; init; }

    /// <summary>What those of auxiliary archives hold, by the GUID of each, as far as it is known. Each is a mailbox of its own.</summary>
    public IReadOnlyDictionary<Guid, long> InAuxiliaries { get; init; } = new Dictionary<Guid, long>();

    /// <summary>What the Recoverable Items of one part hold.</summary>
    /// <param name="location">The location.</param>
    /// <param name="auxiliaryId">The id of the auxiliary archive in Graph; null for the main mailbox of the location.</param>
    public Known<long> In(MailItemLocation location, string? auxiliaryId) =>
        auxiliaryId is not null ? MigrationGuard.GuidIn(auxiliaryId) is { } guid && InAuxiliaries.TryGetValue(guid, out var size) ? size : default(Known<long>)
        : location == MailItemLocation.Archive ? InArchive : InPrimary;

    /// <summary>The same facts with what the Recoverable Items of one part hold. What is said of an id of another form is not kept.</summary>
    internal RecoverableItemsFacts With(MailItemLocation location, string? auxiliaryId, long size) =>
        auxiliaryId is null ? location == MailItemLocation.Archive ? this with { InArchive = size } : this with { InPrimary = size }
        : MigrationGuard.GuidIn(auxiliaryId) is { } guid ? this with { InAuxiliaries = new Dictionary<Guid, long>(InAuxiliaries.ToDictionary(one => one.Key, one => one.Value)) { [guid] = size } }
        : this;

    /// <summary>Whether a hold keeps deleted mail: true where one certainly does, false where certainly none does, null otherwise.</summary>
    /// <param name="litigation">LitigationHoldEnabled.</param>
    /// <param name="inPlaceHolds">InPlaceHolds of the mailbox.</param>
    /// <param name="organization">The organization, whose holds count where the mailbox does not leave them out; null where it was not read.</param>
    /// <param name="label">ComplianceTagHoldApplied.</param>
    /// <param name="delay">DelayHoldApplied.</param>
    public static bool? Held(Known<bool> litigation, Known<IReadOnlyList<string>> inPlaceHolds, Organization? organization, Known<bool> label, Known<bool> delay)
    {
        var holds = PurviewHolds.Of(new() { InPlaceHolds = inPlaceHolds }, inPlaceHolds.IsKnown ? organization : null).Select(KeepsMail).ToList();
        return litigation.Is(true) || label.Is(true) || delay.Is(true) || holds.Contains(true) ? true
            : litigation.IsKnown && label.IsKnown && delay.IsKnown && inPlaceHolds.IsKnown && organization is { InPlaceHolds.IsKnown: true } && !holds.Contains(null) ? false
            : null;
    }

    // mbx….:1 only deletes, :2 and :3 keep; skp and grp are about chats and groups. Of another form nobody knows.
    private static bool? KeepsMail(string hold) =>
        hold.StartsWith("UniH", StringComparison.OrdinalIgnoreCase) || hold.EndsWith(":2", StringComparison.Ordinal) || hold.EndsWith(":3", StringComparison.Ordinal)
            ? !IsOfOthers(hold)
            : IsOfOthers(hold) || hold.EndsWith(":1", StringComparison.Ordinal) ? false : null;

    private static bool IsOfOthers(string hold) => hold.StartsWith("skp", StringComparison.OrdinalIgnoreCase) || hold.StartsWith("grp", StringComparison.OrdinalIgnoreCase);
}
