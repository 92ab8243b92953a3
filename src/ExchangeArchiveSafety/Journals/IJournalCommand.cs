namespace ExchangeArchiveSafety.Journals;

/// <summary>A cmdlet whose caller may name the journal.</summary>
internal interface IJournalCommand
{
    /// <summary>A file.</summary>
    string? JournalPath { get; }

    /// <summary>An append blob.</summary>
    Uri? JournalUri { get; }
}
