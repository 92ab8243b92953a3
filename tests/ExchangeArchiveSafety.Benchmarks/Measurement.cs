namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>One run.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="ProcessorSeconds">Of all processors together.</param>
/// <param name="PeakBytes">The most memory that its process ever held, as the operating system counts it; 0 when the process is not its alone.</param>
internal sealed record Measurement(double Seconds, double ProcessorSeconds, long PeakBytes)
{
    /// <summary>Makes sure that a run found what is there: a quick wrong answer is no measurement.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static void Ensure(string rival, long? expected, long found)
    {
        if (expected is not null && found != expected)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{rival} found {found}, not {expected}."));
        }
    }
}
