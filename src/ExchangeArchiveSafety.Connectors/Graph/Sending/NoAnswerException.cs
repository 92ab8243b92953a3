namespace ExchangeArchiveSafety;

/// <summary>No answer came, or it broke off. What was asked for may have been done.</summary>
internal sealed class NoAnswerException(string message) : Exception(message);
