namespace ExchangeArchiveSafety;

/// <summary>Gives rows of one file again by their offsets.</summary>
internal interface IRowStore : IDisposable
{
    /// <summary>Lays by the rows that will be asked for, where that is needed.</summary>
    /// <param name="offsets">Their references, ascending.</param>
    /// <param name="cancellation">Stops the reading.</param>
    void Expect(ArraySegment<long> offsets, CancellationToken cancellation);

    /// <summary>Hands each row to a visitor. Called from several threads at once.</summary>
    /// <param name="offsets">Their references, ascending.</param>
    /// <param name="visit">Receives the buffer, where the row begins in it, where the bytes end, whether the file ends there, and the
    /// row's place among the offsets; says whether the row was complete.</param>
    /// <param name="cancellation">Stops the reading.</param>
    void Visit(ArraySegment<long> offsets, RowVisitor visit, CancellationToken cancellation);
}

/// <summary>Takes a row that was read again.</summary>
/// <returns>Whether the row was complete; otherwise it is offered again with more bytes.</returns>
internal delegate bool RowVisitor(byte[] buffer, int start, int end, bool isLast, int place);
