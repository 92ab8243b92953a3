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
    public static IReadOnlyList<string> Write(string path, ReportFormat format, ReportInput input, bool replace) => Write(path, format, input, replace, out _);

    /// <inheritdoc cref="Write(string, ReportFormat, ReportInput, bool)"/>
    /// <param name="path">The full path.</param>
    /// <param name="format">What kind of file.</param>
    /// <param name="input">What it is made of.</param>
    /// <param name="replace">Whether files that are there are replaced.</param>
    /// <param name="isBare">Whether there was nothing to tell, so that the file holds headings only.</param>
    public static IReadOnlyList<string> Write(string path, ReportFormat format, ReportInput input, bool replace, out bool isBare)
    {
        var report = ReportBuilder.Build(input);
        isBare = format == ReportFormat.Csv && !report.Tables.Any();
        var parts = Parts(path, format, report).ToList();
        if (!replace && parts.Select(part => part.Path).FirstOrDefault(File.Exists) is { } there)
        {
            throw NotWritable(there, CoreMessages.ReportExists, null);
        }

        // Of several files the first has its name before the last could fail for it.
        if (parts.Select(part => part.Path).FirstOrDefault(Directory.Exists) is { } folder)
        {
            throw NotWritable(folder, CoreMessages.ReportIsFolder, null);
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

            // A table of an earlier run that this one does not have would be taken for a part of it.
            if (replace && format == ReportFormat.Csv)
            {
                foreach (var stale in Report.TableIds.Select(table => Sibling(path, table)).Where(stale => parts.TrueForAll(part => part.Path != stale) && CsvReport.IsOwn(stale)))
                {
                    File.Delete(stale);
                }
            }
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
        _ => report.Tables.DefaultIfEmpty(report.Bare!).Select((table, at) => (at == 0 ? path : Sibling(path, table.Id), (Action<Stream>)(target => CsvReport.Write(table, target)))),
    };

    private static string Sibling(string path, string table) => Path.ChangeExtension(path, table + Path.GetExtension(path));

    private static UnusableFileException NotWritable(string path, string why, Exception? inner) =>
        new(ErrorIds.ReportNotWritable, path, DisplayText.Sentence(CoreMessages.ReportNotWritable, path, why), inner);
}
