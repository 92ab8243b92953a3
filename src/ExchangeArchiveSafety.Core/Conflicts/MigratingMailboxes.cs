namespace ExchangeArchiveSafety;

/// <summary>Matches migration users, and mailboxes that the caller named as migrating, with mailboxes; each mailbox once, in the order of the users.</summary>
/// <param name="records">The migration users.</param>
/// <param name="external">The mailboxes that the caller named.</param>
public sealed class MigratingMailboxes(IReadOnlyList<MigrationRecord> records, IReadOnlyCollection<Mailbox> external)
{
    /// <summary>How many there are at most.</summary>
    public int Count => records.Count + external.Count;

    /// <summary>The mailboxes, and the users whose mailbox is not among those given.</summary>
    /// <param name="mailboxes">The mailboxes of the tenant.</param>
    public IEnumerable<(Mailbox? Mailbox, MigrationUser? User)> Matched(IReadOnlyList<Mailbox> mailboxes)
    {
        // A short name may be two mailboxes', and then either may be meant: both are judged, whichever comes first.
        var byKey = mailboxes
            .SelectMany(mailbox => mailbox.Identities().Prepend(mailbox.ExchangeGuid.ToString()).Distinct(StringComparer.OrdinalIgnoreCase), (mailbox, key) => (key, mailbox))
            .ToLookup(pair => pair.key, pair => pair.mailbox, StringComparer.OrdinalIgnoreCase);

        var given = new HashSet<Guid>();
        var strangers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in records.Select(record => record.User))
        {
            var found = Keys(user).SelectMany(key => byKey[key]).ToList();
            foreach (var mailbox in found.Where(mailbox => given.Add(mailbox.ExchangeGuid)))
            {
                yield return (mailbox, null);
            }

            if (found.Count == 0 && strangers.Add(user.Identity + "/" + user.MailboxGuid))
            {
                yield return (null, user);
            }
        }

        foreach (var mailbox in external.Where(mailbox => given.Add(mailbox.ExchangeGuid)))
        {
            yield return (mailbox, null);
        }
    }

    private static IEnumerable<string> Keys(MigrationUser user) =>
        user.OtherAddresses.Prepend(user.Identity).Prepend(user.MailboxGuid != Guid.Empty ? user.MailboxGuid.ToString() : "").Where(key => key.Length > 0);
}
