using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rereading;

/// <summary>
/// Copies rows of a portion into slabs. Rows come in the order of their files and are used in that of groups: those that are used together lie together in
/// pieces, as the processor finds its way through a few megabytes sooner than through hundreds. For one thread at a time.
/// </summary>
internal sealed class RowCopier(LoadedRows rows)
{
    private const int RowsTogetherBits = 14;
    private const int PieceSize = 64 * 1024;

    private readonly Piece[] _pieces = new Piece[(rows.Count >> RowsTogetherBits) + 1];
    private Piece _slab;

    /// <summary>Takes a row.</summary>
    /// <param name="place">The row's place in the order in which rows were asked for.</param>
    /// <param name="section">The number of its file.</param>
    /// <param name="row">Its bytes.</param>
    [MethodImpl(Hot.Path)]
    public void Add(int place, int section, ReadOnlySpan<byte> row)
    {
        ref var piece = ref _pieces[place >> RowsTogetherBits];
        if (piece.End - piece.Used < row.Length)
        {
            piece = NewPiece(Math.Max(PieceSize, row.Length));
        }

        row.CopyTo(piece.Slab.AsSpan(piece.Used));
        rows.Put(place, new(section, piece.Number, piece.Used, row.Length));
        piece.Used += row.Length;
    }

    private Piece NewPiece(int length)
    {
        if (_slab.End - _slab.Used < length)
        {
            var slab = rows.NewSlab(length, out var number);
            _slab = new(slab, number, 0, slab.Length);
        }

        var piece = new Piece(_slab.Slab, _slab.Number, _slab.Used, _slab.Used + length);
        _slab.Used = piece.End;
        return piece;
    }

    private struct Piece(byte[] slab, int number, int used, int end)
    {
        public readonly byte[] Slab = slab;
        public readonly int Number = number;
        public readonly int End = end;
        public int Used = used;
    }
}
