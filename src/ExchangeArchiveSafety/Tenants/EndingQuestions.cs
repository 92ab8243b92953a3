namespace ExchangeArchiveSafety.Tenants;

/// <summary>Finds out how far a migration has come to its end. What cannot be read is not known, and ends nothing.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="session">The session.</param>
/// <param name="journal">The journal; null where it is not known.</param>
/// <param name="asOfUtc">The time that is asked about, UTC.</param>
internal sealed class EndingQuestions(StoppableCommand command, ExchangeSession session, IJournalStore? journal, DateTime asOfUtc)
{
    /// <summary>The checks.</summary>
    /// <param name="identity">The mailbox; null for the tenant.</param>
    /// <param name="dnsServer">The name server to ask; null for the ones of this machine.</param>
    public IReadOnlyList<ArchiveSafetyCheck> Checks(string? identity, string? dnsServer)
    {
        EndingFacts facts;
        Mailbox? mailbox;
        var memory = new MigrationMemory();
        try
        {
            mailbox = identity is null ? null : new MailboxReader(session).ResolveOnly(identity);
            var suspensions = new SuspensionLedger();
            var isRead = Refresh(memory) && Refresh(suspensions);
            facts = EndingFacts.Of(LiveTenant.Open(session, asOfUtc, (_, _) => { }).Snapshot, mailbox, memory, asOfUtc) with
            {
                Suspended = !isRead ? null : mailbox is null ? suspensions.Open.Count : suspensions.OpenOf(mailbox.ExchangeGuid).Count,
            };
        }
        catch (ExchangeCallException exception)
        {
            return [EndingReadiness.Nothing(identity is null ? exception.Message : MailboxIdentity.Named(exception, identity).Message)];
        }

        return facts.ConcernNobody ? [EndingReadiness.Nothing(null)] : EndingReadiness.Checks(facts with { Domains = Mail(mailbox, memory, dnsServer) });
    }

    private IReadOnlyList<DomainMail> Mail(Mailbox? mailbox, MigrationMemory memory, string? dnsServer)
    {
        IReadOnlyList<string> accepted;
        try
        {
            accepted = TenantMail.AcceptedDomains(session);
        }
        catch (ExchangeCallException exception)
        {
            return [new() { Because = exception.Message }];
        }

        var domains = mailbox is null ? DomainMail.Telling(accepted) : DomainMail.Of(mailbox, accepted);
        return [.. TenantMail.LookUp(command, domains, dnsServer).Select(mail => mail.State == MailExchangeState.Moved ? mail with { MovedSinceUtc = memory.MovedSinceUtc(mail.Domain) } : mail)];
    }

    /// <summary>Whether the journal is there and can be read.</summary>
    private bool Refresh(JournalLedger ledger)
    {
        try
        {
            if (journal is not { Exists: true })
            {
                return false;
            }

            ledger.Refresh(journal);
            return true;
        }
        catch (UnusableFileException)
        {
            // The check of the journal says why.
            return false;
        }
    }
}
