namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>Memory into which rows are copied, one behind the other.</summary>
internal static class RowMemory
{
    /// <summary>Bytes that are nothing yet: all of them are written before they are read.</summary>
    public static byte[] New(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif
}
