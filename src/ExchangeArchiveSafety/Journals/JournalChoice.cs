namespace ExchangeArchiveSafety.Journals;

/// <summary>Which journal the caller of a cmdlet names.</summary>
internal static class JournalChoice
{
    /// <summary>Whether one is named.</summary>
    public static bool NamesJournal(this IJournalCommand command) => command.JournalPath is not null || command.JournalUri is not null;

    /// <summary>Ends where two are named, before anything is asked.</summary>
    public static void EnsureOneJournal<T>(this T command)
        where T : StoppableCommand, IJournalCommand
    {
        if (command.JournalPath is not null && command.JournalUri is not null)
        {
            throw command.Terminating(ErrorIds.ParameterConflict, nameof(command.JournalUri), Messages.OneJournal);
        }
    }
}
