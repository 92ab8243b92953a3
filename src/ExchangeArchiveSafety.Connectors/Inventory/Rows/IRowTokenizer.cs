namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Finds rows and their fields in the bytes of an inventory. Has no state that outlives a call, so that threads can share it.</summary>
internal interface IRowTokenizer
{
    /// <summary>Reads one row.</summary>
    /// <param name="buffer">Holds the row.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="isLast">Whether the file ends there too.</param>
    /// <param name="record">Receives the fields.</param>
    /// <returns>Where the next row begins; -1 when this one does not end within the bytes.</returns>
    int Read(byte[] buffer, int start, int end, bool isLast, InventoryRecord record);

    /// <summary>Where the next row begins; -1 when this one does not end within the bytes.</summary>
    /// <param name="buffer">Holds the row.</param>
    /// <param name="start">Where the row begins.</param>
    /// <param name="end">Where the bytes end.</param>
    /// <param name="isLast">Whether the file ends there too.</param>
    int NextRow(byte[] buffer, int start, int end, bool isLast);

    /// <summary>How many bytes from a place on make up complete rows, as far as they can be told from the bytes at hand.</summary>
    int CompleteRows(byte[] buffer, int start, int end);
}
