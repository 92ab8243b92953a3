namespace ExchangeArchiveSafety.Reports;

/// <summary>Rows of one kind. Every text in them has passed the one encoder of tenant text, and nothing else in a report carries any but what passed it too.</summary>
internal sealed class ReportTable
{
    private readonly Func<IEnumerable<object?[]>> _rows;

    private ReportTable(string id, string title, IReadOnlyList<ReportColumn> columns, int count, Func<IEnumerable<object?[]>> rows) =>
        (Id, Title, Columns, Count, _rows) = (id, title, columns, count, rows);

    /// <summary>Its name in files.</summary>
    public string Id { get; }

    public string Title { get; }

    public IReadOnlyList<ReportColumn> Columns { get; }

    public int Count { get; }

    /// <summary>A table of things, each of which is looked at when its row is written.</summary>
    public static ReportTable Of<T>(string id, string title, IReadOnlyList<T> things, params ReportColumn<T>[] columns) => Of(id, title, things, things.Count, columns);

    /// <summary>The same of things that are not in one list.</summary>
    public static ReportTable Of<T>(string id, string title, IEnumerable<T> things, int count, params ReportColumn<T>[] columns) =>
        new(id, title, columns, count, () => things.Select(thing => Array.ConvertAll(columns, column => Shown(column.Value(thing)))));

    /// <summary>The rows: text that is safe to show, whole numbers, times in UTC, and null where nobody knows.</summary>
    public IEnumerable<object?[]> Rows() => _rows();

    private static object? Shown(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "Yes" : "No",
        DateTime time => new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
        int number => (long)number,
        long number => number,
        Enum word => word.ToString(),
        _ => DisplayText.Escape(value.ToString()),
    };
}
