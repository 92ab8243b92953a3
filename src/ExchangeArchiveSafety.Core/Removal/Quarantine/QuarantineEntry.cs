using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>One saved copy: what it was, where it lay, and which file holds it.</summary>
public sealed record QuarantineEntry
{
    /// <summary>The newest version this module knows.</summary>
    public const int Version = 1;

    internal static readonly FileFormat Written = new(
        "ExchangeArchiveSafety.Quarantine/",
        Version,
        new(ErrorIds.QuarantineDamaged, ErrorIds.QuarantineNewer, ErrorIds.QuarantineDamaged, ErrorIds.QuarantineNotReadable, ErrorIds.QuarantineNotWritable));

    /// <summary>The name and version that stand first.</summary>
    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = Written.Mark;

    /// <summary>The mailbox as it was asked for.</summary>
    public string Mailbox { get; init; } = "";

    /// <summary>The primary mailbox's id.</summary>
    public string PrimaryMailboxId { get; init; } = "";

    /// <summary>The archive's id; null when there was none.</summary>
    public string? ArchiveMailboxId { get; init; }

    /// <summary>The folder that it lay in.</summary>
    public string FolderId { get; init; } = "";

    /// <summary>The copy, as it was read just before it was saved.</summary>
    public MailItem Item { get; init; } = new();

    /// <summary>The copy that stays, as it was read then.</summary>
    public MailItem Kept { get; init; } = new();

    /// <summary>The id of the folder that the kept copy lies in.</summary>
    public string KeptFolderId { get; init; } = "";

    /// <summary>The evidence between the two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DuplicateEvidence Evidence { get; init; }

    /// <summary>The batch that was to remove it.</summary>
    public Guid RemovalId { get; init; }

    /// <summary>When it was saved, UTC.</summary>
    public DateTime SavedAtUtc { get; init; }

    /// <summary>The name of the file with the exported item.</summary>
    public string Data { get; init; } = "";

    /// <summary>The length of that file.</summary>
    public long Length { get; init; }

    /// <summary>The SHA-256 of that file, in lower hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Where it was brought back last; null when it was not.</summary>
    public QuarantineRestore? Restored { get; init; }

    /// <summary>The folder that it lay in.</summary>
    [JsonIgnore]
    public GraphFolder Folder => new() { Id = FolderId, Location = Item.Location, Path = Item.FolderPath };

    /// <summary>The folder that the kept copy lies in.</summary>
    [JsonIgnore]
    public GraphFolder KeptFolder => new() { Id = KeptFolderId, Location = Kept.Location, Path = Kept.FolderPath };
}

/// <summary>Where a saved copy was brought back.</summary>
public sealed record QuarantineRestore
{
    /// <summary>The new item's id.</summary>
    public string ItemId { get; init; } = "";

    /// <summary>The location.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>The folder's path.</summary>
    public string FolderPath { get; init; } = "";

    /// <summary>The folder's id.</summary>
    public string FolderId { get; init; } = "";

    /// <summary>When it was seen there, UTC.</summary>
    public DateTime AtUtc { get; init; }
}
