namespace ExchangeArchiveSafety;

/// <summary>A command of Exchange Online, or a parameter of one, and who needs it.</summary>
public sealed record ExchangeNeed
{
    /// <summary>The command, without prefix.</summary>
    public string Command { get; init; } = "";

    /// <summary>The parameter; null for the command itself.</summary>
    public string? Parameter { get; init; }

    /// <summary>The cmdlets of this module that call it.</summary>
    public IReadOnlyList<string> Cmdlets { get; init; } = [];

    /// <summary>The command that is asked instead where this one is not granted; null where nothing takes its place.</summary>
    public string? Instead { get; init; }

    /// <summary>Whether it is needed only where a list is longer than Exchange gives unasked.</summary>
    public bool IsForLongLists { get; init; }

    /// <summary>Whether without it a cmdlet goes on, and says what is not known.</summary>
    public bool IsForQuestion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Parameter is null ? Command : Command + " -" + Parameter;
}
