namespace ExchangeArchiveSafety.Removal.Restore;

/// <summary>The exported item of a saved copy, which was read and is what was saved. Nothing else is ever imported.</summary>
internal sealed class VerifiedCopy
{
    private VerifiedCopy(byte[] data) => Data = data;

    public byte[] Data { get; }

    /// <exception cref="UnusableFileException">It is missing, or not what was saved.</exception>
    public static VerifiedCopy Read(IQuarantine quarantine, QuarantineEntry entry) => new(quarantine.Read(entry));
}
