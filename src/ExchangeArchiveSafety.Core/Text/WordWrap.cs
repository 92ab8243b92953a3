using System.Text;

namespace ExchangeArchiveSafety;

/// <summary>Breaks sentences at blanks: in most languages the console breaks a long value wherever the line ends, also inside a word.</summary>
public static class WordWrap
{
    // What paths, addresses and names of cmdlets are put together by; a line may end after it.
    private static readonly char[] Joints = ['/', '\\', '@', '.', '-', '_', ','];

    /// <summary>The text in lines. A word that is longer than a line is broken between its parts, as a path is; a part that is longer has a line of its own.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="columns">How many columns of the console a text takes; its length where nothing else is said.</param>
    public static string Lines(string? text, int width, Func<string, int>? columns = null)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in (text ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var wordLength = Columns(word);
            if (wordLength <= width)
            {
                Add(word, wordLength, " ");
                continue;
            }

            for (var (start, blank) = (0, " "); start < word.Length; blank = "")
            {
                var end = word.IndexOfAny(Joints, start + 1) is >= 0 and var joint ? joint + 1 : word.Length;
                var part = word.Substring(start, end - start);
                Add(part, Columns(part), blank);
                start = end;
            }
        }

        return lines.ToString();

        int Columns(string part) => columns?.Invoke(part) ?? part.Length;

        void Add(string part, int partLength, string blank)
        {
            blank = length > 0 ? blank : "";
            if (length > 0 && length + blank.Length + partLength > width)
            {
                _ = lines.AppendLine();
                (length, blank) = (0, "");
            }

            _ = lines.Append(blank).Append(part);
            length += blank.Length + partLength;
        }
    }
}
