namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>What says that the bodies of two items are equal. A search key alone proves less: a copy that its owner edited keeps it.</summary>
[Flags]
internal enum BodyProofs : byte
{
    None = 0,
    BodyDigest = 1 << 0,
    SearchKey = 1 << 1,
    Both = BodyDigest | SearchKey,
}
