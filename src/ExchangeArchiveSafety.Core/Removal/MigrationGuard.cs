namespace ExchangeArchiveSafety;

/// <summary>
/// Whether copies may be removed from a mailbox as far as its migration goes: what is removed while one still syncs is missing to it, and comes back.
/// Pure.
/// </summary>
public static class MigrationGuard
{
    /// <summary>Judges a mailbox of which Exchange says nothing: there is no session, or it does not know the mailbox.</summary>
    /// <param name="mailbox">The mailbox as it is shown.</param>
    /// <param name="vouched">Whether the caller vouches that its migration has ended.</param>
    /// <param name="why">Why nothing is known, in a sentence; null when there is no session.</param>
    /// <param name="isProbe">Whether the question is about a probe.</param>
    /// <returns>Why nothing may be removed; null when it may.</returns>
    public static string? Unknown(string mailbox, bool vouched, string? why = null, bool isProbe = false) =>
        vouched ? null : Refusal(CoreMessages.MigrationUnknown, mailbox, why ?? CoreMessages.NoExchangeSession, CoreMessages.RemovalAgainstUnknown, isProbe);

    /// <summary>Judges a mailbox by the migrations of its tenant. Of several records the most active counts.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="migrations">The migrations of the tenant.</param>
    /// <param name="vouched">Whether the caller vouches that its migration has ended. A sync that is seen is believed more.</param>
    /// <param name="asOfUtc">The time the answer is about, UTC.</param>
    /// <param name="isProbe">Whether the question is about a probe.</param>
    /// <returns>Why nothing may be removed; null when it may.</returns>
    public static string? Judge(Mailbox mailbox, MigrationDirectory migrations, bool vouched, DateTime asOfUtc, bool isProbe = false)
    {
        var migration = new MigrationOfMailbox(migrations.Of(mailbox), external: false, migrations.ShortBatches, asOfUtc);
        return migration.Activity switch
        {
            MigrationActivity.Ended => null,
            MigrationActivity.StillSyncs => Refusal(CoreMessages.MigrationStillSyncs, mailbox.Identity, migration.LeadStatus, CoreMessages.RemovalAgainstSync, isProbe),
            MigrationActivity.WillSync => Refusal(CoreMessages.MigrationWillSync, mailbox.Identity, migration.LeadStatus, CoreMessages.RemovalAgainstSync, isProbe),
            _ when vouched => null,
            MigrationActivity.Dormant => Refusal(CoreMessages.MigrationDormant, mailbox.Identity, migration.LeadStatus, CoreMessages.RemovalAgainstDormant, isProbe),
            _ => Unknown(mailbox.Identity, vouched, migration.ListIsShort ? CoreMessages.MigrationListShort : migration.LeadStatus, isProbe),
        };
    }

    /// <summary>Whether a mailbox of Exchange can be the one that Graph names: its id is reported to carry the ExchangeGuid. An id of another form says nothing.</summary>
    /// <param name="exchangeGuid">The mailbox's ExchangeGuid.</param>
    /// <param name="primaryMailboxId">The primary mailbox's id in Graph.</param>
    public static bool CanBe(Guid exchangeGuid, string primaryMailboxId) => exchangeGuid == Guid.Empty || GuidIn(primaryMailboxId) is not { } guid || guid == exchangeGuid;

    /// <summary>The GUID in a mailbox id of Graph, reported to be the ExchangeGuid; null in an id of another form.</summary>
    /// <param name="mailboxId">The id.</param>
    public static Guid? GuidIn(string mailboxId)
    {
        const string Prefix = "MBX:";
        var at = mailboxId.IndexOf('@');
        return at > Prefix.Length && mailboxId.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(mailboxId.Substring(Prefix.Length, at - Prefix.Length), out var guid) ? guid : null;
    }

    private static string Refusal(string sentence, string mailbox, string? why, string advice, bool isProbe) =>
        DisplayText.Sentence(sentence, mailbox, why, isProbe ? CoreMessages.ProbeAgainstMigration : advice);
}
