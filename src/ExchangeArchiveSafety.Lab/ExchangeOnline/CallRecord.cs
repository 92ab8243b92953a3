namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>One call that reached the tenant.</summary>
/// <param name="Sequence">Counts from 1.</param>
/// <param name="Command">The command's name without any prefix.</param>
/// <param name="Parameters">What was bound.</param>
/// <param name="Time">The tenant's time.</param>
/// <param name="ConnectionId">The connection it came through.</param>
/// <param name="Mailbox">The address of the mailbox that the identity means, if it means exactly one.</param>
public sealed record CallRecord(int Sequence, string Command, IReadOnlyDictionary<string, object?> Parameters, DateTime Time, string ConnectionId, string? Mailbox)
{
    public bool Writes => CommandCatalog.Writes(Command);

    /// <summary>How many objects went back.</summary>
    public int Objects { get; internal set; }

    /// <summary>The errors that went back.</summary>
    public IReadOnlyList<string> Errors { get; internal set; } = [];

    public override string ToString() => $"{Sequence} {Command} {string.Join(' ', Parameters.Select(pair => $"-{pair.Key} {pair.Value ?? "$null"}"))}";
}
