namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>A successful status with a body that is cut, malformed or not what the route gives. Reported to happen; never an empty answer.</summary>
internal sealed class BrokenAnswerException(string message, Exception? inner = null) : Exception(message, inner);
