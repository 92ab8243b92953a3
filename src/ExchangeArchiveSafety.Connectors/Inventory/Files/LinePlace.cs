namespace ExchangeArchiveSafety.Connectors.Inventory.Files;

/// <summary>A place in a file as an editor shows it.</summary>
internal readonly struct LinePlace(long line, long position)
{
    /// <summary>The line; the first is 1.</summary>
    public readonly long Line = line;

    /// <summary>The byte on the line; the first is 1.</summary>
    public readonly long Position = position;

    /// <summary>
    /// The places of some offsets. Lines are counted only when somebody must be told one, in one more reading of the file, so that
    /// every other reading need not count them.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="offsets">Offsets as in references, ascending.</param>
    public static IReadOnlyList<LinePlace> Find(InventoryFile file, long[] offsets) => InventoryFile.Guard(file.Path, () =>
    {
        var places = new LinePlace[offsets.Length];
        var buffer = new byte[256 * 1024];
        var (line, lineStart, position, next) = (1L, file.FirstByte, file.FirstByte, 0);
        using var stream = file.OpenContent(out _);
        while (next < offsets.Length)
        {
            var length = stream.Read(buffer, 0, buffer.Length);
            for (var at = 0; next < offsets.Length;)
            {
                var stop = length == 0 ? 0 : (int)Math.Min(length, offsets[next] - position);
                var lineFeed = buffer.AsSpan(at, stop - at).IndexOf((byte)'\n');
                if (lineFeed >= 0)
                {
                    at += lineFeed + 1;
                    line++;
                    lineStart = position + at;
                }
                else if (length == 0 || offsets[next] - position <= length)
                {
                    at = stop;
                    places[next] = new(line, offsets[next] - lineStart + 1);
                    next++;
                }
                else
                {
                    break;
                }
            }

            position += length;
        }

        return places;
    });
}
