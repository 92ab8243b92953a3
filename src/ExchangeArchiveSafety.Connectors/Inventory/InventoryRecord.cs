using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// One row as its reader found it: where each field lies, in the reader's buffer or, where it had to be rewritten, in a buffer of its
/// own. One instance a thread, used for row after row.
/// </summary>
internal sealed class InventoryRecord
{
    private readonly FieldPlace[] _places = new FieldPlace[InventoryColumns.Count];
    private byte[] _buffer = [];
    private byte[] _rewritten = new byte[256];
    private int _rewrittenUsed;

    /// <summary>What is wrong with the row as a whole; null when nothing is.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>The columns of the row, one bit each.</summary>
    public uint Present { get; private set; }

    /// <summary>Begins a row.</summary>
    [MethodImpl(Hot.Path)]
    public void Clear(byte[] buffer)
    {
        _buffer = buffer;
        _rewrittenUsed = 0;
        Array.Clear(_places, 0, _places.Length);
        Fault = null;
        Present = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(InventoryColumn column, int start, int length, bool hasDoubledQuotes = false)
    {
        _places[(int)column] = new(start, length, hasDoubledQuotes ? FieldForm.DoubledQuotes : FieldForm.Plain);
    }

    /// <summary>Says which columns the row has.</summary>
    /// <param name="columns">One bit each.</param>
    public void Has(uint columns) => Present |= columns;

    /// <summary>Sets a field whose text is not in the buffer as such.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the field begins in the buffer.</param>
    [MethodImpl(Hot.Path)]
    public void SetRewritten(InventoryColumn column, ReadOnlySpan<byte> text, int start)
    {
        Room(text.Length);
        text.CopyTo(_rewritten.AsSpan(_rewrittenUsed));
        _places[(int)column] = new(start, text.Length, FieldForm.Rewritten, _rewrittenUsed);
        _rewrittenUsed += text.Length;
    }

    /// <summary>Notes what is wrong with the row; only the first fault counts.</summary>
    public void Fail(RowFaultKind kind, int start, int length = 0) => Fault ??= new(kind, start, length);

    /// <summary>Where a field begins in the buffer.</summary>
    public int Start(InventoryColumn column) => _places[(int)column].Start;

    /// <summary>A field's text; empty when the row has no such field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Get(InventoryColumn column)
    {
        ref var place = ref _places[(int)column];
        return place.Form == FieldForm.Plain ? new(_buffer, place.Start, place.Length) : GetRewritten(ref place);
    }

    private ReadOnlySpan<byte> GetRewritten(ref FieldPlace place)
    {
        if (place.Form == FieldForm.DoubledQuotes)
        {
            Undouble(ref place);
        }

        return _rewritten.AsSpan(place.RewrittenStart, place.Length);
    }

    [MethodImpl(Hot.Path)]
    private void Undouble(ref FieldPlace place)
    {
        Room(place.Length);
        var start = _rewrittenUsed;
        for (int at = place.Start, end = place.Start + place.Length; at < end; at++)
        {
            _rewritten[_rewrittenUsed++] = _buffer[at];
            if (_buffer[at] == '"')
            {
                at++;
            }
        }

        place = new(place.Start, _rewrittenUsed - start, FieldForm.Rewritten, start);
    }

    private void Room(int length)
    {
        if (_rewritten.Length - _rewrittenUsed < length)
        {
            Array.Resize(ref _rewritten, Math.Max(_rewritten.Length * 2, _rewrittenUsed + length));
        }
    }

    private enum FieldForm : byte
    {
        Plain,
        DoubledQuotes,
        Rewritten,
    }

    private readonly struct FieldPlace(int start, int length, FieldForm form, int rewrittenStart = 0)
    {
        public readonly int Start = start;
        public readonly int Length = length;
        public readonly int RewrittenStart = rewrittenStart;
        public readonly FieldForm Form = form;
    }
}
