using ExchangeArchiveSafety.Reports.Charts;

namespace ExchangeArchiveSafety.Reports;

/// <summary>What is said about one matter.</summary>
/// <param name="Id">Its name in the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lead">What to know before looking at it.</param>
/// <param name="Tables">Its tables.</param>
internal sealed record ReportSection(string Id, string Title, string Lead, IReadOnlyList<ReportTable> Tables)
{
    public IReadOnlyList<ReportChart> Charts { get; init; } = [];

    /// <summary>What stands below the tables: words explained, sentences about single things. Safe to show.</summary>
    public IReadOnlyList<ReportNote> Notes { get; init; } = [];
}

/// <summary>A few lines under one name.</summary>
/// <param name="Name">What they are about, safe to show.</param>
/// <param name="Lines">The lines, safe to show.</param>
internal sealed record ReportNote(string Name, IReadOnlyList<string> Lines);
