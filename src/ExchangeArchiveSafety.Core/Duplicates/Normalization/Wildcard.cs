namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary><c>*</c> and <c>?</c>, everything else as it stands.</summary>
internal static class Wildcard
{
    /// <summary>Whether the whole text matches, whatever its case.</summary>
    public static bool Matches(string pattern, string text)
    {
        var upper = text.ToUpperInvariant();
        return Matches(pattern.ToUpperInvariant(), upper, upper.Length);
    }

    /// <summary>Whether the first characters of the text match, case included. Greedy with one point to return to: linear in practice, never exponential.</summary>
    public static bool Matches(string pattern, string text, int length)
    {
        var (at, star, resume) = (0, -1, 0);
        for (var index = 0; index < length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                resume = index;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[index]))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*')
        {
            at++;
        }

        return at == pattern.Length;
    }
}
