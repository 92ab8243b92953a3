namespace ExchangeArchiveSafety.Conflicts;

/// <summary>All migration records of one mailbox and what they say together: the most active counts.</summary>
internal sealed class MigrationOfMailbox
{
    public MigrationOfMailbox(IReadOnlyList<MigrationRecord> records, bool external, IReadOnlyList<MigrationBatch> shortBatches, DateTime asOfUtc)
    {
        // Ordered by content, so that the verdict does not depend on the order in which Exchange gave the users.
        Records = [.. records
            .OrderByDescending(record => record.Activity)
            .ThenBy(record => record.Batch?.Identity ?? record.User.BatchId.Or(null), StringComparer.OrdinalIgnoreCase)
            .ThenBy(record => record.User.Identity, StringComparer.OrdinalIgnoreCase)
            .ThenBy(record => record.User.Status.Or(null), StringComparer.OrdinalIgnoreCase)
            .ThenBy(record => record.User.Guid)
            .ThenBy(record => record.Batch?.BatchGuid)];
        External = external;
        Lead = Records.Count > 0 ? Records[0] : null;
        var recorded = Lead?.Activity ?? MigrationActivity.Ended;

        // The counts of a batch lag: a record that was read speaks for its mailbox, and who is missing from the list is another one.
        ListIsShort = !external && shortBatches.Count > 0 && Lead is null;
        ShortBatches = ListIsShort ? shortBatches : [];
        Activity = external ? MigrationActivity.StillSyncs : ListIsShort ? MigrationActivity.CannotJudge : recorded;
        CompletesUtc = CompletionOf(asOfUtc);
    }

    public IReadOnlyList<MigrationRecord> Records { get; }

    public bool External { get; }

    public MigrationRecord? Lead { get; }

    /// <summary>Whether users are missing from the list, so that this mailbox may be one of them.</summary>
    public bool ListIsShort { get; }

    public IReadOnlyList<MigrationBatch> ShortBatches { get; }

    public MigrationActivity Activity { get; }

    /// <summary>When the last of the active migrations completes by itself, UTC; null unless every one of them has a time that is ahead.</summary>
    public DateTime? CompletesUtc { get; }

    /// <summary>The lead's status as it is shown: the user's, with the batch's where that is what counts.</summary>
    public string? LeadStatus
    {
        get
        {
            var user = Lead?.User.Status.Or(null);
            var batch = Lead?.Batch?.Status.Or(null);
            return string.IsNullOrEmpty(user) ? batch
                : Lead!.Batch is not null && Lead.StatusActivity > MigrationStatus.OfUser(Lead.User.Status) ? user + " (batch " + batch + ")"
                : user;
        }
    }

    private DateTime? CompletionOf(DateTime asOfUtc)
    {
        var active = Records.Where(record => record.Activity is not (MigrationActivity.Ended or MigrationActivity.Dormant)).ToList();
        if (External || active.Count == 0 || Activity is not (MigrationActivity.StillSyncs or MigrationActivity.WillSync))
        {
            return null;
        }

        // A time that has passed without the migration having ended says nothing about when it will; nor does one beside a status that is missing or that nobody knows.
        var times = active.ConvertAll(record => record.HasDocumentedStatus ? record.CompleteAfterUtc : null);
        return times.TrueForAll(time => time > asOfUtc) ? times.Max() : null;
    }
}
