namespace ExchangeArchiveSafety;

/// <summary>A folder of one location of a mailbox.</summary>
public sealed class GraphFolder
{
    /// <summary>The id, constant.</summary>
    public string Id { get; init; } = "";

    /// <summary>The location that it lies in.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>Its path from the mailbox root, as <see cref="MailItem.FolderPath"/> has it.</summary>
    public string Path { get; init; } = "";

    /// <summary>What Graph tells that it is, as <see cref="MailItem.WellKnownFolder"/> has it.</summary>
    public string? WellKnownFolder { get; init; }

    /// <summary>The mailbox id where an auto-expanding archive really keeps it; null for the location itself.</summary>
    public string? HomeMailboxId { get; init; }

    /// <summary>Items in it, subfolders apart, when it was listed.</summary>
    public int TotalItemCount { get; init; }

    /// <summary>The same folder with what it is.</summary>
    internal GraphFolder WithWellKnownFolder(string? wellKnownFolder) => new()
    {
        Id = Id,
        Location = Location,
        Path = Path,
        WellKnownFolder = wellKnownFolder,
        HomeMailboxId = HomeMailboxId,
        TotalItemCount = TotalItemCount,
    };
}
