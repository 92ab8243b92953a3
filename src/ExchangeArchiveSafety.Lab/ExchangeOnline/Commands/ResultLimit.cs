namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

internal static class ResultLimit
{
    private const int Usual = 1000;

    /// <summary>Cuts the answer off at ResultSize, with Exchange's warning.</summary>
    public static IEnumerable<T> Within<T>(this IReadOnlyCollection<T> found, CommandCall call, CommandAnswer answer)
    {
        var limit = call.Text("ResultSize") switch
        {
            null => Usual,
            var text when text.Equals("Unlimited", StringComparison.OrdinalIgnoreCase) => int.MaxValue,
            var text => int.TryParse(text, out var number) ? number : Usual,
        };
        if (found.Count > limit)
        {
            answer.Warnings.Add($"There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.");
        }

        return found.Take(limit);
    }
}
