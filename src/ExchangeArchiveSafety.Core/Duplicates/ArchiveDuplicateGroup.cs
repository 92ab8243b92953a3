namespace ExchangeArchiveSafety;

/// <summary>
/// The copies of one message in one mailbox and its archive: the one that stays, the surplus ones, and what shares the message id
/// but is not offered. A group without surplus copies only reports what was set aside.
/// </summary>
public sealed class ArchiveDuplicateGroup
{
    internal ArchiveDuplicateGroup(
        DuplicateEvidence evidence,
        ArchiveDuplicateItem kept,
        ArchiveDuplicateItemList surplus,
        ArchiveDuplicateItemList setAside)
    {
        Evidence = evidence;
        Kept = kept;
        Surplus = surplus;
        SetAside = setAside;
    }

    /// <summary>The mailbox, safe to show.</summary>
    public string Mailbox => Kept.Mailbox;

    /// <summary>The name that the search knows the mailbox by; null for a group that no search gave. To count groups nobody has to make objects of their items.</summary>
    internal string? SearchedMailbox { get; set; }

    /// <summary>The kept item's message id, safe to show; empty when the message has none.</summary>
    public string InternetMessageId => Kept.InternetMessageId;

    /// <summary>The kept item's subject, safe to show.</summary>
    public string Subject => Kept.Subject;

    /// <summary>The least evidence among the surplus copies; without any, the most among what was set aside.</summary>
    public DuplicateEvidence Evidence { get; }

    /// <summary>The copy that stays.</summary>
    public ArchiveDuplicateItem Kept { get; }

    /// <summary>The copies that the loop made, in the order of the keep rule.</summary>
    public ArchiveDuplicateItemList Surplus { get; }

    /// <summary>What matched partly and stays, each with its reason.</summary>
    public ArchiveDuplicateItemList SetAside { get; }

    /// <summary>Bytes of the surplus copies.</summary>
    public long SurplusBytes => Surplus.Sum(item => item.Size ?? 0);

    /// <summary>The group in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox} {InternetMessageId}: {Surplus.Count} surplus, {SetAside.Count} set aside";
}
