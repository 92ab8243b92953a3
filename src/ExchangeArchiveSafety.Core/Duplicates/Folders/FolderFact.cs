namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// What one folder adds to what is known of its location. Few of them say anything: a folder that is told to be well-known, or one whose top name
/// could be taken for such a folder.
/// </summary>
/// <param name="location">The location.</param>
/// <param name="path">The path that is told of, or the top folder.</param>
/// <param name="told">What is told of it.</param>
internal sealed class FolderFact(MailItemLocation location, string path, ToldFolder told) : IEquatable<FolderFact>
{
    // Where mailboxes take turns row by row, each row asks for it.
    private readonly int _hash = unchecked((StringComparer.Ordinal.GetHashCode(path) * 31) + ((int)told.Kind * 2) + (int)location);

    public MailItemLocation Location => location;

    /// <summary>The path that is told of, or that of the top folder, as folders are compared.</summary>
    public string Path => path;

    public ToldFolder Told => told;

    /// <summary>What a folder adds; null for nothing.</summary>
    public static FolderFact? Of(string folderPath, MailItemLocation location, string? wellKnownFolder)
    {
        var told = ToldFolder.Of(wellKnownFolder);
        if (FolderNames.Of(folderPath, location, told.IsExact) is not { Count: > 0 } names)
        {
            return null;
        }

        if (told.Kind == ToldFolderKind.WellKnown)
        {
            // Of a subfolder it tells where the well-known folder itself lies.
            var full = FolderNames.Join(names);
            var isBelow = told.Below.Length > 0 && full.Length > told.Below.Length + 1 && full.EndsWith(told.Below, StringComparison.OrdinalIgnoreCase);
            return isBelow ? new(location, full.Substring(0, full.Length - told.Below.Length), ToldFolder.Of(told.Name)) : new(location, full, told);
        }

        // A name that is no default folder's matters in an archive: the primary may tell what it is.
        return location == MailItemLocation.Archive || WellKnownFolderNames.Find(names[0]) != WellKnownFolder.None
            ? new(location, FolderNames.Join(names, 1), told)
            : null;
    }

    public bool Equals(FolderFact? other) =>
        ReferenceEquals(this, other)
        || (other is not null && location == other.Location && told.Kind == other.Told.Kind
        && string.Equals(path, other.Path, StringComparison.Ordinal) && string.Equals(told.Name, other.Told.Name, StringComparison.Ordinal)
        && string.Equals(told.Below, other.Told.Below, StringComparison.OrdinalIgnoreCase));

    public override bool Equals(object? obj) => Equals(obj as FolderFact);

    public override int GetHashCode() => _hash;
}
