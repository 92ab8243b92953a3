using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>Breaks sentences at blanks: in most languages the console breaks a long value wherever the line ends, also inside a word.</summary>
public static class WordWrap
{
    /// <summary>The text in lines. A word that is longer than a line has one of its own.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="columns">How many columns of the console a text takes; its length where nothing else is said.</param>
    public static string Lines(string? text, int width, Func<string, int>? columns = null)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in (text ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var wordLength = columns?.Invoke(word) ?? word.Length;
            if (length > 0 && length + 1 + wordLength > width)
            {
                _ = lines.AppendLine();
                length = 0;
            }

            _ = lines.Append(length > 0 ? " " : "").Append(word);
            length += wordLength + (length > 0 ? 1 : 0);
        }

        return lines.ToString();
    }
}
