namespace ExchangeArchiveSafety;

/// <summary>The tenant as one pass of the guard sees it. Nothing of it is asked before the pass begins, and nothing twice unless the pass says so.</summary>
public interface IGuardTenant
{
    /// <summary>What the tenant is called, where somebody says so without being asked; it stands in journal records.</summary>
    string? Name { get; }

    /// <summary>Reads who migrates: users and batches, and what failed of the two. Mailboxes are not in it. Read again before the first mailbox is resumed.</summary>
    /// <exception cref="ExchangeCallException"><c>MigrationUnreadable</c>: nobody can say who migrates.</exception>
    TenantSnapshot ReadMigrations();

    /// <summary>Declares mailboxes as fed by a tool that Exchange does not know. After <see cref="ReadMigrations"/>, before any is judged.</summary>
    /// <param name="exchangeGuids">Their keys.</param>
    void AddExternal(IEnumerable<Guid> exchangeGuids);

    /// <summary>Every mailbox as one listing of the tenant gives it, whatever their number; none where that cannot be read, and each is asked for by itself.</summary>
    IReadOnlyList<Mailbox> ReadMailboxes();

    /// <summary>
    /// Where mail for the tenant's own domains goes, each once; where nobody can say which these are, one without a name that says why. Since when is not in it: that is
    /// for the journal to remember.
    /// </summary>
    IReadOnlyList<DomainMail> ReadMail();

    /// <summary>Reads one mailbox with all its settings.</summary>
    /// <param name="identity">Its key, an address or another identity.</param>
    /// <exception cref="ExchangeCallException">It is not exactly one.</exception>
    Mailbox Resolve(string identity);

    /// <summary>Judges a mailbox, asking what its verdict still hangs on. A question that fails stands in the failures of the mailbox.</summary>
    /// <param name="mailbox">The mailbox as far as it is known.</param>
    /// <returns>The verdict, and the mailbox with everything that was learnt.</returns>
    (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox);

    /// <summary>Where mailboxes are changed. It does not wait beyond the time that the pass has.</summary>
    IMailboxPort Exchange { get; }
}
