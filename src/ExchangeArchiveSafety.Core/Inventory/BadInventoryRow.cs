namespace ExchangeArchiveSafety;

/// <summary>A row that cannot be an item. All text is safe to show.</summary>
public sealed class BadInventoryRow
{
    /// <summary>The file.</summary>
    public string Path { get; init; } = "";

    /// <summary>The line on which the bad field, or else the row, begins; the first is 1.</summary>
    public long Line { get; init; }

    /// <summary>The column's name; empty when the row as a whole is malformed.</summary>
    public string Column { get; init; } = "";

    /// <summary>Where on the line the bad field, or else the row, begins, in bytes; the first is 1.</summary>
    public long Position { get; init; }

    /// <summary>The value as it stands in the file, cut when it is long.</summary>
    public string Value { get; init; } = "";

    /// <summary>What is wrong, in a sentence, with file, line, column and value.</summary>
    public string Message { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Message;
}
