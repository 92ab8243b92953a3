using System.Text;

namespace ExchangeArchiveSafety.Files;

/// <summary>
/// Writes CSV: every field in quotes, quotes inside doubled, nothing else changed, so that commas, quotes and line ends come back as
/// they are. Halves of surrogate pairs are written as such; whoever reads strict UTF-8 sees them replaced.
/// </summary>
internal sealed class CsvWriter(Stream target)
{
    private readonly List<byte> _row = [];
    private bool _hasField;

    public void Field(string text) => Field(Wtf8.Encode(text));

    public void Field(ReadOnlySpan<byte> text)
    {
        if (_hasField)
        {
            _row.Add((byte)',');
        }

        _hasField = true;
        _row.Add((byte)'"');
        foreach (var one in text)
        {
            if (one == '"')
            {
                _row.Add(one);
            }

            _row.Add(one);
        }

        _row.Add((byte)'"');
    }

    public void EndRow()
    {
        _row.Add((byte)'\r');
        _row.Add((byte)'\n');
        var bytes = _row.ToArray();
        target.Write(bytes, 0, bytes.Length);
        _row.Clear();
        _hasField = false;
    }

    /// <summary>A row of names.</summary>
    public void Header(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Field(Encoding.ASCII.GetBytes(name));
        }

        EndRow();
    }
}
