namespace ExchangeArchiveSafety.Reports.Html;

/// <summary>Which words of states weigh how.</summary>
internal static class StateTones
{
    public static IReadOnlyDictionary<string, string> All { get; } = new (string Tone, string Words)[]
    {
        ("danger", "Conflicting Failed Drifted Refused"),
        ("warning", "Imminent Indeterminate Dormant Unverified Partial PartlyResumed Unknown Waiting"),
        ("good", "Mitigated Safe Suspended AlreadySuspended Resumed Closed Completed Passed"),
    }.SelectMany(weight => weight.Words.Split(' '), (weight, word) => (Word: word, weight.Tone)).ToDictionary(pair => pair.Word, pair => pair.Tone);

    public static string Of(string word) => All.TryGetValue(word, out var tone) ? tone : "neutral";
}
