using System.Collections.Concurrent;

namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// Where the folders of auto-expanding archives really lie, and whose each mailbox id is. An id does not show its owner, so an auxiliary archive is the one's
/// whose main archive names it: in a folder that it lists, or by redirecting the reading of one. What only an error names, what lies in another tenant, and what is
/// known to be somebody's primary mailbox, archive or auxiliary archive is never taken for one.
/// </summary>
internal sealed class MailboxHomes
{
    // By id, the main archive that it is or belongs to; nothing for a primary mailbox.
    private readonly ConcurrentDictionary<string, string> _archives = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string ArchiveId, string FolderId), string> _folders = new();

    /// <summary>Notes the ids of a mailbox. They stand above whatever named them before.</summary>
    public void Know(GraphMailbox mailbox)
    {
        _archives[mailbox.PrimaryMailboxId] = "";
        if (mailbox.ArchiveMailboxId is { } archive)
        {
            _archives[archive] = archive;
        }
    }

    /// <summary>Takes down where a main archive itself says that a folder of it lies.</summary>
    /// <returns>The auxiliary archive; null where it lies in the main one, or what was named must not be believed.</returns>
    public string? Learn(string archiveId, string folderId, string? named)
    {
        if (named is null || IsSame(named, archiveId) || !MailboxRedirect.IsSameTenant(archiveId, named)
            || !IsOf(archiveId, archiveId) || !IsSame(_archives.GetOrAdd(named, archiveId), archiveId))
        {
            _ = _folders.TryRemove((archiveId, folderId), out _);
            return null;
        }

        return _folders[(archiveId, folderId)] = named;
    }

    /// <summary>Whether an id is this archive's own or that of an auxiliary archive that it named.</summary>
    public bool IsOf(string archiveId, string id) => _archives.TryGetValue(id, out var archive) && IsSame(archive, archiveId);

    /// <summary>The mailbox to ask for what lies in a folder.</summary>
    /// <exception cref="GraphException">There is no archive.</exception>
    public string IdOf(GraphMailbox mailbox, GraphFolder folder)
    {
        var id = mailbox.IdOf(folder.Location) ?? throw GraphFailure.NoArchive(mailbox);
        return (_folders.TryGetValue((id, folder.Id), out var home) || (home = folder.HomeMailboxId) is not null) && IsOf(id, home) ? home : id;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
