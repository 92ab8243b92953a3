using ExchangeArchiveSafety.Reports.Html;
using ExchangeArchiveSafety.Reports.Writers;

namespace ExchangeArchiveSafety;

/// <summary>Writes reports. A report is there whole or not at all, and the same input gives the same bytes.</summary>
public static class ReportFile
{
    /// <summary>What kind of file a name asks for: by its ending, and a page where it does not say.</summary>
    /// <param name="path">The name.</param>
    public static ReportFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSON" => ReportFormat.Json,
        ".CSV" => ReportFormat.Csv,
        ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
        _ => ReportFormat.Html,
    };

    /// <summary>Writes a report.</summary>
    /// <param name="path">The full path; of CSV the first table has it, and the others its name with their own in it.</param>
    /// <param name="format">What kind of file.</param>
    /// <param name="input">What it is made of.</param>
    /// <param name="replace">Whether files that are there are replaced.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="UnusableFileException"><c>ReportNotWritable</c>, or the journal cannot be read.</exception>
    public static IReadOnlyList<string> Write(string path, ReportFormat format, ReportInput input, bool replace)
    {
        var report = ReportBuilder.Build(input);
        var parts = Parts(path, format, report).ToList();
        if (!replace && parts.Select(part => part.Path).FirstOrDefault(File.Exists) is { } there)
        {
            throw NotWritable(there, CoreMessages.ReportExists, null);
        }

        var files = new List<DurableFile>();
        try
        {
            foreach (var part in parts)
            {
                var file = new DurableFile(part.Path);
                files.Add(file);
                part.Write(file.Stream);
            }

            // Only when every one of them is whole does the first get its name.
            files.ForEach(file => file.Finish());
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            throw NotWritable(path, exception.Message, exception);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }

        return [.. parts.Select(part => part.Path)];
    }

    private static IEnumerable<(string Path, Action<Stream> Write)> Parts(string path, ReportFormat format, Report report) => format switch
    {
        ReportFormat.Html => [(path, target => HtmlReport.Write(report, target))],
        ReportFormat.Json => [(path, target => JsonReport.Write(report, target))],
        ReportFormat.Markdown => [(path, target => MarkdownReport.Write(report, target))],
        _ => report.Tables.Select((table, at) => (at == 0 ? path : Path.ChangeExtension(path, table.Id + Path.GetExtension(path)), (Action<Stream>)(target => CsvReport.Write(table, target)))),
    };

    private static UnusableFileException NotWritable(string path, string why, Exception? inner) =>
        new(ErrorIds.ReportNotWritable, path, DisplayText.Sentence(CoreMessages.ReportNotWritable, path, why), inner);
}
