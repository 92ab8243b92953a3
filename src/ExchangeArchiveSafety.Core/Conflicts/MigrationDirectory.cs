namespace ExchangeArchiveSafety;

/// <summary>Finds the migration records of a mailbox: by GUID and by every address, in every batch.</summary>
public sealed class MigrationDirectory
{
    private readonly Dictionary<Guid, List<MigrationRecord>> _byMailbox = [];
    private readonly Dictionary<string, List<MigrationRecord>> _byAddress = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Indexes the migration users and batches of a tenant.</summary>
    /// <param name="snapshot">What was read of the tenant.</param>
    public MigrationDirectory(TenantSnapshot snapshot)
    {
        var batches = snapshot.MigrationBatches.Or([]);
        var join = new BatchJoin(batches, snapshot.MigrationBatches.IsKnown);
        Records = [.. snapshot.MigrationUsers.Select(join.RecordOf)];
        foreach (var record in Records)
        {
            if (record.User.MailboxGuid != Guid.Empty)
            {
                Add(_byMailbox, record.User.MailboxGuid, record);
            }

            foreach (var address in record.User.OtherAddresses.Append(record.User.Identity).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!string.IsNullOrEmpty(address))
                {
                    Add(_byAddress, address, record);
                }
            }
        }

        ShortBatches = [.. FindShortBatches(batches)];
        MayMissUsers = !snapshot.MigrationBatches.IsKnown || ShortBatches.Count > 0;
    }

    /// <summary>Every migration user with its batch.</summary>
    public IReadOnlyList<MigrationRecord> Records { get; }

    /// <summary>
    /// Batches that may still act and say they have more users than were read: somebody is missing from the list, so a mailbox without a record
    /// is not known to be left alone.
    /// </summary>
    public IReadOnlyList<MigrationBatch> ShortBatches { get; }

    /// <summary>Whether somebody may be missing from the list: a batch says so, or no batch could be asked.</summary>
    public bool MayMissUsers { get; }

    /// <summary>The records of a mailbox, in every batch. A record is taken when its GUID or any of its addresses names the mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public IReadOnlyList<MigrationRecord> Of(Mailbox mailbox)
    {
        var found = new List<MigrationRecord>();
        if (mailbox.ExchangeGuid != Guid.Empty && _byMailbox.TryGetValue(mailbox.ExchangeGuid, out var byGuid))
        {
            found.AddRange(byGuid);
        }

        foreach (var identity in mailbox.Identities())
        {
            if (_byAddress.TryGetValue(identity, out var byAddress))
            {
                found.AddRange(byAddress);
            }
        }

        return found.Count == 0 ? found : [.. found.Distinct(ReferenceRecords.Instance)];
    }

    private IEnumerable<MigrationBatch> FindShortBatches(IReadOnlyList<MigrationBatch> batches)
    {
        var users = Records.Where(record => record.Batch is not null).ToLookup(record => record.Batch!.Identity, StringComparer.OrdinalIgnoreCase);
        return batches
            .GroupBy(batch => batch.Identity, StringComparer.OrdinalIgnoreCase)
            .SelectMany(named =>
            {
                // Users that name no more than the name may belong to any of its batches, so only all of them together can be counted.
                var isShared = users[named.Key].Any(record => record.PossibleBatches > 1);
                var total = named.Sum(batch => (long)batch.TotalCount.Or(0));
                return named.Where(batch => MayAct(batch) && (isShared && batch.TotalCount.IsKnown
                    ? total > users[named.Key].Count()
                    : IsShort(batch, users[named.Key].Count(record => batch.IsSame(record.Batch)))));
            });
    }

    private static bool MayAct(MigrationBatch batch) =>
        Vocabularies.MigrationType.Of(batch.MigrationType) is not MigrationKind.Unaffected && MigrationStatus.OfBatch(batch.Status) is not MigrationActivity.Ended;

    // A batch that does not say how many users it has has one at least, so no user at all cannot be the whole answer.
    private bool IsShort(MigrationBatch batch, int read) => batch.TotalCount.IsKnown ? batch.TotalCount.Value > read : Records.Count == 0;

    private static void Add<TKey>(Dictionary<TKey, List<MigrationRecord>> index, TKey key, MigrationRecord record)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var records))
        {
            index[key] = records = [];
        }

        records.Add(record);
    }

    private sealed class ReferenceRecords : IEqualityComparer<MigrationRecord>
    {
        public static readonly ReferenceRecords Instance = new();

        public bool Equals(MigrationRecord? x, MigrationRecord? y) => ReferenceEquals(x, y);

        public int GetHashCode(MigrationRecord obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
