namespace ExchangeArchiveSafety;

/// <summary>What kind of file a report is.</summary>
public enum ReportFormat
{
    /// <summary>One page with everything in it, to be mailed and read in any browser.</summary>
    Html,

    /// <summary>For programs; its schema is shipped with the module.</summary>
    Json,

    /// <summary>One file a table, for spreadsheets.</summary>
    Csv,

    /// <summary>A short summary, for a ticket.</summary>
    Markdown,
}
