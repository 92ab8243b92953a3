namespace ExchangeArchiveSafety;

/// <summary>Up to where a journal was read.</summary>
public sealed record JournalPosition
{
    private const int Remembered = 512;

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

        file.Position = Offset - LastBytes.Length;
        return IsBefore(file);
    }

    /// <summary>Whether the last bytes that were read stand next in a stream.</summary>
    internal bool IsBefore(Stream stream)
    {
        var seen = new byte[LastBytes.Length];
        return stream.Fill(seen, seen.Length) == seen.Length && seen.AsSpan().SequenceEqual(LastBytes);
    }

    /// <summary>The position after the next line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isEnded">Whether it has its newline.</param>
    /// <param name="isRecord">Whether it is a record.</param>
    internal JournalPosition Past(byte[] line, bool isEnded = true, bool isRecord = true)
    {
        var more = Math.Min(LastBytes.Length, Math.Max(0, Remembered - line.Length));
        var own = Math.Min(line.Length, Remembered);
        return this with
        {
            Offset = Offset + line.Length,
            Lines = Lines + (isEnded ? 1 : 0),
            Records = Records + (isRecord ? 1 : 0),
            LastBytes = [.. LastBytes.AsSpan(LastBytes.Length - more), .. line.AsSpan(line.Length - own)],
        };
    }
}
