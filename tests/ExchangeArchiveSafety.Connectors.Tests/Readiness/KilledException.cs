namespace ExchangeArchiveSafety.Probing;

/// <summary>The process was killed here.</summary>
internal sealed class KilledException(string point) : Exception(point);
