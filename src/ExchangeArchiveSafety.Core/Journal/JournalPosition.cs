namespace ExchangeArchiveSafety;

/// <summary>Up to where a journal was read.</summary>
public sealed record JournalPosition
{
    /// <summary>Nothing was read.</summary>
    public static JournalPosition Start { get; } = new();

    /// <summary>Bytes that were read.</summary>
    public long Offset { get; init; }

    /// <summary>Lines that were read.</summary>
    public long Lines { get; init; }

    /// <summary>Records in them.</summary>
    public long Records { get; init; }

    /// <summary>Which part of a journal that goes on elsewhere; empty in the first one.</summary>
    internal string Part { get; init; } = "";

    /// <summary>How many records there are at least: a snapshot says how many belong to it.</summary>
    internal long Owed { get; init; }

    /// <summary>The last bytes that were read. Records carry random ids, so they tell whether this is still the journal that was read.</summary>
    internal byte[] LastBytes { get; init; } = [];

    /// <summary>Whether a file is still the one that was read up to here.</summary>
    internal bool IsIn(Stream file)
    {
        if (file.Length < Offset)
        {
            return false;
        }

        var seen = new byte[LastBytes.Length];
        file.Position = Offset - seen.Length;
        return file.Fill(seen, seen.Length) == seen.Length && seen.AsSpan().SequenceEqual(LastBytes);
    }
}
