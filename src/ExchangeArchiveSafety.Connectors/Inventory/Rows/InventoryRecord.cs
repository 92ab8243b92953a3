using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>
/// One row as its reader found it: where each field lies, in the reader's buffer or, where it had to be rewritten, in a buffer of its
/// own. One instance a thread, used for row after row.
/// </summary>
internal sealed class InventoryRecord
{
    /// <summary>The number that stands for a column nobody asks for: its fields are written as well, which is quicker than to ask.</summary>
    public const int Ignored = InventoryColumns.Count;

    private readonly FieldPlace[] _places = new FieldPlace[InventoryColumns.Count + 1];
    private readonly int[] _rewrittenStarts = new int[InventoryColumns.Count + 1];
    private byte[] _buffer = [];
    private int[] _marks = [];
    private byte[] _rewritten = new byte[256];
    private int _rewrittenUsed;
    private uint _hasDoubledQuotes;
    private uint _isRewritten;
    private object? _writer;

    /// <summary>What is wrong with the row as a whole; null when nothing is.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>The columns of the row, one bit each.</summary>
    public uint Present { get; private set; }

    /// <summary>Begins a row whose columns are not known yet.</summary>
    public void Clear(byte[] buffer)
    {
        Begin(buffer, 0);
        Array.Clear(_places, 0, _places.Length);
        _writer = null;
    }

    /// <summary>Begins a row of which every column will be set, or else it has a fault.</summary>
    /// <param name="buffer">Holds the row.</param>
    /// <param name="columns">The columns, one bit each.</param>
    /// <param name="writer">Who sets them: a row that has the columns of the one before needs no clearing.</param>
    /// <returns>The places to set, by column.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldPlace[] Clear(byte[] buffer, uint columns, object writer)
    {
        if (_writer != writer)
        {
            Clear(buffer);
            _writer = writer;
        }

        Begin(buffer, columns);
        return _places;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int column, int start, int length, bool hasDoubledQuotes = false)
    {
        _places[column] = new(start, length);
        _hasDoubledQuotes |= hasDoubledQuotes ? 1u << column : 0;
    }

    /// <summary>Room for whoever reads the row to note where its fields end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int[] Marks(int length) => _marks.Length >= length ? _marks : _marks = new int[length];

    /// <summary>Says which columns the row has.</summary>
    /// <param name="columns">One bit each.</param>
    public void Has(uint columns) => Present |= columns;

    /// <summary>Sets a field whose text is not in the buffer as such.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the field begins in the buffer.</param>
    public void SetRewritten(InventoryColumn column, ReadOnlySpan<byte> text, int start)
    {
        Room(text.Length);
        text.CopyTo(_rewritten.AsSpan(_rewrittenUsed));
        SetRewritten((int)column, start, _rewrittenUsed, text.Length);
        _rewrittenUsed += text.Length;
    }

    /// <summary>Notes what is wrong with the row; only the first fault counts.</summary>
    public void Fail(RowFaultKind kind, int start, int length = 0) => Fault ??= new(kind, start, length);

    /// <summary>Notes that the row has another number of fields than the header.</summary>
    public void FailFieldCount(int start, int found, int expected) => Fault ??= new(RowFaultKind.FieldCount, start, found: found, expected: expected);

    /// <summary>Where a field begins in the buffer.</summary>
    public int Start(InventoryColumn column) => _places[(int)column].Start;

    /// <summary>A field's text; empty when the row has no such field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Get(InventoryColumn column)
    {
        if (((_hasDoubledQuotes | _isRewritten) & (1u << (int)column)) != 0)
        {
            return GetRewritten((int)column);
        }

        ref var place = ref _places[(int)column];
        return new(_buffer, place.Start, place.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(byte[] buffer, uint columns)
    {
        _buffer = buffer;
        _rewrittenUsed = 0;
        _hasDoubledQuotes = 0;
        _isRewritten = 0;
        Fault = null;
        Present = columns;
    }

    // By itself: it is rare, and a dozen times in the way of whoever reads a row's fields one after the other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> GetRewritten(int column)
    {
        if ((_isRewritten & (1u << column)) == 0)
        {
            Undouble(column, _places[column]);
        }

        return _rewritten.AsSpan(_rewrittenStarts[column], _places[column].Length);
    }

    private void SetRewritten(int column, int start, int rewrittenStart, int length)
    {
        _places[column] = new(start, length);
        _rewrittenStarts[column] = rewrittenStart;
        _isRewritten |= 1u << column;
    }

    [MethodImpl(Hot.Path)]
    private void Undouble(int column, FieldPlace place)
    {
        Room(place.Length);
        var start = _rewrittenUsed;
        var text = _buffer.AsSpan(place.Start, place.Length);
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            Append(text.Slice(0, quote + 1));
            text = text.Slice(Math.Min(quote + 2, text.Length));
        }

        Append(text);
        SetRewritten(column, place.Start, start, _rewrittenUsed - start);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_rewritten.AsSpan(_rewrittenUsed));
        _rewrittenUsed += text.Length;
    }

    private void Room(int length)
    {
        if (_rewritten.Length - _rewrittenUsed < length)
        {
            Array.Resize(ref _rewritten, Math.Max(_rewritten.Length * 2, _rewrittenUsed + length));
        }
    }
}
