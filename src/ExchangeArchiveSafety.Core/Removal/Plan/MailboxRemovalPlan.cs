namespace ExchangeArchiveSafety;

/// <summary>What is to be removed from one mailbox and its archive.</summary>
public sealed class MailboxRemovalPlan
{
    internal MailboxRemovalPlan(string mailbox, DuplicateEvidence minimumEvidence, IReadOnlyList<RemovalEntry> entries, IReadOnlyList<RefusedRemoval> refused)
    {
        Mailbox = mailbox;
        MinimumEvidence = minimumEvidence;
        Entries = entries;
        Refused = refused;
        Bytes = entries.Sum(entry => entry.Surplus.Size ?? 0);
        ToVerify = entries.Count(entry => entry.Evidence < DuplicateEvidence.Identical && new EvidenceGate(minimumEvidence).NeedsBodies(entry.Evidence));
    }

    /// <summary>The mailbox as the search named it, not escaped.</summary>
    public string Mailbox { get; }

    /// <summary>The least evidence that is enough.</summary>
    public DuplicateEvidence MinimumEvidence { get; }

    /// <summary>The copies to remove, location by location and folder by folder.</summary>
    public IReadOnlyList<RemovalEntry> Entries { get; }

    /// <summary>Copies that stay because the plan does not allow it.</summary>
    public IReadOnlyList<RefusedRemoval> Refused { get; }

    /// <summary>How many copies are to be removed at most.</summary>
    public int Count => Entries.Count;

    /// <summary>Whether one of them lies in the archive.</summary>
    public bool TouchesArchive => Entries.Any(entry => entry.Surplus.Location == MailItemLocation.Archive);

    /// <summary>Their size as far as it is known.</summary>
    public long Bytes { get; }

    /// <summary>How many of them are removed only if their bodies turn out equal.</summary>
    public int ToVerify { get; }

    /// <summary>What is said of each copy when the mailbox is refused as a whole.</summary>
    /// <param name="why">The sentence, safe to show.</param>
    public IEnumerable<ArchiveDuplicateRemoval> AllRefused(string why) =>
        Entries.Select(entry => ArchiveDuplicateRemoval.Of(entry, RemovalStatus.Refused, RemovalCause.Of(RemovalReason.MailboxRefused, why)));
}
