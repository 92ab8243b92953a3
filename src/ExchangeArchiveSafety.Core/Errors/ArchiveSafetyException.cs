namespace ExchangeArchiveSafety;

/// <summary>Something that this module cannot do or rely on, under a stable error id.</summary>
public abstract class ArchiveSafetyException : Exception
{
    private protected ArchiveSafetyException(string errorId, string message, Exception? inner)
        : base(message, inner) => ErrorId = errorId;

    /// <summary>The stable error id, one of <see cref="ErrorIds"/>.</summary>
    public string ErrorId { get; }

    /// <summary>What the error is about; null where only the caller knows.</summary>
    public virtual object? Target => null;
}
