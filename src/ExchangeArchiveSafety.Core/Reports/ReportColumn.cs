namespace ExchangeArchiveSafety.Reports;

/// <summary>What stands in a column, which decides how it is shown, sorted and kept.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>One of few texts.</summary>
    Choice,

    Number,

    Bytes,

    /// <summary>UTC, to the second.</summary>
    Time,
}

/// <summary>Where a column is shown.</summary>
internal enum ColumnPlace
{
    Row,

    /// <summary>Too long for a row: shown of the row that somebody chooses.</summary>
    Detail,

    /// <summary>Only in files for programs.</summary>
    Files,
}

/// <summary>A column of a table.</summary>
/// <param name="Id">Its name in JSON and CSV, in camel case.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Place">Where it is shown.</param>
internal record ReportColumn(string Id, ColumnKind Kind, ColumnPlace Place = ColumnPlace.Row)
{
    /// <summary>Whether rows are chosen by what stands in it.</summary>
    public bool IsState => Id is "state" or "status" or "kind";

    /// <summary>Its heading: the words of its name.</summary>
    public string Title { get; } = string.Concat(Id.Select((letter, at) => at == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>A column that knows where its values come from.</summary>
/// <typeparam name="T">What a row is made of.</typeparam>
/// <param name="Id">Its name.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Value">Text, a number, a time, a flag, a word or null.</param>
/// <param name="Place">Where it is shown.</param>
internal sealed record ReportColumn<T>(string Id, ColumnKind Kind, Func<T, object?> Value, ColumnPlace Place = ColumnPlace.Row) : ReportColumn(Id, Kind, Place);
