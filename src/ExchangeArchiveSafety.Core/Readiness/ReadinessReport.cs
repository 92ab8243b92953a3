using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>The answers of a tenant without anything that names it, for anybody to read: no mailbox, no address, no path, no id, no free text.</summary>
public static class ReadinessReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="path">Its full path; an existing file is replaced.</param>
    /// <param name="version">The version of this module.</param>
    /// <param name="checks">The checks.</param>
    /// <exception cref="UnusableFileException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, string version, IEnumerable<ArchiveSafetyCheck> checks)
    {
        var report = new
        {
            Format = "ExchangeArchiveSafety.Readiness/1",
            Module = version,
            Checks = checks.Select(check => new
            {
                check.Category,
                check.Name,
                Status = check.Status.ToString(),
                check.Answer,
                check.Source,
                Milliseconds = (long?)check.Duration?.TotalMilliseconds,
            }),
        };
        try
        {
            DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(report, FileJson.Document));
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            throw new UnusableFileException(ErrorIds.ReportNotWritable, path, DisplayText.Sentence(CoreMessages.ReportNotWritable, path, exception.Message), exception);
        }
    }
}
