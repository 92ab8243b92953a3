namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>What a copy is worth keeping by, its id apart.</summary>
internal readonly struct KeepFacts(FolderKey folder, MailItemLocation location, DateTime? created, DateTime? received, DateTime? modified)
{
    public readonly FolderKey Folder = folder;
    public readonly MailItemLocation Location = location;
    public readonly DateTime? Created = created;
    public readonly DateTime? Received = received;
    public readonly DateTime? Modified = modified;
}
