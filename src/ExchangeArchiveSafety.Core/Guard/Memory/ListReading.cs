namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>When a list was last read whole. What was known to be in it was seen then, and no record has to say so.</summary>
internal sealed class ListReading
{
    /// <summary>That time, UTC.</summary>
    public DateTime LastUtc { get; private set; }

    public void Add(DateTime atUtc) => LastUtc = atUtc > LastUtc ? atUtc : LastUtc;
}
