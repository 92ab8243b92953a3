namespace ExchangeArchiveSafety;

/// <summary>
/// Until when a migration has to be left alone, and from what that is counted. Documented for IMAP: the batch stays at least 72 hours after the MX records moved
/// (migrate other types of IMAP mailboxes), since until then senders may still deliver to the old server.
/// </summary>
public sealed record MigrationEnding
{
    /// <summary>The documented waiting time.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromHours(72);

    /// <summary>What the time is counted from.</summary>
    public MigrationEndingBasis CountsFrom { get; init; }

    /// <summary>That time, UTC; null where there is none.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>Not before this time, UTC; null where nobody can say.</summary>
    public DateTime? WaitUntilUtc { get; init; }

    /// <summary>What it rests on.</summary>
    public string Because { get; init; } = "";

    /// <summary>Decides from what is known. The later of two times counts; what is not known never shortens the wait.</summary>
    /// <param name="domains">Where mail for each domain that matters goes, and since when.</param>
    /// <param name="lastSyncUtc">The last sync that anybody saw, UTC; null for none.</param>
    /// <param name="endSeenUtc">When the migration was first seen ended, UTC; null where it has not ended or nobody wrote it down.</param>
    /// <param name="settleTime">How long to wait.</param>
    public static MigrationEnding Of(IReadOnlyCollection<DomainMail> domains, DateTime? lastSyncUtc, DateTime? endSeenUtc, TimeSpan settleTime)
    {
        var untold = Untold(domains);
        var basis = untold is null ? MigrationEndingBasis.MailExchange
            : lastSyncUtc is not null ? MigrationEndingBasis.LastSync
            : endSeenUtc is not null ? MigrationEndingBasis.EndSeen
            : MigrationEndingBasis.Nothing;
        var from = basis switch
        {
            MigrationEndingBasis.MailExchange => domains.Max(domain => domain.MovedSinceUtc),
            MigrationEndingBasis.LastSync => lastSyncUtc,
            _ => endSeenUtc,
        };

        // Nullable times: what is missing is no later than anything. A move that was seen counts also where the MX records tell nothing today.
        var moved = domains.Max(domain => domain.MovedSinceUtc);
        var latest = new[] { from, moved, endSeenUtc }.Max();
        var until = latest is { } time ? (time > DateTime.MaxValue - settleTime ? DateTime.MaxValue : time + settleTime) : (DateTime?)null;
        var sentence = basis switch
        {
            MigrationEndingBasis.MailExchange => CoreMessages.EndingFromMail,
            MigrationEndingBasis.LastSync => CoreMessages.EndingFromSync,
            MigrationEndingBasis.EndSeen => CoreMessages.EndingFromEnd,
            _ => CoreMessages.EndingUnknown,
        };
        var because = DisplayText.Sentence(sentence, from, until, untold) + (from >= latest || latest is null ? ""
            : " " + DisplayText.Sentence(latest == endSeenUtc ? CoreMessages.EndingSeenLater : CoreMessages.EndingMovedLater, latest));
        return new() { CountsFrom = basis, FromUtc = from, WaitUntilUtc = until, Because = because };
    }

    /// <summary>Why the MX records do not tell; null where they do.</summary>
    private static string? Untold(IReadOnlyCollection<DomainMail> domains) =>
        domains.Count == 0 ? CoreMessages.MailNoDomain
        : domains.FirstOrDefault(domain => domain.State != MailExchangeState.Moved) is { } elsewhere ? elsewhere.Because
        : domains.FirstOrDefault(domain => domain.MovedSinceUtc is null) is { } undated ? DisplayText.Sentence(CoreMessages.MailSinceUnknown, undated.Domain)
        : null;
}
