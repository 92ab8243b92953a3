
namespace ExchangeArchiveSafety.Journals;

/// <summary>What is to be said where the journal of a tenant is not there: perhaps nothing was ever suspended, perhaps somebody else keeps the record of it.</summary>
internal static class MissingJournal
{
    private const int MostNames = 5;

    /// <summary>The warning. It costs one listing of the mailboxes.</summary>
    public static string Warning(IJournalStore journal, ExchangeSession session) => DisplayText.Sentence(Messages.MissingJournal, journal.Location, Suspended(session));

    private static string Suspended(ExchangeSession session)
    {
        IReadOnlyList<Mailbox> mailboxes;
        try
        {
            mailboxes = [.. session.Call("Get-Mailbox").Select(item => TenantReader.Mailbox(item)).Where(LooksSuspended)];
        }
        catch (ExchangeCallException exception)
        {
            return DisplayText.Sentence(Messages.SuspendedNotCounted, exception.Message);
        }

        if (mailboxes.Count == 0)
        {
            return Messages.NobodyLooksSuspended;
        }

        var names = string.Join(", ", mailboxes.Take(MostNames).Select(mailbox => mailbox.Identity));
        return DisplayText.Sentence(
            Messages.LooksSuspended, mailboxes.Count, mailboxes.Count > MostNames ? DisplayText.Sentence(Messages.AndMore, names, mailboxes.Count - MostNames) : names);
    }

    private static bool LooksSuspended(Mailbox mailbox) =>
        mailbox.RetentionHoldEnabled.Is(true) || mailbox.AutoArchivingEnabled.Is(false) || mailbox.ElcProcessingDisabled.Is(true);
}
