namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>A number for an item id, to find ids that come twice without keeping the ids. Two ids with one number only cost a repetition.</summary>
internal static class IdHash
{
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        // FNV-1a, its bits mixed at the end: nobody who could aim at it can choose the ids of items.
        var hash = 14695981039346656037UL;
        foreach (var one in id)
        {
            hash = (hash ^ one) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }
}
