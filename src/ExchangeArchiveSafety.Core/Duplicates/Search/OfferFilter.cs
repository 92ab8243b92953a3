using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Decides which surplus copies are offered. It never sees what is compared.</summary>
internal sealed class OfferFilter(DuplicateSearchOptions options)
{
    private readonly FolderPattern[] _include = [.. options.IncludeFolders.Select(pattern => new FolderPattern(pattern))];
    private readonly FolderPattern[] _exclude = [.. options.ExcludeFolders.Select(pattern => new FolderPattern(pattern))];

    private readonly (MailItemLocation Location, string Path)[] _incomplete = [.. (options.Scan?.IncompleteFolders ?? []).Select(folder => (folder.Location, FolderKey.Of(folder.Path, folder.Location, ToldFolder.Unknown).Path))];

    [MethodImpl(Hot.Path)]
    public SetAsideReasons Judge(FolderKey folder, MailItemLocation location, DateTime? createdUtc, string itemClass, DuplicateKind kind, DuplicateEvidence evidence)
    {
        var reasons = SetAsideReasons.None;
        if (evidence < options.MinimumEvidence)
        {
            reasons |= SetAsideReasons.EvidenceTooWeak;
        }

        if (kind == DuplicateKind.DuplicatedInPrimary && !options.IncludePrimary)
        {
            reasons |= SetAsideReasons.PrimaryOnly;
        }

        if (folder.Top == WellKnownFolder.RecoverableItems)
        {
            reasons |= SetAsideReasons.AlreadyDeleted;
        }

        if (!FolderIsAsked(folder))
        {
            reasons |= SetAsideReasons.FolderNotAsked;
        }

        if (_incomplete.Length > 0 && Array.Exists(_incomplete, one => one.Location == location && IsWithin(folder.Path, one.Path)))
        {
            reasons |= SetAsideReasons.FolderIncomplete;
        }

        if (options.CreatedAfterUtc is { } after && !(createdUtc >= after))
        {
            reasons |= SetAsideReasons.CreationNotAsked;
        }

        if (options.ItemClasses.Count > 0 && !options.ItemClasses.Any(pattern => Wildcard.Matches(pattern, WhiteSpace.TrimAscii(itemClass))))
        {
            reasons |= SetAsideReasons.ClassNotAsked;
        }

        return reasons;
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    // A folder that is not known may be one of those excluded.
    [MethodImpl(Hot.Path)]
    private bool FolderIsAsked(FolderKey folder) =>
        (_include.Length == 0 || _include.Any(pattern => pattern.Matches(folder)))
        && (_exclude.Length == 0 || (folder.IsKnown && !_exclude.Any(pattern => pattern.Matches(folder))));
}
