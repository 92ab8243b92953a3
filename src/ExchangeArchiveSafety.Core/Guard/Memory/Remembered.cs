namespace ExchangeArchiveSafety;

/// <summary>What a batch or user read as, from when on.</summary>
/// <param name="AtUtc">When it was first read so, UTC.</param>
/// <param name="Status">The status as Exchange gives it; null where none was returned.</param>
/// <param name="LastSeenUtc">When it was last read so before the next change, UTC.</param>
public sealed record StatusChange(DateTime AtUtc, string? Status, DateTime LastSeenUtc)
{
    /// <summary>Status and time in one line, safe to show.</summary>
    public override string ToString() => DisplayText.Sentence(CoreMessages.StatusSince, Status ?? "?", AtUtc);
}

/// <summary>What the journal remembers of something that migrates and that the tenant forgets.</summary>
public abstract class RememberedMigration
{
    private readonly Timeline<string?> _statuses = new();
    private readonly Dictionary<DateTime, DateTime> _until = [];
    private readonly ListReading _list;
    private DateTime _namedUtc;

    private protected RememberedMigration(ListReading list) => _list = list;

    /// <summary>When a pass first saw it, UTC.</summary>
    public DateTime FirstSeenUtc => _statuses.First!.Value.AtUtc;

    /// <summary>When a pass last saw it, UTC.</summary>
    public DateTime LastSeenUtc => VanishedSinceUtc is null && _list.LastUtc > _namedUtc ? _list.LastUtc : _namedUtc;

    /// <summary>When a pass first missed it, UTC; null while it is there.</summary>
    public DateTime? VanishedSinceUtc { get; private set; }

    /// <summary>When it last synced as far as a pass wrote it down, UTC; it may have synced later. Null where it never said.</summary>
    public DateTime? LastSyncUtc { get; private set; }

    /// <summary>What it read as, oldest first. Of statuses that mean the same and come again and again only the first time of each is written down.</summary>
    public IReadOnlyList<StatusChange> StatusChanges => [.. _statuses.Changes.Select((change, index) => new StatusChange(
        change.AtUtc,
        change.Value,
        index == _statuses.Changes.Count - 1 ? LastSeenUtc : _until.TryGetValue(change.AtUtc, out var until) ? until : change.AtUtc))];

    /// <summary>What it was last written down to read as.</summary>
    public string? Status => _statuses.Last?.Value;

    private protected void See(DateTime atUtc, string? status, DateTime? lastSyncUtc)
    {
        if (_statuses.Last is { } last && atUtc > last.AtUtc)
        {
            _until[last.AtUtc] = LastSeenUtc;
        }

        _statuses.Add(atUtc, status);
        _namedUtc = atUtc > LastSeenUtc ? atUtc : LastSeenUtc;
        VanishedSinceUtc = VanishedSinceUtc <= atUtc ? null : VanishedSinceUtc;
        LastSyncUtc = LastSyncUtc >= lastSyncUtc ? LastSyncUtc : lastSyncUtc ?? LastSyncUtc;
    }

    /// <summary>It was missed, unless somebody saw it later.</summary>
    internal void Vanish(DateTime atUtc)
    {
        if (atUtc > LastSeenUtc)
        {
            _namedUtc = LastSeenUtc;
            VanishedSinceUtc = VanishedSinceUtc < atUtc ? VanishedSinceUtc : atUtc;
        }
    }
}

/// <summary>What the journal remembers of a batch.</summary>
public sealed class RememberedBatch : RememberedMigration
{
    internal RememberedBatch(ListReading list)
        : base(list)
    {
    }

    /// <summary>What was last written down about it.</summary>
    public BatchNews Known { get; private set; } = new();

    internal void See(DateTime atUtc, BatchNews news)
    {
        Known = atUtc >= LastSeenUtc ? news : Known;
        See(atUtc, news.Status, news.LastSyncUtc);
    }
}

/// <summary>What the journal remembers of a migration user.</summary>
public sealed class RememberedUser : RememberedMigration
{
    internal RememberedUser(ListReading list)
        : base(list)
    {
    }

    /// <summary>What was last written down about it.</summary>
    public UserNews Known { get; private set; } = new();

    /// <summary>Until when it may have synced, UTC: until it was first seen with a status by which no sync runs, missed, or last seen. Null where it never was seen syncing.</summary>
    public DateTime? MayHaveSyncedUntilUtc
    {
        get
        {
            var last = StatusChanges.ToList().FindLastIndex(change => MigrationStatus.OfUser(change.Status) == MigrationActivity.StillSyncs);
            return last < 0 ? null : last + 1 < StatusChanges.Count ? StatusChanges[last + 1].AtUtc : VanishedSinceUtc ?? LastSeenUtc;
        }
    }

    /// <summary>Since when it is seen ended, or gone, UTC; null where it is not. Another batch of its mailbox may still sync.</summary>
    public DateTime? EndSeenUtc => VanishedSinceUtc ?? (MigrationStatus.OfUser(Status) == MigrationActivity.Ended ? StatusChanges[StatusChanges.Count - 1].AtUtc : null);

    internal void See(DateTime atUtc, UserNews news)
    {
        Known = atUtc >= LastSeenUtc ? news : Known;
        See(atUtc, news.Status, news.LastSyncUtc);
    }
}
