namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>A rival that shares this process with others.</summary>
/// <param name="Rival">Its name.</param>
/// <param name="Find">Runs it once; gives what it found.</param>
/// <param name="Expected">What it has to find.</param>
internal sealed record WarmRun(string Rival, Func<long> Find, long Expected);
