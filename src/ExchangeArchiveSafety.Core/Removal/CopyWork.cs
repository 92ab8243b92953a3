namespace ExchangeArchiveSafety.Removal;

/// <summary>One entry of a batch on its way.</summary>
internal sealed class CopyWork(RemovalEntry entry)
{
    public RemovalEntry Entry { get; private set; } = entry;

    /// <summary>The folder of the copy, once it is found.</summary>
    public GraphFolder? Folder { get; set; }

    public GraphFolder? KeptFolder { get; set; }

    /// <summary>The copy as the first reading had it.</summary>
    public GraphItem? Surplus { get; set; }

    public GraphItem? Kept { get; set; }

    public ExportedItem? Export { get; set; }

    /// <summary>The saved copy.</summary>
    public QuarantineEntry? Saved { get; set; }

    /// <summary>Where it is saved; empty when it is not.</summary>
    public string QuarantineFile { get; set; } = "";

    /// <summary>What is to be said of it; null as long as it is on its way.</summary>
    public ArchiveDuplicateRemoval? Result { get; private set; }

    /// <summary>What the journal is to say of it; null as long as nobody knows.</summary>
    public JournalItemState? State { get; set; }

    /// <summary>Whether its deletion was asked for, so that it may have happened.</summary>
    public bool WasAsked { get; set; }

    /// <summary>Why the server refused to delete it; null when it did not.</summary>
    public GraphException? Refusal { get; set; }

    public bool IsOnItsWay => Result is null;

    public void SetEvidence(DuplicateEvidence evidence) => Entry = Entry.With(evidence);

    public void End(RemovalStatus status, RemovalCause cause, DateTime? removedAtUtc = null) =>
        Result = ArchiveDuplicateRemoval.Of(Entry, status, cause, QuarantineFile, removedAtUtc);

    public void Found(ArchiveDuplicateRemoval result) => Result = result;

    public void Skip(RemovalReason reason, params object?[] values) => End(RemovalStatus.Skipped, RemovalCause.Of(reason, values));
}
