namespace ExchangeArchiveSafety.Files;

/// <summary>Reading that goes on until there is enough or nothing more.</summary>
internal static class Filling
{
    /// <summary>Reads as many bytes as there are, up to a number.</summary>
    /// <returns>How many there were.</returns>
    public static int Fill(this Stream stream, byte[] buffer, int count)
    {
        var length = 0;
        for (int read; length < count && (read = stream.Read(buffer, length, count - length)) > 0;)
        {
            length += read;
        }

        return length;
    }
}
