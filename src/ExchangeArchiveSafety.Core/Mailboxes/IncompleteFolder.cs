namespace ExchangeArchiveSafety;

/// <summary>A folder that counts subfolders which no list shows, the list with hidden ones included.</summary>
public sealed class IncompleteFolder
{
    /// <summary>The location that it lies in.</summary>
    public MailItemLocation Location { get; init; }

    /// <summary>Its path from the mailbox root.</summary>
    public string Path { get; init; } = "";

    /// <summary>What was seen, safe to show.</summary>
    public string Sentence { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
