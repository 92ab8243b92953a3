using System.Collections;

namespace ExchangeArchiveSafety.Files;

/// <summary>The lines of a stream as bytes, each with its newline; the last one may lack it.</summary>
/// <param name="stream">The stream.</param>
/// <param name="longest">A line that is longer is an <see cref="InvalidDataException"/>.</param>
internal sealed class WholeLines(Stream stream, int longest = int.MaxValue) : IEnumerable<byte[]>
{
    private const int Block = 1 << 16;

    public IEnumerator<byte[]> GetEnumerator()
    {
        var block = new byte[Block];
        using var line = new MemoryStream();
        for (int length; (length = stream.Read(block, 0, Block)) > 0;)
        {
            var start = 0;
            for (int end; start < length && (end = Array.IndexOf(block, (byte)'\n', start, length - start)) >= 0; start = end + 1)
            {
                line.Write(block, start, end + 1 - start);
                yield return line.ToArray();
                line.SetLength(0);
            }

            line.Write(block, start, length - start);
            if (line.Length > longest)
            {
                throw new InvalidDataException(longest.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToArray();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
