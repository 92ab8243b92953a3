using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>One pass as a JSON file.</summary>
public static class GuardReport
{
    /// <summary>Makes sure that it can be written; leaves nothing behind.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="UnusableFileException"><c>ReportNotWritable</c>.</exception>
    public static void EnsureWritable(string path) => Guarded(path, () =>
    {
        using var draft = new DurableFile(path);
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException();
        }
    });

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">Its full path; an existing file is replaced.</param>
    /// <param name="pass">The pass.</param>
    /// <exception cref="UnusableFileException"><c>ReportNotWritable</c>.</exception>
    public static void Write(string path, ArchiveSafetyGuardPass pass) => Guarded(
        path, () => DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(new { Format = "ExchangeArchiveSafety.GuardPass/1", Pass = pass }, GuardEvents.Whole)));

    private static void Guarded(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            throw new UnusableFileException(ErrorIds.ReportNotWritable, path, DisplayText.Sentence(CoreMessages.ReportNotWritable, path, exception.Message), exception);
        }
    }
}
