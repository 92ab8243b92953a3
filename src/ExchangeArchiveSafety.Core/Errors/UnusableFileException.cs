namespace ExchangeArchiveSafety;

/// <summary>A snapshot or journal that cannot be used: torn, foreign, newer, busy or not writable. Nothing was changed.</summary>
public sealed class UnusableFileException : ArchiveSafetyException
{
    /// <summary>Names what is wrong with a file.</summary>
    /// <param name="errorId">The stable error id.</param>
    /// <param name="path">The file.</param>
    /// <param name="message">The sentence that says what to do.</param>
    /// <param name="inner">What the system said.</param>
    public UnusableFileException(string errorId, string path, string message, Exception? inner = null)
        : base(errorId, message, inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override object Target => Path;
}
