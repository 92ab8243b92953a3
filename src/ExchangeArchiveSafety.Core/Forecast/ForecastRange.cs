namespace ExchangeArchiveSafety;

/// <summary>A number that is expected between two bounds. The three are equal where nothing is left open.</summary>
/// <param name="Low">At least so much.</param>
/// <param name="Likely">What is expected.</param>
/// <param name="High">At most so much.</param>
public sealed record ForecastRange(long Low, long Likely, long High)
{
    internal static readonly ForecastRange Zero = new(0, 0, 0);

    /// <summary>What is expected, with the bounds behind it where they differ: <c>120 (60 to 300)</c>.</summary>
    public override string ToString() => Show(number => DisplayText.Sentence("{0:N0}", number));

    internal ForecastRange Plus(ForecastRange other) => new(Low + other.Low, Likely + other.Likely, High + other.High);

    internal string Show(Func<long, string> show) => (show(Low), show(Likely), show(High)) is var (low, likely, high) && low == high
        ? likely
        : DisplayText.Sentence(CoreMessages.ForecastRange, likely, low, high);
}
