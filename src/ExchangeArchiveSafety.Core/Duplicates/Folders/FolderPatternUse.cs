namespace ExchangeArchiveSafety;

/// <summary>
/// Notices which folders that a person named fit no folder of any item that was compared: most likely they are misspelled. Asked for each
/// folder and not for each item, and a pattern that fitted once is not tried again. Several threads and several searches can share one.
/// </summary>
/// <param name="patterns">Folders as a person names them.</param>
public sealed class FolderPatternUse(IEnumerable<string> patterns)
{
    private readonly object _change = new();
    private (string Text, FolderPattern Pattern)[] _open = [.. patterns.Distinct(StringComparer.OrdinalIgnoreCase).Select(text => (text, new FolderPattern(text)))];
    private volatile bool _hasSeen;

    /// <summary>The patterns that fitted nothing so far, as they were given; empty as long as no folder was seen.</summary>
    public IReadOnlyList<string> Unused => _hasSeen ? [.. Volatile.Read(ref _open).Select(pattern => pattern.Text)] : [];

    internal void See(FolderKey folder)
    {
        _hasSeen = true;
        if (Array.Exists(Volatile.Read(ref _open), pattern => pattern.Pattern.Matches(folder)))
        {
            lock (_change)
            {
                Volatile.Write(ref _open, Array.FindAll(_open, pattern => !pattern.Pattern.Matches(folder)));
            }
        }
    }
}
