namespace ExchangeArchiveSafety.Commands;

/// <summary>Matches migration users, and mailboxes that the caller named as migrating, with mailboxes; each mailbox once, in the order of the users.</summary>
internal sealed class MigratingMailboxes(IReadOnlyList<MigrationRecord> records, IReadOnlyCollection<Mailbox> external)
{
    /// <summary>How many there are at most.</summary>
    public int Count => records.Count + external.Count;

    /// <summary>The mailboxes, and the users whose mailbox is not among those given.</summary>
    /// <param name="mailboxes">The mailboxes of the tenant.</param>
    public IEnumerable<(Mailbox? Mailbox, MigrationUser? User)> Matched(IReadOnlyList<Mailbox> mailboxes)
    {
        var byKey = new Dictionary<string, Mailbox>(StringComparer.OrdinalIgnoreCase);
        foreach (var mailbox in mailboxes)
        {
            byKey[mailbox.ExchangeGuid.ToString()] = mailbox;
            foreach (var identity in mailbox.Identities())
            {
                // Addresses are unique in a tenant; a short name may also be somebody's alias and must not displace an address.
                if (identity.IndexOf('@') >= 0 || !byKey.ContainsKey(identity))
                {
                    byKey[identity] = mailbox;
                }
            }
        }

        var given = new HashSet<Guid>();
        var strangers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in records.Select(record => record.User))
        {
            var found = Keys(user).Select(key => byKey.TryGetValue(key, out var mailbox) ? mailbox : null).OfType<Mailbox>().ToList();
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
