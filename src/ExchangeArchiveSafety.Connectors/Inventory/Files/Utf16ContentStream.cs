namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>UTF-16, as <c>Export-Csv -Encoding Unicode</c> writes it, read as UTF-8. Halves of surrogate pairs stay what they are.</summary>
internal sealed class Utf16ContentStream(Stream source, bool bigEndian) : ContentStream
{
    private readonly byte[] _input = new byte[32 * 1024];
    private readonly byte[] _output = new byte[64 * 1024];
    private int _pending;
    private int _start;
    private int _end;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_start == _end)
        {
            Fill();
        }

        var length = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_output, _start, buffer, offset, length);
        _start += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        (_start, _end) = (0, 0);
        var length = _pending;
        var isLast = false;
        while (length < 4 && !isLast)
        {
            var read = source.Read(_input, length, _input.Length - length);
            isLast = read == 0;
            length += read;
        }

        var at = 0;
        while (length - at >= (isLast ? 2 : 4))
        {
            var unit = Unit(at);
            at += 2;
            if (char.IsHighSurrogate(unit) && length - at >= 2 && char.IsLowSurrogate(Unit(at)))
            {
                _end += Wtf8.Append(unit, Unit(at), _output, _end);
                at += 2;
            }
            else
            {
                _end += Wtf8.Append(unit, _output, _end);
            }
        }

        _pending = length - at;
        if (isLast && _pending > 0)
        {
            throw new InvalidDataException();
        }

        Buffer.BlockCopy(_input, at, _input, 0, _pending);
    }

    private char Unit(int at) => bigEndian ? (char)((_input[at] << 8) | _input[at + 1]) : (char)((_input[at + 1] << 8) | _input[at]);
}
