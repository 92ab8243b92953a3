namespace ExchangeArchiveSafety.Removal;

/// <summary>A copy that was seen just now with the one that stays, and of which both are what the plan says. Their bodies are compared just before the deletion.</summary>
internal sealed record ExaminedCopy : CopyStage
{
    private ExaminedCopy(PlannedCopy planned, FoundItem surplus, FoundItem kept)
        : base(planned.Entry, planned.WasAsked) => (Surplus, Kept) = (surplus, kept);

    /// <summary>The copy to remove.</summary>
    public FoundItem Surplus { get; }

    /// <summary>The copy that stays.</summary>
    public FoundItem Kept { get; }

    /// <summary>Compares both copies with the plan and with each other.</summary>
    /// <param name="planned">The copy as the plan has it.</param>
    /// <param name="surplus">The copy as it was seen.</param>
    /// <param name="kept">The one that stays, as it was seen.</param>
    /// <returns>The examined copy, or one that has ended.</returns>
    public static CopyStage Compare(PlannedCopy planned, FoundItem surplus, FoundItem kept)
    {
        var entry = planned.Entry;
        if (surplus.IsElsewhere)
        {
            return planned.Skip(RemovalReason.Moved, surplus.Read.Item.FolderPath);
        }

        if (ItemChange.Find(entry.Surplus, surplus.Read.Item) is { } changed)
        {
            return planned.Skip(RemovalReason.Changed, changed);
        }

        if ((kept.IsElsewhere ? nameof(MailItem.FolderPath) : ItemChange.Find(entry.Kept, kept.Read.Item)) is { } keptChanged)
        {
            return planned.Skip(RemovalReason.KeptChanged, keptChanged);
        }

        return EvidenceGate.AreCopies(kept.Read.Item, surplus.Read.Item) ? new ExaminedCopy(planned, surplus, kept) : planned.Skip(RemovalReason.NoLongerCopies);
    }
}

/// <summary>An item as it was read, and the folder in which it was asked for.</summary>
internal sealed record FoundItem(GraphFolder Folder, GraphItem Read)
{
    /// <summary>What tells it from all others of its mailbox.</summary>
    public (MailItemLocation Location, string ItemId) Key => (Folder.Location, Read.Item.ItemId);

    /// <summary>Whether it lies in another folder. Some servers give no folder with an item; then it was found in the folder that was asked.</summary>
    public bool IsElsewhere => Read.Item.Location != Folder.Location || (Read.Item.FolderPath.Length > 0 && Read.Item.FolderPath != Folder.Path);

    /// <summary>The item with the folder in which it was found.</summary>
    public MailItem Item => Read.Item.WithFolder(Folder.Location, Folder.Path);
}
