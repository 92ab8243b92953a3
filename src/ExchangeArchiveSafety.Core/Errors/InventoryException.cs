namespace ExchangeArchiveSafety;

/// <summary>An inventory that is not what it should be. Nothing of it may be acted on.</summary>
public sealed class InventoryException : ArchiveSafetyException
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorId">The stable error id, for example <c>MissingColumn</c>.</param>
    /// <param name="message">What is wrong and where, safe to show.</param>
    /// <param name="path">The file; null when there is none.</param>
    /// <param name="inner">What was caught.</param>
    public InventoryException(string errorId, string message, string? path = null, Exception? inner = null)
        : base(errorId, message, inner) => InventoryPath = path;

    /// <summary>The file; null when there is none.</summary>
    public string? InventoryPath { get; }

    /// <summary>The row that is wrong; null when the file as a whole is.</summary>
    public BadInventoryRow? Row { get; init; }

    /// <inheritdoc/>
    public override object? Target => (object?)Row ?? InventoryPath;
}
