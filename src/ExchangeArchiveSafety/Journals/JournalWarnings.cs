namespace ExchangeArchiveSafety.Journals;

/// <summary>What is to be said where a journal has nothing to show: perhaps nothing was ever suspended, perhaps somebody else keeps the record of it.</summary>
internal static class JournalWarnings
{
    private const int MostNames = 5;

    /// <summary>That the journal of a tenant is not there. It costs one listing of the mailboxes.</summary>
    public static string Missing(CommandJournal journal, ExchangeSession session) => DisplayText.Sentence(Messages.MissingJournal, journal.Location, Suspended(session));

    /// <summary>That one that was named is there and knows of no suspension at all.</summary>
    public static string Empty(CommandJournal journal) => DisplayText.Sentence(Messages.EmptyJournal, journal.Location);

    /// <summary>That it holds nothing open of mailboxes that were asked for.</summary>
    public static string NothingOpen(CommandJournal journal, IReadOnlyList<string> identities) => DisplayText.Sentence(Messages.NothingOpen, journal.Location, Names(identities));

    private static string Suspended(ExchangeSession session)
    {
        IReadOnlyList<string> identities;
        try
        {
            identities = [.. session.Call("Get-Mailbox").Select(item => TenantReader.Mailbox(item)).Where(LooksSuspended).Select(mailbox => mailbox.Identity)];
        }
        catch (ExchangeCallException exception)
        {
            return DisplayText.Sentence(Messages.SuspendedNotCounted, exception.Message);
        }

        return identities.Count == 0 ? Messages.NobodyLooksSuspended : DisplayText.Sentence(Messages.LooksSuspended, identities.Count, Names(identities));
    }

    private static string Names(IReadOnlyList<string> identities)
    {
        var names = string.Join(", ", identities.Take(MostNames));
        return identities.Count > MostNames ? DisplayText.Sentence(Messages.AndMore, names, identities.Count - MostNames) : names;
    }

    private static bool LooksSuspended(Mailbox mailbox) =>
        mailbox.RetentionHoldEnabled.Is(true) || mailbox.AutoArchivingEnabled.Is(false) || mailbox.ElcProcessingDisabled.Is(true);
}
