namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

/// <summary>Something that goes wrong with a command.</summary>
/// <param name="Command">The command, or <c>*</c> for all.</param>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(string Command, FaultKind Kind)
{
    /// <summary>Only calls whose identity means this mailbox; null: every call.</summary>
    public string? Mailbox { get; init; }

    /// <summary>So many matching calls go well first.</summary>
    public int Skip { get; init; }

    /// <summary>Then so many go wrong.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The text of the error or warning, instead of the usual one.</summary>
    public string? Message { get; init; }

    /// <summary>The property that is left out.</summary>
    public string? Property { get; init; }

    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);
}
