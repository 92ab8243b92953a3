namespace ExchangeArchiveSafety.Reports;

/// <summary>One of the five numbers at the top.</summary>
/// <param name="Id">Its name in files.</param>
/// <param name="Label">What it counts.</param>
/// <param name="Value">The number; null where nothing was handed in that tells it.</param>
/// <param name="Shown">How it is shown.</param>
/// <param name="Note">What it does not say by itself.</param>
/// <param name="Tone">How it weighs.</param>
internal sealed record ReportFigure(string Id, string Label, long? Value, string Shown, string Note, ReportTone Tone);

/// <summary>Something to do.</summary>
/// <param name="Why">Why, and when.</param>
/// <param name="Line">What to type; null where there is nothing to type.</param>
internal sealed record ReportStep(string Why, string? Line);

/// <summary>How something weighs; colours follow it.</summary>
internal enum ReportTone
{
    Neutral,
    Good,
    Warning,
    Danger,
}

/// <summary>Everything that a report says, whatever it is written as. All text is safe to show.</summary>
internal sealed record Report
{
    public string Title { get; init; } = "";

    /// <summary>The time that it is about, UTC.</summary>
    public DateTime AsOfUtc { get; init; }

    /// <summary>What matters most.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What waiting costs; null where nobody worked it out.</summary>
    public string? Cost { get; init; }

    public ReportTone Tone { get; init; }

    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    public IReadOnlyList<ReportStep> Steps { get; init; } = [];

    /// <summary>What was handed in, matter by matter.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>What was asked, when, with what permissions, and what is not known.</summary>
    public IReadOnlyList<ReportNote> Method { get; init; } = [];

    /// <summary>What tables are called, whether this report has them or not.</summary>
    public static IReadOnlyList<string> TableIds { get; } =
        ["verdicts", "forecast", "forecastByMailbox", "suspensions", "duplicatesByMailbox", "duplicates", "removals", "removalsRecorded", "guardPasses", "guardChanges", "guardOpen", "readiness"];

    /// <summary>The table of a report that has nothing to tell: its columns.</summary>
    public ReportTable? Bare { get; init; }

    public IEnumerable<ReportTable> Tables => Sections.SelectMany(section => section.Tables);
}
