namespace ExchangeArchiveSafety.Conflicts;

/// <summary>
/// Finds the batch of a migration user: by its GUID, else by its name. Names repeat (reported), and a user that tells no more than the name could belong to
/// each of them; then the one that is most dangerous for this user counts, whatever the order.
/// </summary>
internal sealed class BatchJoin
{
    private readonly bool _batchesRead;
    private readonly ILookup<Guid, MigrationBatch> _byGuid;
    private readonly ILookup<string, MigrationBatch> _byName;
    private readonly ILookup<string, MigrationBatch> _byLastPart;

    public BatchJoin(IReadOnlyList<MigrationBatch> batches, bool batchesRead)
    {
        _batchesRead = batchesRead;
        _byGuid = batches.Where(batch => batch.BatchGuid != Guid.Empty).ToLookup(batch => batch.BatchGuid);
        _byName = batches.ToLookup(batch => batch.Identity, StringComparer.OrdinalIgnoreCase);
        _byLastPart = batches.ToLookup(batch => LastPart(batch.Identity), StringComparer.OrdinalIgnoreCase);
    }

    public MigrationRecord RecordOf(MigrationUser user)
    {
        var candidates = Candidates(user);
        return candidates
            .Select(batch => new MigrationRecord(user, batch, _batchesRead) { PossibleBatches = candidates.Count })
            .OrderByDescending(record => record.Activity)
            .ThenByDescending(record => record.StatusActivity)
            .ThenBy(record => record.HasDocumentedStatus)
            .ThenByDescending(record => record.CompleteAfterUtc ?? DateTime.MaxValue)
            .ThenBy(record => record.Batch!.StartedUtc.Or(null) ?? DateTime.MaxValue)
            .ThenBy(record => record.MigrationType.Or(null), StringComparer.OrdinalIgnoreCase)
            .ThenBy(record => record.Batch!.BatchGuid)
            .FirstOrDefault()
            ?? new MigrationRecord(user, null, _batchesRead);
    }

    private List<MigrationBatch> Candidates(MigrationUser user)
    {
        var name = user.BatchId.Or(null);
        var guid = user.BatchGuid != Guid.Empty ? user.BatchGuid : Guid.TryParse(name, out var parsed) ? parsed : Guid.Empty;
        if (guid != Guid.Empty && _byGuid[guid].Any())
        {
            return [.. _byGuid[guid]];
        }

        if (string.IsNullOrEmpty(name))
        {
            return [];
        }

        // With its organization it names one batch; without, any that is called so, with an organization in front or not.
        return [.. name!.IndexOf('\\') >= 0 && _byName[name!].Any() ? _byName[name!] : _byLastPart[LastPart(name!)]];
    }

    // A batch's name may print with its organization in front, and with blanks that Exchange does not keep.
    private static string LastPart(string batchId) => batchId.Substring(batchId.LastIndexOf('\\') + 1).Trim();
}
