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
        var batchesRead = snapshot.MigrationBatches.IsKnown;
        var batches = snapshot.MigrationBatches.Or([]);
        var byName = new Dictionary<string, MigrationBatch>(StringComparer.OrdinalIgnoreCase);
        foreach (var batch in batches)
        {
            // Names are unique in a tenant. Should two share one, the more active counts, whichever comes first.
            if (!byName.TryGetValue(batch.Identity, out var twin) || MigrationStatus.OfBatch(batch.Status) > MigrationStatus.OfBatch(twin.Status)
                || (MigrationStatus.OfBatch(batch.Status) == MigrationStatus.OfBatch(twin.Status) && batch.BatchGuid.CompareTo(twin.BatchGuid) > 0))
            {
                byName[batch.Identity] = batch;
            }

            if (batch.BatchGuid != Guid.Empty)
            {
                byName[batch.BatchGuid.ToString()] = batch;
            }
        }

        Records = [.. snapshot.MigrationUsers.Select(user => new MigrationRecord(
            user,
            user.BatchId.Or(null) is { Length: > 0 } name && (byName.TryGetValue(name, out var batch) || byName.TryGetValue(LastPart(name), out batch)) ? batch : null,
            batchesRead))];
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
    }

    /// <summary>Every migration user with its batch.</summary>
    public IReadOnlyList<MigrationRecord> Records { get; }

    /// <summary>
    /// Batches that may still act and say they have more users than were read: somebody is missing from the list, so a mailbox without a record
    /// is not known to be left alone.
    /// </summary>
    public IReadOnlyList<MigrationBatch> ShortBatches { get; }

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

    // A batch that does not say how many users it has has one at least, so no user at all cannot be the whole answer.
    private IEnumerable<MigrationBatch> FindShortBatches(IReadOnlyList<MigrationBatch> batches)
    {
        var read = Records.Where(record => record.Batch is not null)
            .GroupBy(record => record.Batch!.Identity, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        return batches.Where(batch =>
            MigrationKinds.Of(batch.MigrationType) is not MigrationKind.Unaffected
            && MigrationStatus.OfBatch(batch.Status) is not MigrationActivity.Ended
            && (batch.TotalCount.IsKnown ? batch.TotalCount.Value > (read.TryGetValue(batch.Identity, out var count) ? count : 0) : Records.Count == 0));
    }

    // A batch id may print with its organization in front.
    private static string LastPart(string batchId) => batchId.Substring(batchId.LastIndexOf('\\') + 1);

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
