namespace ExchangeArchiveSafety;

/// <summary>Tells what a journal remembers, mailbox by mailbox. Pure.</summary>
public static class MigrationHistory
{
    /// <summary>The history of every migration user that a pass saw, and of every mailbox that was only suspended, by name and time.</summary>
    /// <param name="memory">What passes wrote down.</param>
    /// <param name="suspensions">The suspensions of the same journal.</param>
    /// <param name="journal">How the journal is called.</param>
    public static IReadOnlyList<ArchiveMigrationHistory> Of(MigrationMemory memory, SuspensionLedger suspensions, string journal)
    {
        var ofMailbox = suspensions.All.ToLookup(one => one.ExchangeGuid);
        var named = suspensions.All.ToLookup(one => one.Identity, one => one.ExchangeGuid, StringComparer.OrdinalIgnoreCase);
        var migrated = new HashSet<Guid>(memory.Users.Select(MailboxOf));
        return [.. memory.Users.Select(user => Told(MailboxOf(user), user.Known.Address, user))
            .Concat(ofMailbox.Where(one => !migrated.Contains(one.Key)).Select(one => Told(one.Key, one.Last().Identity, null)))
            .OrderBy(one => one.Identity, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.FirstSeenUtc).ThenBy(one => one.BatchGuid)];

        // A session may not return the mailbox of a migration user: the one that was suspended under its address is meant, if there is but one.
        Guid MailboxOf(RememberedUser user) => user.Known.ExchangeGuid is var known && known == Guid.Empty && named[user.Known.Address].Distinct().ToList() is { Count: 1 } one ? one[0] : known;

        ArchiveMigrationHistory Told(Guid mailbox, string identity, RememberedUser? user)
        {
            var batch = user is null ? null : memory.BatchOf(user);
            var held = memory.HeldOff(mailbox).ToLookup(period => period.SuspensionId);
            return new()
            {
                Identity = identity,
                ExchangeGuid = mailbox,
                MigrationBatch = batch?.Known.Name ?? user?.Known.Batch,
                BatchGuid = batch?.Known.BatchGuid ?? user?.Known.BatchGuid ?? Guid.Empty,
                MigrationType = batch?.Known.Type,
                Status = user?.Status,
                FirstSeenUtc = user?.FirstSeenUtc,
                LastSeenUtc = user?.LastSeenUtc,
                VanishedSinceUtc = user?.VanishedSinceUtc,
                LastSyncUtc = user?.LastSyncUtc,
                StatusChanges = new ShownList<StatusChange>(user?.StatusChanges ?? []),
                EndFirstSeenUtc = memory.EndOf(mailbox, identity) is null ? user?.EndSeenUtc : memory.EndFirstSeenUtc(mailbox, identity),
                Loops = new ShownList<ObservedLoop>(memory.LoopsOf(mailbox).Select(loop => new ObservedLoop(loop.RunUtc, loop.Archived))),
                Suspensions = new ShownList<RememberedSuspension>((mailbox == Guid.Empty ? [] : ofMailbox[mailbox]).Select(one => new RememberedSuspension(
                    one.Id, one.Method, one.Stage, one.SuspendedAtUtc, held[one.Id].FirstOrDefault()?.FromUtc, one.IsOpen ? null : held[one.Id].LastOrDefault()?.EndedUtc, one.Why))),
                JournalPath = journal,
            };
        }
    }
}
