using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>Breaks sentences at blanks: the console breaks a long value wherever the line ends, also inside a word.</summary>
public static class WordWrap
{
    /// <summary>The text in lines. A word that is longer than a line has one of its own.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="width">The most characters of a line.</param>
    public static string Lines(string? text, int width)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in (text ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0 && length + 1 + word.Length > width)
            {
                _ = lines.AppendLine();
                length = 0;
            }

            _ = lines.Append(length > 0 ? " " : "").Append(word);
            length += word.Length + (length > 0 ? 1 : 0);
        }

        return lines.ToString();
    }
}
