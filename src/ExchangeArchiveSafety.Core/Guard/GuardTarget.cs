namespace ExchangeArchiveSafety.Guard;

/// <summary>A mailbox that a pass looks at: since it migrates, or since the journal holds it suspended.</summary>
/// <param name="Mailbox">The mailbox as a listing gives it; null where none has it.</param>
/// <param name="User">The migration user, where it names no mailbox that is known.</param>
/// <param name="Open">What the journal holds open of it.</param>
internal sealed record GuardTarget(Mailbox? Mailbox, MigrationUser? User, IReadOnlyList<JournaledSuspension> Open)
{
    /// <summary>Its key, all zero where it is not known yet.</summary>
    public Guid ExchangeGuid => Mailbox?.ExchangeGuid ?? User?.MailboxGuid ?? Open[0].ExchangeGuid;

    /// <summary>How it is called.</summary>
    public string Identity => Mailbox?.Identity ?? User?.Identity ?? Open[0].Identity;

    /// <summary>By what it is asked for.</summary>
    public string Key => ExchangeGuid != Guid.Empty ? ExchangeGuid.ToString() : Identity;

    /// <summary>Whether nothing is known to hold archiving off, so that it may be at risk without anybody knowing.</summary>
    public bool IsUrgent => Open.All(one => one.Stage != SuspensionStage.Suspended);

    /// <summary>Everything that concerns one part of a tenant, each once, the urgent ones first and the others in an order that changes.</summary>
    /// <param name="records">Who migrates.</param>
    /// <param name="isOver">Whether the migration of a user has ended.</param>
    /// <param name="listed">The mailboxes of the tenant, as far as they are known.</param>
    /// <param name="external">The mailboxes that another tool feeds.</param>
    /// <param name="open">What the journal holds open.</param>
    /// <param name="settings">Which part, and when.</param>
    public static IReadOnlyList<GuardTarget> All(
        IReadOnlyList<MigrationRecord> records,
        Func<MigrationUser, bool> isOver,
        IReadOnlyList<Mailbox> listed,
        IReadOnlyCollection<Mailbox> external,
        ILookup<Guid, JournaledSuspension> open,
        GuardSettings settings)
    {
        var known = new Dictionary<Guid, Mailbox>();
        foreach (var mailbox in external.Concat(listed))
        {
            if (!known.ContainsKey(mailbox.ExchangeGuid))
            {
                known.Add(mailbox.ExchangeGuid, mailbox);
            }
        }

        var targets = new MigratingMailboxes(records, external).Matched([.. known.Values])
            .Where(pair => pair.User is null || !isOver(pair.User))
            .Select(pair => new GuardTarget(pair.Mailbox, pair.User, []))
            .Concat(open.Select(of => new GuardTarget(known.TryGetValue(of.Key, out var mailbox) ? mailbox : null, null, [.. of])));

        // Several migration users of one mailbox are one target. Those that name no key are told apart when they are read, in every part of the tenant.
        return [.. targets
            .GroupBy(target => target.Key, StringComparer.OrdinalIgnoreCase)
            .Select(same => new GuardTarget(
                same.Select(target => target.Mailbox).FirstOrDefault(mailbox => mailbox is not null),
                same.Select(target => target.User).FirstOrDefault(user => user is not null),
                [.. open[same.First().ExchangeGuid]]))
            .Where(target => target.ExchangeGuid == Guid.Empty || GuardPartition.Of(target.ExchangeGuid, settings.PartitionCount) == settings.Partition)
            .OrderByDescending(target => target.IsUrgent)
            .ThenBy(target => GuardPartition.Turn(target.ExchangeGuid, settings.AsOfUtc))
            .ThenBy(target => target.Key, StringComparer.OrdinalIgnoreCase)];
    }
}
