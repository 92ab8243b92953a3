namespace ExchangeArchiveSafety.Tenants;

/// <summary>A tenant that can be judged: the one of the session, which is asked only what a verdict hangs on, or a saved one.</summary>
internal interface ITenant
{
    /// <summary>What there is to warn of before any mailbox is judged; null for nothing.</summary>
    string? Warning { get; }

    /// <summary>The migration users with their batches.</summary>
    IReadOnlyList<MigrationRecord> Records { get; }

    /// <summary>The migration batches, as far as they are known.</summary>
    IReadOnlyList<MigrationBatch> Batches { get; }

    /// <summary>Declares mailboxes as fed by a tool that Exchange does not know.</summary>
    void AddExternal(IEnumerable<Guid> exchangeGuids);

    /// <summary>Takes what a journal remembers of mailboxes.</summary>
    void AddHistory(Func<Guid, MailboxHistory?> history);

    /// <summary>How far a migration user still acts.</summary>
    MigrationActivity Activity(MigrationUser user);

    /// <summary>Resolves an identity to its mailbox or, where there is a star in it, to the mailboxes that it fits.</summary>
    /// <exception cref="ExchangeCallException">There is none; or without a star not exactly one.</exception>
    IReadOnlyList<Mailbox> ResolveAll(string identity);

    /// <summary>Every mailbox, as far as that is known without asking for each.</summary>
    /// <param name="areNeeded">Whether an answer hangs on them; if not, nobody is asked.</param>
    IReadOnlyList<Mailbox> Mailboxes(bool areNeeded);

    /// <summary>Judges a mailbox.</summary>
    /// <returns>The verdict, and the mailbox with everything that was learnt.</returns>
    (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Judge(Mailbox mailbox);

    /// <summary>Judges a mailbox, with a forecast where there is something to foresee.</summary>
    /// <returns>The same as of <see cref="Judge"/>.</returns>
    (ArchiveMigrationConflict Verdict, Mailbox Mailbox) Foresee(Mailbox mailbox);

    /// <summary>Judges a migration user whose mailbox is not among those of the tenant.</summary>
    /// <param name="user">The user.</param>
    /// <param name="mayAsk">Whether the mailbox may be asked for.</param>
    ArchiveMigrationConflict JudgeUser(MigrationUser user, bool mayAsk);
}
